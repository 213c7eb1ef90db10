"""After a day of work, errors and crashes, no secret is in any file that is left; one that is planted is found."""

import base64
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import NeedsDebianPackages
from tests.reliability.canary import CANARIES
from tests.reliability.canary_search import leaks
from tests.servers import secret_service, wordpress

CANARY = "EAAcanari-7f3d:é/+=tout"
SPELT = {
    "raw": CANARY.encode(),
    "UTF-16": CANARY.encode("utf-16"),
    "UTF-16, big end first": CANARY.encode("utf-16-be"),
    "hex": CANARY.encode().hex().encode(),
    "HEX": CANARY.encode().hex().upper().encode(),
    "hex of UTF-16": CANARY.encode("utf-16-le").hex().encode(),
    "URL": quote(CANARY).replace("/", "%2F").encode(),
    "every letter escaped": "".join(f"%{letter:02X}" for letter in CANARY.encode()).encode(),
    **{f"base64, {n} before": base64.b64encode(b"user:"[:n] + CANARY.encode() + b"!") for n in range(6)},
    **{f"base64url, {n} before": base64.urlsafe_b64encode(b"user:"[:n] + CANARY.encode() + b"!") for n in range(3)},
    "base64 of UTF-16": base64.b64encode(b"x" + CANARY.encode("utf-16-le")),
}


def test_a_day_leaves_no_secret_in_any_file(needs_debian_packages: NeedsDebianPackages) -> None:
    needs_debian_packages(*secret_service.PACKAGES, *wordpress.PACKAGES)
    total = CANARIES.total()
    print(dict(total))
    assert not CANARIES.broken(total)
    assert total["files searched"] > 15
    assert total["spellings"] >= 7 * 20


@pytest.mark.parametrize("spelt", SPELT.values(), ids=SPELT.keys())
def test_a_secret_that_is_planted_is_found_however_it_is_spelt(tmp_path: Path, spelt: bytes) -> None:
    (tmp_path / "logs").mkdir()
    log = tmp_path / "logs" / "cm-desktop.log"
    log.write_bytes(b"2026-11-22 13:08 DEBUG sent to the page\n" * 50 + b"Authorization: " + spelt + b"\nend\n")
    assert any("logs/cm-desktop.log" in leak for leak in leaks(tmp_path, {"token": CANARY}))
    assert not [*leaks(tmp_path, {"token": CANARY.replace("7f3d", "8a01")})]


def test_a_secret_in_a_file_s_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "token=EAAcanari-7f3d8a01").touch()
    assert [*leaks(tmp_path, {"token": "EAAcanari-7f3d8a01"})]
