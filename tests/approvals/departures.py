"""What a moderator is about to send, and what is kept there of who decided it. May not decide anything."""

from dataclasses import replace
from datetime import datetime

from cm_desktop.domain.actions import ActionKind, PlatformAction
from cm_desktop.domain.approvals.cases import Approval, Case, Standing
from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.gate import Departing, may_send
from cm_desktop.domain.approvals.papers import Answered, Asked, Papers, PapersId, Said
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.comments import AccountId, CommentRef, RemoteId, fingerprint
from cm_desktop.engine.supervision.acts import action_of
from tests.approvals.made_up import CASE, CLIENT, NOW, TEAM, Office

COMMENT = CommentRef(AccountId("facebook:1001"), RemoteId("1001_7"))
TEXT = "Deux heures d'attente, personne ne s'est excusé."
REPLIES = ("Nous en sommes désolés.", "Nous vous avons écrit.")
OTHER = "Nous en sommes vraiment désolés."
PAPERS = Asked(
    account=COMMENT.account,
    remote_id=COMMENT.id,
    platform="facebook",
    page="Brasserie Lumen",
    client="Brasserie Lumen",
    colour="#884422",
    comment=Said(author="Marc Delvaux", text=TEXT, at=NOW),
    fingerprint=fingerprint(TEXT),
    permalink="",
    thread=(),
    hits=(),
    severity=2,
    proposals=REPLIES,
    reason="",
)


class Desk:
    """What Hugo is about to send, and what is kept there."""

    def __init__(self) -> None:
        self.office = Office()
        self.papers: dict[PapersId, Papers] = {}
        self.scanned_at: datetime | None = NOW
        self.now = NOW
        self.more: list[Event] = []

    def files(self, event: Event, papers: Papers) -> Event:
        assert event.papers
        self.papers[event.papers] = papers
        return event

    def asks(self, *, act: ActionKind | None = ActionKind.REPLY, level: Level = Level.SIGNED) -> Event:
        with_text = act in (ActionKind.REPLY, ActionKind.EDIT)
        asked = self.office.hugo.asks(act=act, proposals=2 if with_text else 0, level=level)
        return self.files(asked, PAPERS if with_text else replace(PAPERS, proposals=()))

    def act(self, action: PlatformAction, asked: Event | None) -> Departing:
        approval = Approval(case=CASE, request=asked.id) if asked else None
        return Departing(
            action=action, client=CLIENT, comment=COMMENT, fingerprint=PAPERS.fingerprint, approval=approval
        )

    def reason(self, act: Departing, *, without: tuple[Event, ...] = ()) -> str | None:
        out = {one.id for one in without}
        events = [one for one in (*self.office.events, *self.more) if one.id not in out]
        standing = fold(events, team=TEAM, root=self.office.ines.key)
        refused = may_send(standing, act, self.papers, now=self.now, scanned_at=self.scanned_at)
        return refused.reason if refused else None


def leaves(standing: Standing, case: Case) -> bool:
    """Whether what was decided in a case of some world may leave, all papers being there and the carrier read."""
    ruling = case.approved
    if ruling is None:
        return False
    asked = replace(PAPERS, proposals=(*REPLIES, OTHER)[: max(0, case.request.proposals)])
    papers: dict[PapersId, Papers] = {case.current.papers: asked} if case.current.papers else {}
    answered = Answered(text=OTHER)
    if ruling.event.papers:
        papers[ruling.event.papers] = answered
    action = action_of(case, ruling, asked, answered)
    if action is None:
        return False
    act = Departing(
        action=action,
        client=CLIENT,
        comment=COMMENT,
        fingerprint=PAPERS.fingerprint,
        approval=Approval(case=case.id, request=case.current.id),
    )
    return may_send(standing, act, papers, now=NOW, scanned_at=NOW) is None
