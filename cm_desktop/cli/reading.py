"""`sync`, `queue`, `search`, `show`: bring comments in, list them, look for some, look at one. May not act on any."""

import argparse
from typing import TYPE_CHECKING, Any

from cm_desktop.cli import values
from cm_desktop.cli.forms import budget_form, comment_form, entry_form
from cm_desktop.cli.listing import card, line, to_look_at
from cm_desktop.cli.narrowing import add_filters, add_queue, view_of
from cm_desktop.cli.session import Session
from cm_desktop.domain.comments import ASSISTED, AccountId, CommentRef
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.wording.errors import explain
from cm_desktop.wording.pages import spending
from cm_desktop.wording.words import mark

if TYPE_CHECKING:
    from cm_desktop.engine.desk import Desk
    from cm_desktop.engine.reading.pull import Pulled


def add_to(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    sync = commands.add_parser("sync", parents=[everywhere], help=mark("read what is new on the pages"))
    sync.add_argument("account", nargs="*", type=AccountId, help=mark("these pages, from “accounts list”; else all"))
    sync.set_defaults(run=_sync)
    queue = commands.add_parser("queue", parents=[everywhere], help=mark("list comments, the gravest first"))
    add_queue(queue)
    queue.add_argument("--view", metavar="NAME", help=mark("the list that you keep under this name, and nothing else"))
    _narrow(queue, Order.SEVERITY)
    search = commands.add_parser(
        "search", parents=[everywhere], help=mark("look for words in every comment, wherever it stands")
    )
    search.add_argument(
        "search", nargs="?", default="", metavar="WORDS", help=mark("“between quotation marks”, a phrase")
    )
    _narrow(search, Order.NEWEST)
    search.set_defaults(queue=Queue.ALL.value, view=None)
    pause = commands.add_parser("pause", parents=[everywhere], help=mark("read nothing by itself; --off lifts it"))
    pause.add_argument("--off", action="store_true", help=mark("lift it"))
    pause.set_defaults(run=_pause)
    show = commands.add_parser("show", parents=[everywhere], help=mark("one comment, its thread, and why it is here"))
    show.add_argument("comment", help=mark("its name, from “queue”"))
    show.set_defaults(run=_show)


def _narrow(command: argparse.ArgumentParser, order: Order) -> None:
    """What a list can be narrowed to, and how it is gone through."""
    add_filters(command, order)
    command.add_argument("--limit", type=values.limit, default="50", metavar="N", help=mark("how many at most (50)"))
    command.add_argument("--after", metavar="MARK", help=mark("go on after this mark, from the previous answer"))
    command.set_defaults(run=_queue)


def comment_ref(text: str) -> CommentRef:
    """The comment of this name. Raises NotFound where it cannot be the name of one."""
    try:
        return CommentRef.parse(text)
    except ValueError:
        raise NotFound("comment", text) from None


def _sync(session: Session, given: argparse.Namespace) -> int:
    words = session.words
    with session.desk() as desk:
        for name in given.account:
            desk.inbox.account(name)  # a wrong name is told before any page is read
        results = [p for name in given.account or [None] for p in desk.sync(name)]
        budgets = {budget.account: budget for budget in desk.inbox.budgets()}
        looks = to_look_at(words, desk)
    for look in looks:
        session.complain(look)
    document = [
        {
            "account": p.account,
            "read": p.read,
            "news": p.news,
            "unfinished": p.unfinished,
            "problem": p.trouble and explain(words, p.trouble),
            **budget_form(budgets.get(p.account)),
        }
        for p in results
    ]
    lines = [" · ".join([_told(session, p), *spending(words, budgets.get(p.account))]) for p in results]
    session.show(document, lines or [words.say("No page to read. Add one with “accounts add”.")])
    return 1 if any(p.trouble for p in results) else 0


def _told(session: Session, pulled: "Pulled") -> str:
    if pulled.trouble:
        return session.words.say("{name}: {state}", name=pulled.account, state=explain(session.words, pulled.trouble))
    if pulled.unfinished:
        return session.words.say("{account}: not read to the end, its calls are used up", account=pulled.account)
    return session.words.count(
        "{account}: {n} comment new or changed",
        "{account}: {n} comments new or changed",
        pulled.news,
        account=pulled.account,
    )


def _queue(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        inbox = desk.inbox
        view = desk.views.named(given.view) if given.view else view_of(desk, given)
        query = view.query(desk.clock.now())
        page = inbox.page(query, after=given.after, limit=given.limit)
        counts = inbox.counts()
        told = [line(session.words, row, desk, standing=query.queue is Queue.ALL) for row in page.rows]
        lines = told or [_nothing(session, desk, query)]
    document = {
        "rows": [comment_form(row) for row in page.rows],
        "after": page.after,
        "counts": {name: counts.queues.get(name, 0) for name in Queue},
    }
    session.show(document, lines)
    if page.after and not session.as_json:
        session.complain(session.words.say("More with --after {mark}", mark=page.after))
    return 0


def _nothing(session: Session, desk: "Desk", query: Query) -> str:
    """Why a list is empty: only the whole of what is to do may be said to be done."""
    say = session.words.say
    if not desk.inbox.accounts():
        return say("No page yet. Add one with “accounts add”.")
    if query.search:
        words = query.search.strip('"“”«» \u00a0\u202f')
        if query.queue is Queue.ALL:
            return say("No comment with “{search}”.", search=words)
        return say("No comment with “{search}” in this list.", search=words)
    if _unread(desk):
        return say("Nothing here yet: not every page was read. “sync” reads them.")
    if query.queue is Queue.ALL:
        return say("No such comment.")
    return say("Nothing here: all is done.") if query == Query(order=query.order) else say("This list is empty.")


def _unread(desk: "Desk") -> bool:
    """Whether a page was never read to the end, or not again since what platforms said was lost."""
    read = {one.account for one in desk.inbox.freshness() if one.read_at is not None}
    return any(page.id not in read for page in desk.inbox.accounts() if page.platform != ASSISTED)


def _pause(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        desk.acts.pause_reading(not given.off).result()
    say = session.words.say
    line = (
        say("Pages are read by themselves again.")
        if given.off
        else say("No page is read by itself until “pause --off”.")
    )
    session.show({"paused": not given.off}, [line])
    return 0


def _show(session: Session, given: argparse.Namespace) -> int:
    with session.desk() as desk:
        detail = desk.inbox.detail(comment_ref(given.comment))
        lines = card(session.words, detail, desk)
        if detail.row.unread:
            desk.looking.shown(detail.row.comment.ref).result()
    document = {
        **comment_form(detail.row),
        "client": detail.client.name,
        "page": detail.account.name,
        "platform": detail.account.platform,
        "post_text": detail.post.text if detail.post else None,
        "draft_text": detail.draft,
        "offers": sorted(detail.offers),
        "thread": [comment_form(row) for row in detail.thread],
        "pending": [entry_form(entry) for entry in detail.row.pending],
    }
    session.show(document, lines)
    return 0
