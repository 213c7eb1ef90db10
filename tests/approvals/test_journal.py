"""The journal of a team is checked without the program; whatever was changed in it is seen."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.approvals.journal import journal
from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import Answer, Erasure, Outcome, Purpose, Request, Sending, Sent
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.papers import Answered, Asked, Erased
from cm_desktop.domain.approvals.paperwork import Archive
from cm_desktop.domain.approvals.people import Level, Role
from cm_desktop.domain.approvals.ports import Filed, Signed
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.domain.comments import CommentRef
from cm_desktop.settings import resources
from cm_desktop.wording.words import Words
from tests.approvals.cast import CASE, CLIENT, NOW, TEAM, Author
from tests.approvals.requests_made import ASKED

FRENCH = Words.load("fr", resources() / "translations")
FORMULAS = ('=HYPERLINK("https://evil.example")', "+33 1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\0=1")


@dataclass(frozen=True)
class Ending:
    """How the verifier ended, and what it said."""

    status: int
    said: str


def archive(asked: Asked = ASKED, reason: str = "Très bien.", *, erasing: bool = False) -> Archive:
    """An owner and a moderator, one request, its answer, what became of it; and that the request's texts are erased."""
    owner = Author.new("Claire Vasseur", Role.OWNER)
    moderator = Author.new("Léa Morel", Role.MODERATOR, root=owner.member.key)
    begun = [owner.say(owner.notary.founding(owner.member)), owner.say(owner.notary.welcome(moderator.member))]
    moderator.hear([one.sheet for one in begun])
    papers = moderator.notary.file(asked)
    request = Request(
        client=CLIENT,
        purpose=Purpose.VALIDATE,
        act=ActionKind.REPLY,
        proposals=2,
        categories=(),
        level=Level.SIGNED,
        deadline=None,
        valid_until=NOW.replace(year=2027),
    )
    asking = moderator.say(request, case=CASE, papers=papers)
    owner.hear([asking.sheet, papers.sheet])
    about = owner.notary.file(Erased(comments=(CommentRef(asked.account, asked.remote_id),)))
    # Before the answer, which so stands.
    erasure = [owner.say(Erasure(papers=(papers.id,)), papers=about)] if erasing else []
    kind = owner.notary.file(Answered(reason=reason))
    body = Answer(request=asking.event.id, outcome=Outcome.APPROVE, choice=1)
    answer = owner.say(body, case=CASE, papers=kind)
    sending = moderator.say(Sending(request=asking.event.id, answers=(answer.event.id,)), case=CASE)
    sent = moderator.say(Sent(request=asking.event.id), case=CASE)
    said, filed = [*begun, asking, answer, sending, sent], [papers, kind]
    if erasing:
        return archived(owner, [*said, *erasure], [kind, about])
    return archived(owner, said, filed)


def archived(owner: Author, signed: Iterable[Signed], filed: Iterable[Filed]) -> Archive:
    said = list(signed)
    events = tuple(one.event for one in said)
    team = TeamView(
        id=TEAM, name="Brasserie Lumen", folder=None, clients=(CLIENT,), key=owner.member.key, me=owner.member
    )
    return Archive(
        team=team,
        standing=fold(events, team=TEAM, root=owner.member.key),
        events=events,
        envelopes={one.event.id: owner.notary.bare(one.sheet) for one in said},
        papers={one.id: owner.notary.bare(one.sheet) for one in filed},
        cases=(),
    )


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """The files of a journal."""
    return unzipped(journal(FRENCH, archive()))


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def verified(files: dict[str, bytes], folder: Path) -> Ending:
    """As somebody does who unzips it."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return run(sys.executable, str(folder / "verify.py"))


def run(*command: str) -> Ending:
    done = subprocess.run(command, capture_output=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    return Ending(done.returncode, done.stdout.decode() + done.stderr.decode())


def test_what_a_system_leaves_beside_it_says_nothing_against_a_journal(whole: dict[str, bytes], tmp_path: Path) -> None:
    beside = {".~lock.journal.csv#": b"open", ".DS_Store": b"\0"}
    assert verified(whole | beside, tmp_path / "looked at").status == 0
    assert verified(whole | beside | {"note.txt": b"."}, tmp_path / "added to").status == 1


def test_where_the_package_that_it_needs_is_missing_it_says_how_to_get_it(
    whole: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "verify.py"
    file.write_bytes(whole["verify.py"])
    ending = run(sys.executable, "-I", "-S", str(file))  # without any installed package
    assert (ending.status, ending.said.count("pip install cryptography")) == (1, 1)
    assert "Traceback" not in ending.said


def listed(files: dict[str, bytes]) -> dict[str, bytes]:
    """With a list of files that fits what was changed: as somebody does who wants to hide it."""
    names = sorted(name for name in files if name != "manifest.txt")
    lines = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in names)
    return files | {"manifest.txt": lines.encode()}


def rows(files: dict[str, bytes]) -> list[dict[str, str]]:
    text = files["journal.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_journal_is_checked_without_the_program(whole: dict[str, bytes], tmp_path: Path) -> None:
    ending = verified(whole, tmp_path)
    assert ending == Ending(0, "6 events with a good signature.\nIt holds together, up to each author's last event.\n")
    file = tmp_path / "journal.zip"
    file.write_bytes(journal(FRENCH, archive()))
    assert run(sys.executable, str(tmp_path / "verify.py"), str(file)).status == 0


def test_the_verifier_is_short_and_needs_nothing_of_the_program() -> None:
    source = (resources() / "supervision" / "verify.py").read_text("utf-8")
    assert source.count("\n") <= 340
    assert "import cm_desktop" not in source
    assert "from cm_desktop" not in source


def test_one_byte_changed_anywhere_is_seen(whole: dict[str, bytes], tmp_path: Path) -> None:
    for number, name in enumerate(sorted(whole)):
        if name == "verify.py":
            continue  # whoever doubts it takes the program's
        data = bytearray(whole[name])
        data[len(data) // 2] ^= 1
        ending = verified(whole | {name: bytes(data)}, tmp_path / str(number))
        assert ending.status == 1, name
        assert "WRONG" in ending.said


def test_a_change_is_seen_even_where_the_list_of_files_was_made_to_fit(whole: dict[str, bytes], tmp_path: Path) -> None:
    for number, name in enumerate(sorted(whole)):
        if name in ("verify.py", "README.txt", "manifest.txt"):
            continue
        data = whole[name].replace(b"Brasserie Lumen", b"Brasserie Lumon")
        data = data.replace("Très bien.".encode(), "Très bon..".encode()).replace(
            "Léa Morel".encode(), "Léo Morel".encode()
        )
        if data == whole[name]:
            flipped = bytearray(data)
            flipped[len(data) // 2] ^= 1
            data = bytes(flipped)
        ending = verified(listed(whole | {name: data}), tmp_path / str(number))
        assert (ending.status, "WRONG" in ending.said) == (1, True), name


def test_an_event_taken_away_from_the_middle_is_seen(whole: dict[str, bytes], tmp_path: Path) -> None:
    for number, row in enumerate(rows(whole)[:3]):
        gone = row["Événement"]
        table = b"\r\n".join(line for line in whole["journal.csv"].split(b"\r\n") if gone.encode() not in line[:80])
        files = {name: data for name, data in whole.items() if gone not in name} | {"journal.csv": table}
        ending = verified(listed(files), tmp_path / str(number))
        assert ending.status == 1
        assert "one is missing" in ending.said


def test_a_text_taken_away_or_put_in_is_seen(whole: dict[str, bytes], tmp_path: Path) -> None:
    papers = next(name for name in whole if name.startswith("papers/"))
    without = {name: data for name, data in whole.items() if name != papers}
    assert verified(listed(without), tmp_path / "without").status == 1
    assert "what was not signed" in verified(listed(without), tmp_path / "again").said
    added = whole | {"papers/" + "0" * 64 + ".json": b"{}"}
    assert verified(listed(added), tmp_path / "added").status == 1
    assert verified(added, tmp_path / "unlisted").status == 1


def test_a_damaged_file_is_said_to_be_so(whole: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_bytes(whole["verify.py"])
    data = bytearray(journal(FRENCH, archive()))
    for place in range(0, len(data), max(1, len(data) // 12)):
        spoilt = bytearray(data)
        spoilt[place] ^= 1
        file = tmp_path / f"{place}.zip"
        file.write_bytes(spoilt)
        ending = run(sys.executable, str(tmp_path / "verify.py"), str(file))
        assert ending.status == 0 or "WRONG" in ending.said


def test_a_file_that_is_nested_beyond_measure_is_said_to_be_damaged(whole: dict[str, bytes], tmp_path: Path) -> None:
    for number, kind in enumerate(("events/", "papers/", "keys.json")):
        name = next(name for name in sorted(whole) if name.startswith(kind))
        ending = verified(listed(whole | {name: b"[" * 200_000}), tmp_path / str(number))
        assert (ending.status, ending.said.splitlines()[-1]) == (1, "This journal cannot be relied on."), name


def test_erased_texts_leave_a_journal_that_holds(tmp_path: Path) -> None:
    made = archive(erasing=True)
    files = unzipped(journal(FRENCH, made))
    assert verified(files, tmp_path).status == 0
    assert [row["Remarque"] for row in rows(files)].count("Ses textes sont effacés") == 1
    assert "Marc Delvaux" not in files["journal.csv"].decode("utf-8-sig")


def test_the_same_archive_makes_the_same_bytes() -> None:
    made = archive()
    assert journal(FRENCH, made) == journal(FRENCH, made)


def test_the_table_says_who_did_what(whole: dict[str, bytes]) -> None:
    said = [(row["Par"], row["Quoi"], row["Choix"]) for row in rows(whole)]
    assert said == [
        ("Claire Vasseur", "L’équipe commence", ""),
        ("Claire Vasseur", "Fait entrer un appareil", ""),
        ("Léa Morel", "Demande une validation", ""),
        ("Claire Vasseur", "Réponse\u00a0: Validé", "2"),
        ("Léa Morel", "S’apprête à envoyer", ""),
        ("Léa Morel", "C’est sur la page", ""),
    ]
    assert rows(whole)[2]["Commentaire"] == ASKED.comment.text


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula_and_the_journal_still_holds(formula: str, tmp_path: Path) -> None:
    asked = replace(
        ASKED,
        comment=replace(ASKED.comment, text=formula, author=formula),
        permalink=formula,
        proposals=(formula, "Bonjour\ud83d"),
        reason=formula,
    )
    files = unzipped(journal(FRENCH, archive(asked, reason=formula)))
    cells = [cell for row in rows(files) for cell in row.values() if cell.strip()]
    assert cells.count(f"'{formula}") == 6
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "\0"))]
    assert formula not in FORMULAS[::4] or verified(files, tmp_path).status == 0


def test_the_keys_are_those_that_the_events_let_in(whole: dict[str, bytes]) -> None:
    keys: dict[str, Any] = json.loads(whole["keys.json"])
    assert {one["name"] for one in keys.values()} == {"Claire Vasseur", "Léa Morel"}
    assert {row["Appareil"] for row in rows(whole)} == set(keys)
