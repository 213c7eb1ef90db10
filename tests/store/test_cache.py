"""What platforms say is kept once, changes only by what they say later, and never keeps the user waiting."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.comments import Batch, CommentRef, Post, RemoteId, Visibility
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.domain.verdicts import CALM, Category, Verdict
from cm_desktop.store.cache import LONG, SHORT, SLICE
from cm_desktop.store.comments.ingest import Judged
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, calm, comment, ref, save, verdict
from tests.store.steps import out_of_date

LATER = NOW + timedelta(hours=1)
MEANWHILE = NOW + timedelta(minutes=30)


def rows_written(workspace: Workspace) -> int:
    """How many rows the cache's connection has written so far."""
    return workspace._connections[1].total_changes


def test_a_comment_comes_back_with_its_verdict(workspace: Workspace, reader: Reader) -> None:
    said = comment("c1", text="Voleurs \U0001f621 \ud800\0 !")
    judged = verdict(Category.INSULT, Category.FRAUD)
    assert save(workspace, said, judged={said.ref: (judged, "voleurs")}) == 1
    row = reader.row(said.ref)
    assert (row.comment, row.verdict, row.triage, row.draft, row.pending) == (said, judged, Triage.TODO, False, ())


def test_what_says_the_same_again_is_only_noted_as_read(workspace: Workspace, reader: Reader) -> None:
    said = [comment(f"c{number}") for number in range(3)]
    assert save(workspace, *said) == 3
    before = rows_written(workspace)
    assert save(workspace, *(replace(one, read_at=LATER) for one in said)) == 0
    assert rows_written(workspace) == before + 3
    assert reader.row(ref("c1")).comment == replace(said[1], read_at=LATER)
    assert save(workspace, *said) == 0
    assert rows_written(workspace) == before + 3


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


@pytest.mark.parametrize("named", [False, True], ids=["in a batch", "by name"])
def test_an_earlier_reading_replaces_nothing_of_a_later_one(workspace: Workspace, reader: Reader, named: bool) -> None:
    hidden = replace(comment("c1", text="des voleurs", visibility=Visibility.HIDDEN), read_at=LATER)
    save(workspace, hidden, judged={hidden.ref: (verdict(Category.INSULT), "des voleurs")})
    older = comment("c1", text="merci")
    if named:
        workspace.save_comment(older, CALM, "merci", rules="2").result()
    else:
        assert save(workspace, older, rules="2") == 0
    row = reader.row(hidden.ref)
    assert (row.comment, row.verdict, row.triage) == (hidden, verdict(Category.INSULT), Triage.HIDDEN)
    assert len(reader.handles(Query(queue=Queue.HIDDEN, search="voleurs"))) == 1
    assert len(reader.handles(Query(queue=Queue.HIDDEN, search="merci"))) == 0


def test_a_reading_that_brought_nothing_new_counts_against_an_earlier_one(workspace: Workspace, reader: Reader) -> None:
    hidden = comment("c1", visibility=Visibility.HIDDEN)
    save(workspace, hidden)
    save(workspace, replace(hidden, read_at=LATER))
    assert save(workspace, replace(comment("c1"), read_at=MEANWHILE)) == 0
    assert reader.row(ref("c1")).comment == replace(hidden, read_at=LATER)


def test_what_is_out_of_date_is_the_comments_that_other_rules_judged(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *(comment(f"c{number}") for number in range(5)), rules="1")
    save(workspace, comment("new"), rules="2")
    assert out_of_date(reader, "1") == {"new"}
    assert out_of_date(reader, "2") == {f"c{number}" for number in range(5)}
    assert len(out_of_date(reader, "3")) == 6


def test_new_rules_give_comments_another_verdict_and_nothing_else(workspace: Workspace, reader: Reader) -> None:
    one, other = comment("c1", text="un vol"), comment("c2", account=BLOG, text="un vol")
    for said in (one, other):
        save(workspace, said, judged={said.ref: (verdict(Category.PRAISE, severity=1), "ancien")})
    fresh = verdict(Category.LEGAL)
    judged = {said.ref: (said.text, fresh, "nouveau") for said in (one, other)}
    assert workspace.save_verdicts(judged, rules="2").result() == 2
    assert out_of_date(reader, "2") == set()
    for said in (one, other):
        assert (reader.row(said.ref).comment, reader.row(said.ref).verdict) == (said, fresh)
    assert reader.counts().queues[Queue.URGENT] == 2
    assert len(reader.handles(Query(category=Category.PRAISE))) == 0
    assert len(reader.handles(Query(search="nouveau"))) == len(reader.handles(Query(search="zoe"))) == 2
    assert len(reader.handles(Query(search="ancien"))) == 0


def test_a_verdict_on_a_text_that_was_edited_meanwhile_is_not_kept(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1", text="merci"), comment("c2"))
    judged = {ref(name): ("Bonjour", verdict(Category.INSULT), "bonjour") for name in ("c1", "c2", "unheard of")}
    assert workspace.save_verdicts(judged, rules="2").result() == 1
    assert reader.row(ref("c1")).verdict == CALM
    assert out_of_date(reader, "2") == {"c1"}
    assert len(reader.handles(Query(search="merci"))) == 1


def test_of_verdicts_that_cannot_all_be_kept_none_is(workspace: Workspace, reader: Reader) -> None:
    said = [comment("c1"), comment("c2")]
    save(workspace, *said)
    broken = replace(verdict(Category.INSULT), abuse=1 << 64)  # more than a cell holds
    judged = dict(zip((one.ref for one in said), (("Bonjour", CALM, "a"), ("Bonjour", broken, "b")), strict=True))
    with pytest.raises(OverflowError):
        workspace.save_verdicts(judged, rules="2").result()
    assert len(out_of_date(reader, "2")) == 2


def test_a_comment_asked_for_by_name_tells_when_it_was_read(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"), comment("c2"))
    read = replace(comment("c1"), read_at=LATER)
    workspace.save_comment(read, CALM, "bonjour", rules="1").result()
    assert reader.row(ref("c1")).comment == read
    assert reader.row(ref("c2")).comment.read_at == NOW


def test_a_comment_that_is_gone_stays_known_and_is_done(workspace: Workspace, reader: Reader) -> None:
    save(workspace, comment("c1"))
    workspace.save_comment(replace(comment("c1"), visibility=Visibility.GONE), CALM, "", rules="1").result()
    assert reader.row(ref("c1")).triage is Triage.DONE


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
    user = threaded.decide([said[0]], Decision.DISMISSED, NOW)
    user.add_done_callback(lambda _: order.append("user"))
    judged.let.set()
    assert batch.result(30) == len(said)
    user.result(30)
    assert order == ["user", "batch"]


def test_a_transaction_ends_as_soon_as_somebody_waits(
    workspace: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [comment(f"c{number}") for number in range(SLICE + LONG)]
    rest = SLICE - 2 * SHORT
    somebody_waits = iter([True, False, True, *[False] * (rest // SHORT)])
    kept: list[int] = []

    def pause() -> None:
        now = len(reader.handles(Query())) - sum(kept)
        if now:
            kept.append(now)

    monkeypatch.setattr(workspace._cache, "_is_awaited", somebody_waits.__next__)
    monkeypatch.setattr(workspace._cache, "_pause", pause)
    assert save(workspace, *said) == len(said)
    assert kept == [LONG, 2 * SHORT, rest]


def test_the_index_of_words_joins_its_parts_between_transactions_and_in_none(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many small parts are joined into few; where nobody joins them, they stay."""
    cache = workspace._connections[1]

    def parts() -> int:
        """The pages that begin one each are numbered by it."""
        return int(cache.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0])

    for number in range(9):
        save(workspace, comment(f"c{number}", text=f"mot{number}"))
    assert parts() < 4
    monkeypatch.setattr(workspace._cache, "_join_words", lambda: None)
    for number in range(9):
        save(workspace, comment(f"d{number}", text=f"mot{number}"))
    assert parts() >= 9
