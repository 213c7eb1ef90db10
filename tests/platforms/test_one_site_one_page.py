"""A site is one page, however its address is written: a second client cannot have it under another spelling."""

import pytest

from cm_desktop.domain.comments import Account, AccountId, ClientId, Identity, RemoteId
from cm_desktop.platforms import connect
from cm_desktop.platforms.transport.gateway import DIRECT


class Checked:
    """A site that answers at any address."""

    def check(self) -> Identity:
        return Identity(id=RemoteId("1"), name="Blog")


@pytest.fixture(autouse=True)
def _answering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "listen", lambda *_, **__: Checked())


def page_at(address: str) -> AccountId:
    unnamed = Account(
        id=AccountId(""), client=ClientId("lumen"), platform="wordpress", name="", base_url=address, login="u"
    )
    return connect.introduce(unnamed, "secret", gateway=DIRECT)[0].id


@pytest.mark.parametrize(
    "address",
    ["https://Lumen.fr", "https://lumen.fr:443", "https://lumen.fr.", "https://lumen.fr//", "http://lumen.fr:80/"],
)
def test_another_spelling_of_an_address_is_the_same_page(address: str) -> None:
    assert page_at(address) == page_at("https://lumen.fr")


@pytest.mark.parametrize(
    "address", ["https://www.lumen.fr", "https://lumen.fr:8443", "https://lumen.fr/blog", "https://lumen.fr:80"]
)
def test_another_address_is_another_page(address: str) -> None:
    """Also with `www.`, which may lead elsewhere."""
    assert page_at(address) != page_at("https://lumen.fr")


@pytest.mark.parametrize(
    ("address", "name"), [("http://127.0.0.1:18080", "127.0.0.1:18080"), ("http://[::1]/a/b", "[::1]~a~b")]
)
def test_pages_that_were_named_before_keep_their_name(address: str, name: str) -> None:
    assert page_at(address) == f"wordpress:{name}"
