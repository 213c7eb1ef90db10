"""Pages without an API have names of their own: none takes the place of another."""

from dataclasses import replace

import pytest

from cm_desktop.domain.arrivals import PastedComment
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import PageTaken
from cm_desktop.domain.queue import Query
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.reading.accounts import _is_another
from tests.engine.incoming_steps import desk, page, texts
from tests.engine.port import CLIENT

__all__ = ["desk", "page"]  # fixtures


@pytest.mark.parametrize(
    ("name", "address", "is_another"),
    [
        ("Lumen", "https://m.facebook.com/lumen.valbreuil", False),  # its address, set right
        ("Le Lumen", "https://www.facebook.com/lumen", False),  # its name
        ("Lumen", "", False),
        ("Lumen", "https://www.instagram.com/lumen", True),
        ("lumen !", "", True),
        ("Lûmen", "https://www.facebook.com/groupe", True),
    ],
)
def test_a_page_never_takes_the_place_of_another(desk: Desk, name: str, address: str, is_another: bool) -> None:
    first = Account(
        id=AccountId("assisted:lumen"),
        client=CLIENT.id,
        platform="assisted",
        name="Lumen",
        base_url="https://www.facebook.com/lumen",
    )
    second = replace(first, name=name, base_url=address)
    assert _is_another(first, second) is is_another
    desk.accounts.add(first, CLIENT, "")
    kept = desk.accounts.add(replace(first, name="Lumen", base_url=""), CLIENT, "").account
    with pytest.raises(PageTaken):
        desk.accounts.add(replace(first, name="Lümen", base_url=""), CLIENT, "")
    assert desk.inbox.accounts() == (kept,)


def test_two_clients_pages_of_one_name_are_two(desk: Desk, page: AccountId) -> None:
    same = desk.inbox.account(page)
    town = desk.accounts.client_named("Mairie de Valbreuil", "#336699")
    added = desk.accounts.add(
        Account(id=AccountId(""), client=town.id, platform="assisted", name=same.name, base_url=""), town, ""
    )
    other = added.account
    assert added.keeping is Keeping.NOWHERE
    assert (page, other.id) == ("assisted:lumen-lumen-sur-facebook", "assisted:mairie-de-valbreuil-lumen-sur-facebook")
    for account in (page, other.id):
        desk.imports.add_pasted(account, [PastedComment(text=f"pour {account}")])
    assert {row.comment.text for row in desk.inbox.page(Query(client=town.id)).rows} == {f"pour {other.id}"}
    assert len(texts(desk)) == 2
