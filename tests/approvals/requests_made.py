"""Requests as a moderator's device would make them, for pages, fiches and journals. May not sign anything."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.events import CaseId, Event, EventId, Purpose, Request
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.approvals.people import KeyId, Level, TeamId
from cm_desktop.domain.comments import AccountId, ClientId, RemoteId, fingerprint
from cm_desktop.domain.verdicts import Category, Hit, RuleId

AT = datetime(2026, 11, 22, 13, 40, tzinfo=UTC)
COMMENT = (
    "Bande d’escrocs\u202f! Vous avez encaissé ma réservation et personne ne répond. "
    "Je sais où vous trouver, vous allez le payer."
)
PROPOSALS = (
    "Bonjour Marc, nous avons bien reçu votre réclamation et nous la traitons. Les menaces envers l’équipe ne sont pas "
    "acceptées ici\u00a0: votre commentaire a été masqué.",
    "Bonjour Marc, votre réservation est retrouvée, nous vous écrivons en privé. Merci de rester courtois avec l’équipe.",
)


def hit(words: str, category: Category, severity: int, text: str = COMMENT) -> Hit:
    start = text.index(words)
    return Hit(
        rule=RuleId(f"fr.{category}"),
        pack="fr",
        category=category,
        severity=severity,
        start=start,
        end=start + len(words),
    )


ASKED = Asked(
    account=AccountId("facebook:1001"),
    remote_id=RemoteId("1001_77"),
    platform="facebook",
    page="Brasserie Lumen",
    client="Brasserie Lumen",
    colour="#C8862B",
    comment=Said(author="Marc Delvaux", text=COMMENT, at=AT - timedelta(minutes=12)),
    fingerprint=fingerprint(COMMENT),
    permalink="https://facebook.example/1001/77",
    thread=(
        Said(author="", text="Ce soir, concert à 20 h 30\u00a0!", at=AT - timedelta(days=1)),
        Said(author="Odile Renard", text="J’ai réservé aussi, sans réponse.", at=AT - timedelta(minutes=40)),
        Said(author="Brasserie Lumen", text="Bonjour Odile, nous regardons.", at=AT - timedelta(minutes=30)),
    ),
    hits=(
        hit("escrocs", Category.FRAUD, 2),
        hit("Je sais où vous trouver", Category.THREAT, 4),
        hit("vous allez le payer", Category.THREAT, 4),
    ),
    severity=4,
    proposals=PROPOSALS,
    reason="",
    hidden_at=AT - timedelta(minutes=4),
)
REQUEST = Request(
    client=ClientId("lumen"),
    purpose=Purpose.VALIDATE,
    act=ActionKind.REPLY,
    proposals=2,
    categories=(Category.THREAT, Category.FRAUD),
    level=Level.DECLARED,
    deadline=AT + timedelta(hours=3, minutes=20),
    valid_until=AT + timedelta(hours=72),
)
EVENT = Event(
    id=EventId("7f3a91c04be2d658" * 4),
    team=TeamId("1a" * 16),
    by=KeyId("2b" * 32),
    seq=4,
    prev=EventId("3c" * 32),
    at=AT,
    body=REQUEST,
    case=CaseId("4d" * 16),
)


def asking(**changed: Any) -> Event:
    """The event with another request."""
    return replace(EVENT, body=replace(REQUEST, **changed))
