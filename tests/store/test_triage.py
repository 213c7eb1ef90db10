"""Where comments stand follows what the page answers and what the moderator does, by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Decision, Delete, Hide, WriteReply
from cm_desktop.domain.comments import Comment, RemoteId, Visibility
from cm_desktop.domain.outbox import cancel, claim, sent
from cm_desktop.domain.projection import SETTLED
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, comment, entry, ref, save

REPLY = comment("r1", parent="c1", page=True, minutes=5)


def triage(reader: Reader, name: str) -> Triage:
    return reader.row(ref(name)).triage


def test_a_reply_of_the_page_that_comes_later_answers_the_comment(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    assert triage(reader, "c1") is Triage.TODO
    save(workspace, REPLY)
    assert triage(reader, "c1") is Triage.DONE


def test_a_reply_of_the_page_that_came_first_answers_the_comment(workspace: Workspace, reader: Reader) -> None:
    save(workspace, REPLY)
    save(workspace, comment("c1"))
    assert triage(reader, "c1") is Triage.DONE


def test_a_reply_of_the_page_in_the_same_batch_answers_the_comment(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), REPLY, comment("c2"))
    assert (triage(reader, "c1"), triage(reader, "c2")) == (Triage.DONE, Triage.TODO)


def test_somebody_elses_reply_answers_nothing(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("r1", parent="c1"))
    assert triage(reader, "c1") is Triage.TODO


def test_a_reply_on_another_account_answers_nothing(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    save(workspace, comment("r1", account=BLOG, parent="c1", page=True))
    assert triage(reader, "c1") is Triage.TODO


@pytest.mark.parametrize(
    "after",
    [
        replace(REPLY, visibility=Visibility.TRASHED),
        replace(REPLY, visibility=Visibility.GONE),
        replace(REPLY, parent=RemoteId("c2")),
        comment("r1", parent="c1"),
    ],
)
def test_a_reply_that_no_longer_stands_leaves_the_comment_to_do(
    workspace: Workspace, reader: Reader, after: object
) -> None:
    save(workspace, comment("c1"), comment("c2"), REPLY)
    assert triage(reader, "c1") is Triage.DONE
    assert isinstance(after, type(REPLY))
    save(workspace, after)
    assert triage(reader, "c1") is Triage.TODO


def test_what_was_reopened_is_to_do_until_the_page_replies_again(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), REPLY)
    workspace.decide([comment("c1")], Decision.REOPENED, NOW + timedelta(minutes=10)).result()
    assert triage(reader, "c1") is Triage.TODO
    again = comment("r2", parent="c1", page=True, minutes=15)
    save(workspace, again)
    assert triage(reader, "c1") is Triage.DONE
    save(workspace, replace(again, visibility=Visibility.TRASHED))
    assert triage(reader, "c1") is Triage.TODO


def test_a_dismissed_comment_that_its_author_edits_is_to_do_again(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said)
    workspace.decide([said], Decision.DISMISSED, NOW).result()
    save(workspace, replace(said, likes=3))
    assert triage(reader, "c1") is Triage.DONE
    edited = replace(said, text="Vous ne répondez jamais !")
    save(workspace, edited)
    assert triage(reader, "c1") is Triage.TODO
    workspace.decide([edited], Decision.DISMISSED, NOW).result()
    assert triage(reader, "c1") is Triage.DONE


def test_what_was_hidden_and_is_read_in_its_place_later_is_to_do_again(workspace: Workspace, reader: Reader) -> None:
    """A reading that brings nothing new, too: the hidden one was never seen by a reading."""
    said = comment("c1")
    save(workspace, said)
    row = entry(said, Hide())
    workspace.add_entries([row], said).result()
    gone = claim(row, now=NOW, baseline=())
    workspace.change_entry(row, gone).result()
    workspace.change_entry(gone, sent(gone)).result()
    save(workspace, replace(said, read_at=NOW + SETTLED))
    assert triage(reader, "c1") is Triage.DONE
    save(workspace, replace(said, read_at=NOW + 2 * SETTLED))
    assert triage(reader, "c1") is Triage.TODO


def replied(workspace: Workspace, about: Comment, to: str) -> Comment:
    """Our reply to it, sent and read back under `to`: a platform may hang it elsewhere than where it was sent."""
    row = entry(about, WriteReply("Merci."), name=f"reply to {about.ref.id}")
    workspace.add_entries([row], about).result()
    gone = claim(row, now=NOW, baseline=())
    workspace.change_entry(row, gone).result()
    workspace.change_entry(gone, sent(gone, RemoteId("ours"))).result()
    ours = comment("ours", text="Merci.", parent=to, page=True, minutes=5)
    save(workspace, ours)
    return ours


@pytest.mark.parametrize("to", ["c1", "c2"])
def test_a_reply_that_is_gone_leaves_what_it_answered_to_do(workspace: Workspace, reader: Reader, to: str) -> None:
    save(workspace, comment("c1"), comment("c2", parent="c1"))
    ours = replied(workspace, comment("c2", parent="c1"), to)
    assert triage(reader, "c2") is Triage.DONE
    save(workspace, replace(ours, visibility=Visibility.GONE))
    assert triage(reader, "c2") is Triage.TODO


def test_a_reply_that_we_deleted_leaves_what_it_answered_to_do_though_no_reading_tells_it(
    workspace: Workspace, reader: Reader
) -> None:
    """As after the cache was thrown away: the platform no longer lists it."""
    save(workspace, comment("c1"))
    ours = replied(workspace, comment("c1"), "elsewhere")
    assert triage(reader, "c1") is Triage.DONE
    row = entry(ours, Delete(), name="delete")
    workspace.add_entries([row], ours).result()
    workspace.change_entry(row, sent(row)).result()
    assert triage(reader, "c1") is Triage.TODO


def test_an_act_moves_its_comment_and_shows_on_its_row(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said)
    row = entry(said, Hide())
    workspace.add_entries([row], said).result()
    assert triage(reader, "c1") is Triage.OUTGOING
    assert reader.row(said.ref).pending == (row,)
    claimed = claim(row, now=NOW, baseline=())
    workspace.change_entry(row, claimed).result()
    assert reader.row(said.ref).pending == (claimed,)
    workspace.change_entry(claimed, sent(claimed)).result()
    assert (triage(reader, "c1"), reader.row(said.ref).pending) == (Triage.DONE, ())
    save(workspace, replace(said, visibility=Visibility.HIDDEN))
    assert triage(reader, "c1") is Triage.HIDDEN


def test_acts_on_one_comment_show_in_the_order_of_the_acting(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said)
    second = entry(said, WriteReply("b"), name="a", seconds=2)
    first = entry(said, WriteReply("a"), name="b", seconds=1)
    for row in (second, first):
        workspace.add_entries([row], said).result()
    assert reader.row(said.ref).pending == (first, second)


def test_taking_an_act_back_gives_the_comment_back(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said)
    row = entry(said)
    workspace.add_entries([row], said).result()
    workspace.change_entry(row, cancel(row)).result()
    assert triage(reader, "c1") is Triage.TODO


def test_work_done_before_its_comment_came_counts(workspace: Workspace, reader: Reader) -> None:
    workspace.decide([comment("c1")], Decision.DISMISSED, NOW).result()
    workspace.save_draft(ref("c2"), "brouillon", NOW).result()
    row = entry(comment("c3"))
    workspace.add_entries([row], comment("c3")).result()
    save(workspace, comment("c1"), comment("c2"), comment("c3"))
    assert triage(reader, "c1") is Triage.DONE
    assert reader.row(ref("c2")).draft
    assert (triage(reader, "c3"), reader.row(ref("c3")).pending) == (Triage.OUTGOING, (row,))


def test_a_draft_shows_and_goes(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    workspace.save_draft(ref("c1"), "brouillon", NOW).result()
    assert [row.comment.ref for row in reader.page(Query(queue=Queue.DRAFTS)).rows] == [ref("c1")]
    workspace.save_draft(ref("c1"), "", NOW).result()
    assert reader.page(Query(queue=Queue.DRAFTS)).rows == ()
