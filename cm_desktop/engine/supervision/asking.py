"""Requests of the outbox: each signed once, kept, handed to the carrier. May not say whether anything may leave."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

from cm_desktop.domain.actions import ActionKind, Escalate
from cm_desktop.domain.approvals.asked_for import ACTS, takes_its_place
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import CaseId, Purpose, Request
from cm_desktop.domain.approvals.keeping import CaseNote, Kept, Step, Team
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.approvals.people import Level, PersonId
from cm_desktop.domain.approvals.policy import Needed, Policy
from cm_desktop.domain.approvals.terms import Asks, valid_until
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, ClientId, RemoteId, Visibility, fingerprint
from cm_desktop.domain.errors import (
    ActRefused,
    CredentialError,
    EntryMoved,
    NotEntitled,
    NotFound,
    Unacceptable,
    WorkspaceBusy,
)
from cm_desktop.domain.outbox import Addressee, Entry, State, hold, postpone, sent
from cm_desktop.domain.queue import Handle, Row
from cm_desktop.domain.verdicts import Category
from cm_desktop.engine.concerns import categories
from cm_desktop.engine.supervision.acts import recalled, row_made
from cm_desktop.engine.supervision.founding import Founding
from cm_desktop.engine.supervision.pen import Pen
from cm_desktop.engine.supervision.records import Known, Records
from cm_desktop.engine.workroom import Workroom

AGAIN_AFTER = timedelta(minutes=1)
MOST_OF_A_THREAD = 30


class Asking:
    """Carries the rows whose addressee is the supervisor."""

    def __init__(self, room: Workroom, records: Records, pen: Pen, founding: Founding) -> None:
        self._room = room
        self._records = records
        self._pen = pen
        self._founding = founding

    def go(self) -> tuple[Entry, ...]:
        """Sign what is due; answers the rows as they stand now."""
        return tuple(self._carry(entry) for entry in self._rows() if entry.not_before <= self._room.now())

    def next_due(self) -> datetime | None:
        """When the next request leaves; None where none waits."""
        return min((entry.not_before for entry in self._rows()), default=None)

    def _rows(self) -> list[Entry]:
        reader = self._room.reader()
        rows = [e for e in reader.entries(states={State.QUEUED}) if e.addressee is Addressee.SUPERVISOR]
        held_back = reader.halted.held_back(entry.comment for entry in rows)
        return [entry for entry in rows if entry.comment not in held_back]

    def _carry(self, entry: Entry) -> Entry:
        try:
            moved = self._ask(entry)
        except (EntryMoved, NotFound):
            return self._room.reader().entry(entry.id)  # the user was quicker: it is taken back, or its page is gone
        except (CredentialError, WorkspaceBusy) as error:
            moved = self._put_off(postpone(entry, error, until=self._room.now() + AGAIN_AFTER), entry)
        except (NotEntitled, Unacceptable) as error:  # a text of a megabyte is carried to nobody
            moved = self._put_off(self._after(entry, error), entry)
        self._room.tell(Change.OUTBOX, Change.COMMENTS, Change.CASES)
        return moved

    def _after(self, entry: Entry, error: NotEntitled | Unacceptable) -> Entry:
        """What is not read yet will be; whoever may not ask has to be told."""
        if isinstance(error, NotEntitled) and error.reason == "unread":
            return postpone(entry, error, until=self._room.now() + AGAIN_AFTER)
        return hold(entry, error)

    def _put_off(self, now: Entry, was: Entry) -> Entry:
        """Answers the row as it stands now: the user may have been quicker."""
        with suppress(EntryMoved):
            self._room.workspace.change_entry(was, now).result()
            return now
        return self._room.reader().entry(was.id)

    def _ask(self, entry: Entry) -> Entry:
        action = entry.action
        assert isinstance(action, Escalate)
        row, account = self._row(entry), self._room.reader().account(entry.comment.account)
        if fingerprint(row.comment.text) != entry.seen.fingerprint:
            return self._put_off(hold(entry, ActRefused("changed")), entry)
        known = self._records.known(self._team(account.client).id)
        if known.me is None:
            raise NotEntitled("revoked" if known.is_over else "role")
        if self._asked_already(entry, known):
            return self._put_off(sent(entry, RemoteId(_own_case(entry))), entry)
        before = self._open_case(entry, known, action)
        case = before.case if before else _new_case(entry, known)
        request = self._request(action, row, account, known, before)
        moved = sent(entry, RemoteId(case))
        note = CaseNote(
            case=case,
            team=known.team.id,
            comment=entry.comment,
            entry=entry.id,
            state=CaseState.SUBMITTED,
            at=self._room.now(),
        )

        called_back = recalled(row_made(self._room.reader(), before.ruling if before else None))

        def commit(sheets: tuple[Kept, ...]) -> None:
            step = Step(was=before, now=note, moves=((entry, moved), *called_back), sheets=sheets)
            self._room.workspace.supervision.take_step(step).result()

        self._pen.sign(
            known.team.id, request, case=case, papers=self._asked(entry, action, row, account), commit=commit
        )
        return moved

    def _asked_already(self, entry: Entry, known: Known) -> bool:
        """Whether this very row did, and was put back as it stood before: what became of its case is not undone by that."""
        note = self._room.reader().supervised.note(_own_case(entry))
        there = known.standing.cases.get(_own_case(entry))
        return note.entry == entry.id if note else there is not None and known.is_ours(there)

    def _row(self, entry: Entry) -> Row:
        """The comment with what the rules say of it; as it was acted on where the cache was thrown away."""
        try:
            return self._room.reader().row(entry.comment)
        except NotFound:
            comment = self._room.reader().kept_comment(entry.comment)
            return Row(handle=Handle(0), comment=comment)

    def _team(self, client: ClientId) -> Team:
        """Who validates for a client; else a team of this device alone, whose requests leave as files."""
        return self._records.team_of(client) or self._founding.alone()

    def _open_case(self, entry: Entry, known: Known, action: Escalate) -> CaseNote | None:
        """The case that this one asks again, with another text: what was answered before counts no more.

        Another act on the same comment is a case of its own.
        """
        for note in reversed(self._room.reader().supervised.notes(team=known.team.id, comment=entry.comment)):
            case, made = known.standing.cases.get(note.case), row_made(self._room.reader(), note.ruling)
            stays = made is not None and made.state in (State.SENDING, State.UNCERTAIN, State.SENT)
            if (
                case is not None
                and known.is_ours(case)
                and not stays
                and takes_its_place(case, _act(action), _purpose(action))
            ):
                return note
        return None

    def _request(self, action: Escalate, row: Row, account: Account, known: Known, before: CaseNote | None) -> Request:
        now, terms = self._room.now(), action.terms
        act = _act(action)
        about = categories(self._room, row.comment, row.verdict.categories)
        policy = known.standing.policies.get(account.client, Policy())
        demanded = policy.demanded(act, about) if act else None
        _check_somebody_can(known, demanded if _purpose(action) is Purpose.VALIDATE else None, terms.to)
        least = terms.level or (demanded.level if demanded else Level.DECLARED)
        return Request(
            client=account.client,
            purpose=_purpose(action),
            act=act,
            proposals=len(action.proposals),
            categories=tuple(dict.fromkeys((*row.verdict.categories, *sorted(Category if about is None else about)))),
            level=least if known.team.folder else Level.DECLARED,
            deadline=terms.deadline,
            valid_until=valid_until(terms.deadline, now),
            to=terms.to,
            replaces=known.standing.cases[before.case].current.id if before else None,
        )

    def _asked(self, entry: Entry, action: Escalate, row: Row, account: Account) -> Asked:
        client = next(one for one in self._room.reader().clients() if one.id == account.client)
        comment = row.comment
        return Asked(
            account=account.id,
            remote_id=comment.ref.id,
            platform=account.platform,
            page=account.name,
            client=client.name,
            colour=client.colour,
            comment=Said(author=comment.author.name, text=comment.text, at=comment.created_at),
            fingerprint=entry.seen.fingerprint,
            permalink=comment.permalink,
            thread=self._thread(row),
            hits=row.verdict.hits,
            severity=row.verdict.severity,
            proposals=action.proposals,
            reason=action.reason,
            hidden_at=comment.read_at if entry.seen.visibility is Visibility.HIDDEN else None,
        )

    def _thread(self, row: Row) -> tuple[Said, ...]:
        """The post, and what was said in the thread before the comment."""
        reader, comment = self._room.reader(), row.comment
        post = reader.post(comment.ref.account, comment.post)
        above = [one.comment for one in reader.thread(comment.ref) if one.comment.created_at < comment.created_at]
        said = [Said(author=one.author.name, text=one.text, at=one.created_at) for one in above[-MOST_OF_A_THREAD:]]
        return ((Said(author="", text=post.text, at=post.created_at),) if post else ()) + tuple(said)


def _act(action: Escalate) -> ActionKind | None:
    return ACTS.get(action.asks) or (ActionKind.REPLY if action.proposals else None)


def _purpose(action: Escalate) -> Purpose:
    return Purpose.ADVISE if action.asks is Asks.ADVICE else Purpose.VALIDATE


def _check_somebody_can(known: Known, demanded: Needed | None, to: tuple[PersonId, ...]) -> None:
    """Nothing is asked that nobody can approve. Raises NotEntitled("nobody_named", "others_named", "asked_left").

    Where nobody validates yet, somebody may come in before its time is over.
    """
    assert known.me is not None
    nobody = known.standing.nobody_answers(known.me.person, demanded or Needed(Level.DECLARED), to)
    if nobody and nobody != "nobody_left":
        raise NotEntitled(nobody)


def _own_case(entry: Entry) -> CaseId:
    """The case that a row opens: they have one name."""
    return CaseId(entry.id.replace("-", ""))


def _new_case(entry: Entry, known: Known) -> CaseId:
    """The row's own, unless somebody else took that name."""
    return CaseId(uuid4().hex) if _own_case(entry) in known.standing.cases else _own_case(entry)
