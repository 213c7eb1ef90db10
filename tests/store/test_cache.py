"""What platforms say is kept once, changes only by what they say next, and moves the queues by itself."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Decision, Hide, WriteReply
from cm_desktop.domain.comments import Batch, CommentRef, Post, RemoteId, Visibility
from cm_desktop.domain.errors import AuthExpired, NotFound
from cm_desktop.domain.outbox import cancel, claim, sent
from cm_desktop.domain.queue import AuthorHistory, Freshness, Query, Queue, Triage
from cm_desktop.domain.verdicts import CALM, Category, Verdict
from cm_desktop.store.cache import SLICE
from cm_desktop.store.ingest import Judged
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import (
    BAKERY,
    BANK,
    BLOG,
    BRANCH,
    NOW,
    SHOP,
    calm,
    comment,
    entry,
    ref,
    save,
    verdict,
)

LATER = NOW + timedelta(hours=1)


def triage(reader: Reader, name: str) -> Triage:
    return reader.row(ref(name)).triage


def rows_written(workspace: Workspace) -> int:
    """How many rows the cache's connection has written so far."""
    return workspace._connections[1].total_changes


def test_a_comment_comes_back_with_its_verdict(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1", text="Voleurs \U0001f621 \ud800\0 !")
    judged = verdict(Category.INSULT, Category.FRAUD)
    assert save(workspace, said, judged={said.ref: (judged, "voleurs")}) == 1
    row = reader.row(said.ref)
    assert (row.comment, row.verdict, row.triage, row.draft, row.pending) == (said, judged, Triage.TODO, False, ())


def test_what_says_the_same_again_is_not_written_again(workspace: Workspace, reader: Reader) -> None:
    said = [comment(f"c{number}") for number in range(3)]
    assert save(workspace, *said) == 3
    before = rows_written(workspace)
    assert save(workspace, *(replace(one, read_at=LATER) for one in said)) == 0
    assert rows_written(workspace) == before
    assert reader.row(ref("c1")).comment.read_at == NOW


def test_only_what_changed_is_counted(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    assert save(workspace, comment("c1"), comment("c2", likes=3), comment("c3")) == 2
    assert reader.row(ref("c2")).comment.likes == 3


def test_a_comment_said_twice_in_a_batch_is_the_last_one(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1", text="un"), comment("c1", text="deux"))
    assert reader.row(ref("c1")).comment.text == "deux"
    assert len(reader.handles(Query())) == 1


def test_what_a_batch_leaves_out_is_left_alone(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    save(workspace, comment("c2", text="autre"))
    assert reader.row(ref("c1")).comment == comment("c1")


def test_an_edited_comment_has_the_verdict_and_the_words_of_its_new_text(workspace: Workspace, reader: Reader) -> None:
    old, new = comment("c1", text="des voleurs"), comment("c1", text="merci beaucoup")
    save(workspace, old, judged={old.ref: (verdict(Category.INSULT), "des voleurs")})
    save(workspace, new, judged={new.ref: (verdict(Category.PRAISE, severity=1), "merci beaucoup")})
    row = reader.row(new.ref)
    assert (row.comment, row.verdict) == (new, verdict(Category.PRAISE, severity=1))
    assert len(reader.handles(Query(search="voleurs"))) == 0
    assert len(reader.handles(Query(search="merci"))) == 1
    assert len(reader.handles(Query(category=Category.INSULT))) == 0


def test_a_change_of_rules_judges_again(workspace: Workspace, reader: Reader) -> None:
    said = [comment(f"c{number}") for number in range(5)]
    save(workspace, *said, rules="1")
    assert reader.stale_refs("1", 10) == ()
    stale = reader.stale_refs("2", 3)
    assert len(set(stale)) == 3
    anew = [one for one in said if one.ref in stale]
    judged = {one.ref: (verdict(Category.LEGAL), one.text) for one in anew}
    assert save(workspace, *anew, judged=judged, rules="2") == 3
    assert all(reader.row(name).verdict == verdict(Category.LEGAL) for name in stale)
    assert set(reader.stale_refs("2", 10)) == {one.ref for one in said} - set(stale)


def test_a_comment_asked_for_by_name_tells_when_it_was_read(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    read = replace(comment("c1"), read_at=LATER)
    workspace.save_comment(read, CALM, "bonjour", rules="1").result()
    assert reader.row(ref("c1")).comment == read
    assert reader.row(ref("c2")).comment.read_at == NOW


def test_a_comment_that_is_gone_stays_known_and_is_done(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    workspace.save_comment(replace(comment("c1"), visibility=Visibility.GONE), CALM, "", rules="1").result()
    assert triage(reader, "c1") is Triage.DONE


def test_the_cursor_and_the_posts_come_with_the_batch(workspace: Workspace, reader: Reader) -> None:
    post = Post(account=SHOP, id=RemoteId("p"), text="Nos horaires", created_at=NOW)
    assert reader.cursor(SHOP) is None
    workspace.save_batch(SHOP, Batch(posts=(post,), cursor="abc"), {}, rules="1", at=NOW).result()
    assert (reader.cursor(SHOP), reader.post(SHOP, post.id)) == ("abc", post)
    assert (reader.cursor(BLOG), reader.post(BLOG, post.id)) == (None, None)
    edited = replace(post, text="Nos nouveaux horaires")
    workspace.save_batch(SHOP, Batch(posts=(edited,)), {}, rules="1", at=NOW).result()
    assert (reader.cursor(SHOP), reader.post(SHOP, post.id)) == ("abc", edited)


def test_a_batch_that_fails_moves_no_cursor(workspace: Workspace, reader: Reader) -> None:
    said = [comment(f"c{number}") for number in range(SLICE + 1)]
    unjudged = calm(said[:-1])
    with pytest.raises(KeyError):
        workspace.save_batch(SHOP, Batch(comments=tuple(said), cursor="x"), unjudged, rules="1", at=NOW).result()
    assert reader.cursor(SHOP) is None
    assert len(reader.handles(Query())) == SLICE
    assert save(workspace, *said, cursor="x") == 1
    assert reader.cursor(SHOP) == "x"


class Watched(dict[CommentRef, tuple[Verdict, str]]):
    """Verdicts that tell when the store first asks for one, and answer when they are let."""

    def __init__(self, verdicts: Judged) -> None:
        super().__init__(verdicts)
        self.asked, self.let = threading.Event(), threading.Event()

    def __getitem__(self, name: CommentRef) -> tuple[Verdict, str]:
        self.asked.set()
        assert self.let.wait(10)
        return super().__getitem__(name)


def test_the_user_does_not_wait_for_the_end_of_a_long_batch(threaded: Workspace) -> None:
    said = [comment(f"c{number}") for number in range(SLICE * 3)]
    judged, order = Watched(calm(said)), list[str]()
    batch = threaded.save_batch(SHOP, Batch(comments=tuple(said)), judged, rules="1", at=NOW)
    batch.add_done_callback(lambda _: order.append("batch"))
    assert judged.asked.wait(10)
    user = threaded.decide(said[0], Decision.DISMISSED, NOW)
    user.add_done_callback(lambda _: order.append("user"))
    judged.let.set()
    assert batch.result(30) == len(said)
    user.result(30)
    assert order == ["user", "batch"]


def test_nothing_comes_in_for_an_account_that_is_gone(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    workspace.remove_account(SHOP).result()
    with pytest.raises(NotFound):
        save(workspace, comment("c1"))
    with pytest.raises(NotFound):
        workspace.save_comment(comment("c1"), CALM, "", rules="1").result()
    with pytest.raises(NotFound):
        workspace.note_sync(SHOP, NOW, None).result()
    assert len(reader.handles(Query())) == 0


def test_removing_an_account_takes_all_its_comments_out_of_the_cache(workspace: Workspace, reader: Reader) -> None:
    ours, theirs = comment("c1", text="un mot"), comment("c1", account=BRANCH, text="un mot")
    for one in (ours, theirs):
        save(workspace, one, judged={one.ref: (verdict(Category.INSULT), "un mot")}, cursor="x")
        workspace.save_draft(one.ref, "brouillon", NOW).result()
    workspace.note_sync(SHOP, NOW, None).result()
    workspace.remove_account(SHOP).result()
    for query in (Query(), Query(search="mot"), Query(category=Category.INSULT), Query(queue=Queue.DRAFTS)):
        assert [row.comment for row in reader.page(query).rows] == [theirs]
    assert reader.cursor(SHOP) is None
    assert reader.counts().clients == {BAKERY: 0, BANK: 1}
    assert SHOP not in {line.account for line in reader.freshness()}


def test_an_account_that_comes_back_starts_afresh(workspace: Workspace, reader: Reader) -> None:
    account = reader.account(SHOP)
    save(workspace, comment("c1"), cursor="x")
    workspace.decide(comment("c1"), Decision.DISMISSED, NOW).result()
    workspace.remove_account(SHOP).result()
    workspace.save_account(account).result()
    assert reader.cursor(SHOP) is None
    save(workspace, comment("c1"))
    assert triage(reader, "c1") is Triage.DONE


def test_an_account_that_changes_client_takes_its_comments_along(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    assert reader.counts().clients == {BAKERY: 1, BANK: 0}
    workspace.save_account(replace(reader.account(SHOP), client=BANK)).result()
    assert reader.counts().clients == {BAKERY: 0, BANK: 1}
    assert len(reader.handles(Query(client=BANK))) == 1


def test_freshness_tells_the_last_whole_reading_and_what_stopped_it_since(workspace: Workspace, reader: Reader) -> None:
    workspace.note_sync(SHOP, NOW, None).result()
    workspace.note_sync(SHOP, LATER, AuthExpired().trouble()).result()
    workspace.note_sync(BLOG, NOW, AuthExpired().trouble()).result()
    workspace.note_sync(BLOG, LATER, None).result()
    assert set(reader.freshness()) == {
        Freshness(account=SHOP, read_at=NOW, trouble="AuthExpired"),
        Freshness(account=BLOG, read_at=LATER),
        Freshness(account=BRANCH, read_at=None),
    }


REPLY = comment("r1", parent="c1", page=True, minutes=5)


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


def test_an_act_moves_its_comment_and_shows_on_its_row(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said)
    row = entry(said, Hide())
    workspace.add_entry(row, said).result()
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
        workspace.add_entry(row, said).result()
    assert reader.row(said.ref).pending == (first, second)


def test_taking_an_act_back_gives_the_comment_back(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1")
    save(workspace, said)
    row = entry(said)
    workspace.add_entry(row, said).result()
    workspace.change_entry(row, cancel(row)).result()
    assert triage(reader, "c1") is Triage.TODO


def test_work_done_before_its_comment_came_counts(workspace: Workspace, reader: Reader) -> None:
    workspace.decide(comment("c1"), Decision.DISMISSED, NOW).result()
    workspace.save_draft(ref("c2"), "brouillon", NOW).result()
    row = entry(comment("c3"))
    workspace.add_entry(row, comment("c3")).result()
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


def test_a_thread_is_whole_and_in_the_order_of_time(workspace: Workspace, reader: Reader) -> None:
    save(
        workspace,
        comment("deeper", parent="reply", minutes=3),
        comment("top", minutes=0),
        comment("other", minutes=1),
        comment("reply", parent="top", minutes=2),
        comment("second", parent="top", minutes=1),
        comment("orphan", parent="unknown", minutes=9),
    )
    for name in ("top", "reply", "second", "deeper"):
        assert [row.comment.ref.id for row in reader.thread(ref(name))] == ["top", "second", "reply", "deeper"]
    assert [row.comment.ref.id for row in reader.thread(ref("orphan"))] == ["orphan"]
    assert reader.thread(ref("unheard of")) == ()


def test_a_thread_that_bites_its_tail_ends(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("a", parent="b"), comment("b", parent="a"))
    assert {row.comment.ref.id for row in reader.thread(ref("a"))} == {"a", "b"}


def test_an_authors_history_counts_what_became_of_it(workspace: Workspace, reader: Reader) -> None:
    save(
        workspace,
        comment("c1", author="Max"),
        comment("c2", author="Max", visibility=Visibility.HIDDEN),
        comment("c3", author="Max", minutes=-60 * 24 * 40),
        comment("c4", author="Lea"),
        comment("r1", parent="c1", page=True),
    )
    month = NOW - timedelta(days=30)
    assert reader.author_history(SHOP, "id of Max", since=month) == AuthorHistory(comments=2, replied=1, hidden=1)
    assert reader.author_history(SHOP, "id of Nobody", since=month) == AuthorHistory()
    assert reader.author_history(BLOG, "id of Max", since=month) == AuthorHistory()
    assert reader.author_history(SHOP, "", since=month) == AuthorHistory()
