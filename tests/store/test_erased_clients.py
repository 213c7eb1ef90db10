"""A client that is erased leaves no byte behind, and the others keep all of theirs."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cm_desktop.domain.actions import Decision, WriteReply
from cm_desktop.domain.client_sheet import ClientSheet
from cm_desktop.domain.comments import Client
from cm_desktop.domain.outbox import State
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.saved_replies import SavedReply, SavedReplyId
from cm_desktop.domain.search import Search
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.domain.views import View
from cm_desktop.store.databases.inspection import is_whole
from cm_desktop.store.disk.files import WORK
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, CLIENT_OF, NOW, comment, entry, save
from tests.store.test_erasing import files_with

WORD = "zigzagounet"
THEIRS = [account for account, client in CLIENT_OF.items() if client == BAKERY]
OTHER = next(account for account, client in CLIENT_OF.items() if client == BANK)


def filled(workspace: Workspace) -> None:
    """Both clients have a comment, a reply that waits, a draft, a decision; the first a sheet and a saved reply."""
    for number, account in enumerate([*THEIRS, OTHER]):
        word = "bonjour" if account == OTHER else WORD
        one, two = (comment(f"{name}{number}", account=account, text=f"{word} {name}") for name in "ab")
        save(workspace, one, two)
        workspace.add_entries([entry(one, WriteReply(f"Merci {word}"), name=f"act-{number}")], one).result()
        workspace.save_draft(two.ref, f"Cher {word}", NOW).result()
        workspace.decide([two], Decision.DISMISSED, NOW + timedelta(minutes=1)).result()
        workspace.mistakes.note(Mistake(ref=two.ref, rule=RuleId("a rule"), passage=word, at=NOW)).result()
    sheet = ClientSheet(client=BAKERY, facts=WORD)
    workspace.save_client(Client(id=BAKERY, name="Bakery", colour="#336699"), sheet).result()
    workspace.kept.replies.save(SavedReply(id=SavedReplyId("r"), name="R", text=WORD, client=BAKERY)).result()
    for name, client in ((f"{WORD} of theirs", BAKERY), ("of the other", BANK)):
        workspace.kept.views.save(View(name=name, client=client)).result()
    on_their_page = Search(account=THEIRS[0], words=WORD)
    workspace.kept.views.save(View(name=f"{WORD} on a page", search=on_their_page)).result()


def erase(workspace: Workspace) -> None:
    for account in THEIRS:
        workspace.remove_account(account).result()
    workspace.erased_clients.erase(BAKERY).result()


def test_a_client_that_is_erased_is_found_nowhere_and_the_other_keeps_all(
    workspace: Workspace, reader: Reader, folder: Path
) -> None:
    filled(workspace)
    assert files_with(folder, WORD)
    erase(workspace)
    assert files_with(folder, WORD) == set()
    assert [client.id for client in reader.clients()] == [BANK]
    (left,) = reader.entries()
    assert (left.comment.account, left.state) == (OTHER, State.QUEUED)
    assert [view.name for view in reader.kept.views()] == ["of the other"]
    assert reader.draft(comment(f"b{len(THEIRS)}", account=OTHER).ref) == "Cher bonjour"
    assert is_whole(folder / WORK.name, immutable=False)


def test_without_the_sweeping_it_would_still_be_there(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(workspace)
    monkeypatch.setattr(workspace.erased_clients, "_sweep", lambda: None)
    erase(workspace)
    assert files_with(folder, WORD)


def test_a_page_that_is_another_clients_by_now_keeps_what_was_done(workspace: Workspace, reader: Reader) -> None:
    filled(workspace)
    moved = next(account for account in reader.accounts() if account.id == THEIRS[0])
    workspace.save_account(replace(moved, client=BANK)).result()
    workspace.erased_clients.erase(BAKERY).result()
    assert {one.comment.account for one in reader.entries()} >= {THEIRS[0], OTHER}
