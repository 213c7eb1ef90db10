"""Comments that came in by mistake leave the cache, and nothing that was worked on does."""

import pytest

from cm_desktop.domain.actions import Decision
from cm_desktop.domain.comments import Batch, Post, RemoteId
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Query, Queue, Triage
from cm_desktop.domain.verdicts import Category
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BLOG, NOW, SHOP, calm, comment, entry, ref, save, verdict

SAID = [comment(f"c{number}", text=f"bonjour {number}") for number in range(500)]  # several transactions


def forget(workspace: Workspace, *names: str, read_again: bool = False) -> None:
    workspace.forget_comments(SHOP, [RemoteId(name) for name in names], read_again=read_again).result()


def names(reader: Reader, **asked: str) -> set[str]:
    query = Query(queue=Queue.ALL, **asked)  # type: ignore[arg-type]
    return {row.comment.ref.id for row in reader.page(query, limit=1000).rows}


def test_they_leave_every_list_count_and_search(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *SAID, judged={SAID[7].ref: (verdict(Category.FRAUD), "bonjour 7")})
    forget(workspace, *(one.ref.id for one in SAID if one.ref.id != "c8"))
    assert names(reader) == names(reader, search="bonjour") == {"c8"}
    assert names(reader, category=Category.FRAUD) == set()
    assert reader.counts().queues[Queue.ALL] == 1
    save(workspace, SAID[7])
    assert names(reader, search="bonjour") == {"c7", "c8"}


def test_what_was_done_decided_or_begun_stays(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *SAID[:5])
    workspace.add_entries([entry(SAID[0])], SAID[0]).result()
    workspace.decide([SAID[1]], Decision.REOPENED, NOW).result()
    workspace.save_draft(SAID[2].ref, "un brouillon", NOW).result()
    every = [one.ref.id for one in SAID[:5]]
    assert reader.worked_on(SHOP, every) == {"c0", "c1", "c2"}
    assert reader.worked_on(BLOG, every) == set()
    forget(workspace, *every)
    assert names(reader) == {"c0", "c1", "c2"}
    assert set(reader.aimed_at.known(SHOP, every)) == {"c0", "c1", "c2"}


def test_what_was_worked_on_goes_too_where_it_is_read_again(workspace: Workspace, reader: Reader) -> None:
    save(workspace, *SAID[:2])
    workspace.decide([SAID[1]], Decision.DISMISSED, NOW).result()
    forget(workspace, "c0", "c1", read_again=True)
    assert names(reader) == set()
    save(workspace, SAID[1])
    assert reader.row(ref("c1")).triage is Triage.DONE


def test_what_a_forgotten_reply_answered_is_to_do_again(workspace: Workspace, reader: Reader) -> None:
    save(workspace, SAID[0], comment("ours", parent="c0", page=True, minutes=5))
    assert reader.row(ref("c0")).triage is Triage.DONE
    forget(workspace, "ours")
    assert reader.row(ref("c0")).triage is Triage.TODO


def test_a_post_goes_with_its_last_comment(workspace: Workspace, reader: Reader) -> None:
    post = Post(account=SHOP, id=RemoteId("post"), text="La carte d'été", created_at=NOW)
    batch = Batch(posts=(post,), comments=tuple(SAID[:2]), cursor="2")
    workspace.save_batch(SHOP, batch, calm(SAID[:2]), rules="1", at=NOW).result()
    forget(workspace, "c0")
    assert (reader.post(SHOP, post.id), reader.cursor(SHOP)) == (post, "2")
    forget(workspace, "c1", read_again=True)
    assert (reader.post(SHOP, post.id), reader.cursor(SHOP)) == (None, None)


def test_other_accounts_keep_comments_of_the_same_name(workspace: Workspace, reader: Reader) -> None:
    save(workspace, SAID[0])
    save(workspace, comment("c0", account=BLOG))
    forget(workspace, "c0")
    assert {row.comment.ref for row in reader.page(Query()).rows} == {ref("c0", BLOG)}


def test_an_account_that_is_gone_has_nothing_to_forget(workspace: Workspace) -> None:
    workspace.remove_account(SHOP).result()
    with pytest.raises(NotFound):
        forget(workspace, "c0")
