"""What is around a comment: its thread, and what its author wrote before."""

from datetime import timedelta

from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.queue import AuthorHistory
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, comment, ref, save


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
    assert reader.authors.lately(SHOP, "id of Max", since=month) == AuthorHistory(comments=2, replied=1, hidden=1)
    assert reader.authors.lately(SHOP, "id of Nobody", since=month) == AuthorHistory()
    assert reader.authors.lately(BLOG, "id of Max", since=month) == AuthorHistory()
    assert reader.authors.lately(SHOP, "", since=month) == AuthorHistory()
