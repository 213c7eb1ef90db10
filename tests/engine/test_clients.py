"""A client may be called something else, or be told more about: its pages and all that was done for it stay its own."""

from dataclasses import replace

import pytest

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.client_sheet import Address, ClientSheet
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import BadValue, NotFound
from cm_desktop.engine.desk import Desk
from tests.engine.port import ACCOUNT, CLIENT


def test_a_client_is_called_something_else_and_keeps_its_pages(desk: Desk) -> None:
    told: list[Changes] = []
    desk.subscribe(told.append)
    desk.clients.save(
        replace(CLIENT, name="Chez Adèle", colour="#123456"), ClientSheet(client=CLIENT.id, charter="Doux")
    )
    assert desk.inbox.client(ACCOUNT.client).name == "Chez Adèle"
    assert desk.inbox.client_sheet(CLIENT.id).charter == "Doux"
    assert any(Change.ACCOUNTS in changes for changes in told)


def test_a_sheet_is_always_its_own_clients(desk: Desk) -> None:
    desk.clients.save(CLIENT, ClientSheet(client=ClientId("another"), address=Address.TU)).result()
    assert desk.inbox.client_sheet(CLIENT.id).address is Address.TU


def test_two_clients_never_have_one_name(desk: Desk) -> None:
    second = desk.accounts.client_named("Mairie", "#336699")
    desk._workspace.save_client(second).result()
    with pytest.raises(BadValue) as refused:
        desk.clients.save(replace(second, name=CLIENT.name.upper())).result()
    assert refused.value.what == "client_taken"
    with pytest.raises(BadValue):
        desk.clients.save(replace(second, name="  ")).result()
    with pytest.raises(NotFound):
        desk.clients.save(replace(second, id=ClientId("nobody"))).result()
    assert desk.clients.one(second.id) == second


def test_a_new_client_never_takes_the_place_of_one_who_had_its_name(desk: Desk) -> None:
    """Its id is made of its name, and the first client keeps its own, whatever it is called now."""
    first = desk.accounts.client_named("Mairie", "#336699")
    desk._workspace.save_client(first).result()
    desk.clients.save(replace(first, name="Ville")).result()
    assert desk.accounts.client_named("VILLE", "#000000").id == first.id
    new = desk.accounts.client_named("Mairie", "#000000")
    assert (new.id, new.name) == ("mairie 2", "Mairie")
