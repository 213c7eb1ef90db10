"""Saved replies are kept in the work, offered where they belong, filled in from what is known of the comment."""

import pytest

from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.approvals.terms import Terms
from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.errors import ActRefused, BadValue, NotFound
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.saved_replies import INVITATION, SavedReply, SavedReplyId, Variable
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.replies import known
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, FakeClock, FakePlatform

NEW = SavedReplyId("")
STARTERS = (SavedReply(id=INVITATION, name="Inviter", text="Écrivez-nous"),)


def reply(name: str, text: str = "Merci {prénom}", client: ClientId | None = None) -> SavedReply:
    return SavedReply(id=NEW, name=name, text=text, client=client)


def test_a_reply_is_kept_and_found_after_a_restart(open_desk: OpenDesk) -> None:
    desk = open_desk()
    kept = desk.replies.save(reply("  Merci   à tous "))
    assert kept.name == "Merci à tous"
    desk.close()
    assert open_desk().replies.every(()) == (kept,)


def test_what_is_known_of_a_comment_fills_a_reply_in(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Bonjour")
    desk.sync()
    detail = desk.inbox.detail(ref)
    told = known(detail)
    assert (told[Variable.CLIENT], told[Variable.PAGE]) == (CLIENT.name, ACCOUNT.name)
    assert told[Variable.AUTHOR] == detail.row.comment.author.name


def test_one_of_the_same_name_is_changed_and_one_of_another_client_is_another(desk: Desk) -> None:
    first = desk.replies.save(reply("Merci"))
    changed = desk.replies.save(reply("merci", "Merci bien"))
    assert changed.id == first.id
    desk.replies.save(reply("Merci", client=CLIENT.id))
    assert len(desk.replies.every(())) == 2


def test_a_reply_of_the_program_can_be_changed_and_taken_away(desk: Desk) -> None:
    desk.replies.save(SavedReply(id=INVITATION, name="Inviter", text="Par ici"))
    assert [one.text for one in desk.replies.every(STARTERS)] == ["Par ici"]
    desk.replies.drop(STARTERS[0], STARTERS)
    assert desk.replies.every(STARTERS) == ()


def test_what_is_dropped_is_gone(desk: Desk) -> None:
    kept = desk.replies.save(reply("Merci"))
    desk.replies.drop(kept, STARTERS)
    assert desk.replies.every(()) == ()


@pytest.mark.parametrize("wrong", [reply(""), reply("x", "  "), reply("x" * 81), reply("x", "y" * 8_001)])
def test_a_reply_without_name_or_words_is_not_kept(desk: Desk, wrong: SavedReply) -> None:
    with pytest.raises(BadValue):
        desk.replies.save(wrong)
    assert desk.replies.every(()) == ()


def test_a_client_that_is_not_there_has_no_replies(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.replies.save(reply("Merci", client=ClientId("personne")))


@pytest.mark.parametrize("text", ["Bonjour {prénom}", "Nous ouvrons à [heure]."])
def test_what_is_still_to_be_filled_in_neither_leaves_nor_is_asked_for(
    desk: Desk, platform: FakePlatform, text: str
) -> None:
    ref = platform.post("c1", "Bonjour")
    desk.sync()
    for act in (WriteReply(text), Escalate(proposal=text), Escalate(terms=Terms(others=(text,)), proposal="Bonjour")):
        with pytest.raises(ActRefused) as refused:
            desk.acts.do(ref, act)
        assert refused.value.reason == "unfilled"
    desk.acts.do(ref, WriteReply("Nous ouvrons à 18 h [1]."))
    assert [entry.action for entry in desk.inbox.row(ref).pending] == [WriteReply("Nous ouvrons à 18 h [1].")]


def test_a_draft_knows_when_it_was_kept(desk: Desk, platform: FakePlatform, clock: FakeClock) -> None:
    ref = platform.post("c1", "Bonjour")
    desk.sync()
    assert desk.inbox.detail(ref).drafted_at is None
    desk.acts.draft(ref, "Bonjour")
    assert desk.inbox.detail(ref).drafted_at == clock.now()


def test_a_draft_is_there_after_a_restart(open_desk: OpenDesk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Bonjour")
    desk = open_desk()
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    desk.sync()
    desk.acts.draft(ref, "Bonjour, nous regardons")
    desk.close()
    again = open_desk()
    assert again.inbox.detail(ref).draft == "Bonjour, nous regardons"
    assert [row.comment.ref for row in again.inbox.page(Query(queue=Queue.DRAFTS)).rows] == [ref]
