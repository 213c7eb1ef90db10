"""What is old and free leaves the cache by whole threads; all that was worked on, waits or is noted stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cm_desktop.domain.actions import Decision, Escalate, WriteReply
from cm_desktop.domain.author_file import AuthorKey
from cm_desktop.domain.comments import Batch, Comment, Post, RemoteId, fingerprint
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.rules import Mistake
from cm_desktop.domain.snooze import Snooze
from cm_desktop.domain.verdicts import RuleId
from cm_desktop.store.letting_go import retention
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal
from tests.store.samples import BLOG, NOW, SHOP, calm, comment, entry, ref, save

LIMIT = NOW - timedelta(days=365)
DAYS = 24 * 60
Work = Callable[[Workspace, Comment], object]


def old(name: str, *, parent: str | None = None, page: bool = False, days: int = 400, author: str = "Zoé") -> Comment:
    return comment(name, parent=parent, page=page, minutes=-days * DAYS, author=author)


def answered(name: str, *, days: int = 400) -> tuple[Comment, Comment]:
    """A comment that the page answered elsewhere: nothing is to be done about it."""
    return old(name, days=days), old(f"{name} ours", parent=name, page=True, days=days)


def let_go(workspace: Workspace, before: datetime | None = LIMIT) -> int:
    return workspace.retention.let_go(SHOP, before).result()


def names(reader: Reader, **asked: str) -> set[str]:
    query = Query(queue=Queue.ALL, **asked)  # type: ignore[arg-type]
    return {row.comment.ref.id for row in reader.page(query, limit=1000).rows}


@pytest.fixture
def read(workspace: Workspace) -> Workspace:
    """One whose pages were read."""
    for account in (SHOP, BLOG):
        workspace.note_sync(account, NOW, None).result()
    return workspace


def test_old_threads_leave_and_are_counted_before(read: Workspace, reader: Reader) -> None:
    many = [one for number in range(120) for one in answered(f"c{number}")]
    save(read, *many, *answered("new", days=300))
    assert reader.retention.old(SHOP, LIMIT) == len(many)
    assert let_go(read) == len(many)
    assert names(reader) == names(reader, search="bonjour") == {"new", "new ours"}
    assert reader.retention.old(SHOP, LIMIT) == 0
    assert reader.counts().queues[Queue.ALL] == 2


def test_a_thread_goes_whole_or_not_at_all(read: Workspace, reader: Reader) -> None:
    save(read, *answered("deep"), old("nested", parent="deep ours", page=True))
    save(read, *answered("spoken"), comment("just now", parent="spoken", minutes=-5, page=True))
    assert let_go(read) == 3
    assert names(reader) == {"spoken", "spoken ours", "just now"}


def marked(workspace: Workspace, about: Comment) -> None:
    told = Mistake(ref=about.ref, rule=RuleId("a rule"), passage="Bon", at=NOW)
    workspace.mistakes.note(told).result()


def put_off(workspace: Workspace, about: Comment) -> None:
    woken = Snooze(at=NOW, until=NOW, fingerprint="", asleep=False)
    workspace.snoozes.keep({about.ref: woken}).result()


@pytest.mark.parametrize(
    "work",
    [
        lambda workspace, about: workspace.add_entries([entry(about, WriteReply("Merci"))], about).result(),
        lambda workspace, about: workspace.add_entries([entry(about, Escalate())], about).result(),
        lambda workspace, about: workspace.decide([about], Decision.DISMISSED, NOW).result(),
        lambda workspace, about: workspace.save_draft(about.ref, "Cher", NOW).result(),
        lambda workspace, _about: workspace.author_notes.save(SHOP, AuthorKey("id of Zoé"), "Fidèle", NOW).result(),
        marked,
        put_off,
    ],
    ids=["answered", "put before somebody", "decided", "drafted", "noted", "marked", "put off"],
)
def test_what_was_worked_on_stays_with_its_thread(read: Workspace, reader: Reader, work: Work) -> None:
    held = answered("held")
    save(read, *held, old("other", author="Max"), old("other ours", parent="other", page=True))
    work(read, held[0])
    let_go(read)
    assert names(reader) == {"held", "held ours"}


def test_what_is_still_to_do_stays(read: Workspace, reader: Reader) -> None:
    save(read, old("waits"), old("sleeps"))
    asleep = Snooze(at=NOW, until=NOW + timedelta(days=1), fingerprint=fingerprint("Bonjour"))
    read.snoozes.keep({ref("sleeps"): asleep}).result()
    assert (reader.retention.old(SHOP, LIMIT), let_go(read)) == (0, 0)
    assert names(reader) == {"waits", "sleeps"}


def test_what_was_left_aside_and_the_posts_of_nobody_go(read: Workspace, reader: Reader) -> None:
    post = Post(account=SHOP, id=RemoteId("post"), text="La carte", created_at=LIMIT - timedelta(days=90))
    read.save_batch(SHOP, Batch(posts=(post,), comments=(old("a"),)), calm([old("a")]), rules="1", at=NOW).result()
    read.leave_aside(SHOP, NOW - timedelta(days=30)).result()
    assert let_go(read) == 1
    assert (names(reader), reader.post(SHOP, post.id)) == (set(), None)


def test_a_listing_does_not_bring_back_what_was_let_go(read: Workspace, reader: Reader) -> None:
    save(read, *answered("a"))
    let_go(read)
    assert save(read, *answered("a")) == 0
    assert names(reader) == set()
    alive = comment("again", parent="a", minutes=-5)
    save(read, *answered("a"), alive)  # somebody goes on talking there
    assert names(reader) == {"a", "a ours", "again"}


def test_without_that_memory_it_would_come_back(
    read: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(read, *answered("a"))
    let_go(read)
    monkeypatch.setattr("cm_desktop.store.cache.taken_in", lambda _db, _work, _account, comments: [*comments])
    save(read, *answered("a"))
    assert names(reader) == {"a", "a ours"}


def test_what_is_worked_on_is_taken_in_whatever_its_age(read: Workspace, reader: Reader) -> None:
    let_go(read)
    held = old("held")
    read.decide([held], Decision.REOPENED, NOW).result()
    save(read, held, old("other"))
    assert names(reader) == {"held"}


def test_kept_for_ever_again_it_may_come_back(read: Workspace, reader: Reader) -> None:
    save(read, *answered("a"))
    let_go(read)
    assert let_go(read, None) == 0
    save(read, *answered("a"))
    assert names(reader) == {"a", "a ours"}
    assert reader.retention.let_go() == {SHOP: None, BLOG: None}


def test_how_long_is_kept_and_told_in_the_journal(read: Workspace, reader: Reader) -> None:
    assert reader.retention.months() is None
    for months in (12, None, 24):
        read.retention.keep(months).result()
        assert reader.retention.months() == months
    told = [(line["deed"], line["detail"]) for line in journal(read)[-3:]]
    assert told == [(Deed.RETENTION_SET, detail) for detail in ("12", "", "24")]


def test_what_begins_to_wait_meanwhile_stays(read: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the counting of threads and the end of one, the user acts on it."""
    first = answered("a")
    save(read, *first)
    found = retention.threads

    def act(*asked: object) -> object:
        answer = found(*asked)  # type: ignore[arg-type]
        read.decide([first[0]], Decision.REOPENED, NOW).result()
        return answer

    monkeypatch.setattr(retention, "threads", act)
    assert let_go(read) == 0
    assert names(reader) == {"a", "a ours"}


def test_other_accounts_keep_theirs(read: Workspace, reader: Reader) -> None:
    save(read, *(replace(one, ref=ref(one.ref.id, BLOG)) for one in answered("a")))
    assert let_go(read) == 0
    assert names(reader) == {"a", "a ours"}
