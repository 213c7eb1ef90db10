"""Rows of three clients for tests of the list, and a reading that holds them in memory. May not open any file."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import (
    Account,
    AccountId,
    Author,
    Client,
    ClientId,
    Comment,
    CommentRef,
    RemoteId,
    Visibility,
)
from cm_desktop.domain.outbox import Entry, EntryId, Seen
from cm_desktop.domain.queue import HANDLES, Counts, Handle, Page, Query, Queue, Row
from cm_desktop.domain.verdicts import CALM, Axis, Category, Hit, RuleId, Verdict, gravest
from cm_desktop.ui.kit.marks.row_words import Source

NOW = datetime(2026, 11, 19, 13, 36, tzinfo=UTC)

BRASSERIE = Client(id=ClientId("brasserie"), name="Brasserie Lumen", colour="#C8862B")
MAIRIE = Client(id=ClientId("mairie"), name="Mairie de Valbreuil", colour="#2F6F73")
ATELIER = Client(id=ClientId("atelier"), name="Atelier Solène", colour="#A23B63")
CLIENTS = (ATELIER, BRASSERIE, MAIRIE)


def account(client: Client, platform: str) -> Account:
    name = AccountId(f"{platform}:{client.id}")
    return Account(id=name, client=client.id, platform=platform, name=client.name, base_url="https://example.org")


ACCOUNTS = (
    account(ATELIER, "wordpress"),
    account(ATELIER, "instagram"),
    account(BRASSERIE, "facebook"),
    account(BRASSERIE, "instagram"),
    account(MAIRIE, "facebook"),
)
SOURCES = {a.id: Source(client=next(c for c in CLIENTS if c.id == a.client), account=a) for a in ACCOUNTS}


def comment(
    number: int,
    author: str,
    text: str,
    *,
    minutes: int = 4,
    on: str = "facebook:brasserie",
    visibility: Visibility = Visibility.PUBLIC,
) -> Comment:
    written = NOW - timedelta(minutes=minutes)
    return Comment(
        ref=CommentRef(AccountId(on), RemoteId(str(number))),
        post=RemoteId("1"),
        parent=None,
        author=Author(id=author, name=author),
        text=text,
        created_at=written,
        read_at=NOW,
        visibility=visibility,
    )


def verdict(text: str, *found: tuple[str, Category, int]) -> Verdict:
    """What rules would say: words, their category and severity."""
    hits = tuple(
        Hit(
            rule=RuleId(f"test.{category}"),
            pack="test",
            category=category,
            severity=severity,
            start=text.index(words),
            end=text.index(words) + len(words),
        )
        for words, category, severity in found
    )
    return Verdict(abuse=gravest(hits, Axis.ABUSE), business=gravest(hits, Axis.BUSINESS), hits=hits)


def row(number: int, said: Comment, *found: tuple[str, Category, int], draft: bool = False) -> Row:
    judged = verdict(said.text, *found) if found else CALM
    return Row(handle=Handle(number), comment=said, verdict=judged, draft=draft)


def hiding(of: Row, *, acted_at: datetime, delay: timedelta = timedelta(seconds=10)) -> Row:
    """The same row with a hide that leaves when the delay is over."""
    entry = Entry(
        id=EntryId(f"entry-{of.handle}"),
        comment=of.comment.ref,
        thread=of.comment.thread,
        action=Hide(),
        seen=Seen(fingerprint=""),
        acted_at=acted_at,
        not_before=acted_at + delay,
    )
    return replace(of, pending=(entry,))


def showcase() -> list[Row]:
    """Rows of every look: two forms, all levels, a draft, a held comment, right to left."""
    c = Category
    return [
        row(
            1,
            comment(
                1,
                "Marc Delvaux",
                "Bande d’escrocs\u202f! Vous avez encaissé ma réservation et personne ne répond. "
                "Je sais où vous trouver, vous allez le payer.",
            ),
            ("escrocs", c.FRAUD, 3),
            ("Je sais où vous trouver", c.THREAT, 4),
            ("vous allez le payer", c.THREAT, 4),
        ),
        row(
            2,
            comment(
                2,
                "Sandrine Pelletan",
                "Bonjour, est-ce que d’autres personnes ont été malades après avoir mangé chez vous samedi soir\u202f? "
                "Nous étions quatre.",
                minutes=12,
            ),
            ("malades après avoir mangé", c.HEALTH_SAFETY, 4),
        ),
        row(
            3,
            comment(
                3,
                "Tony Vasquiet",
                "Jamais\u202f! Votre chef de salle est un sale menteur et une ordure, demandez à ceux qui sont partis.",
                minutes=26,
            ),
            ("sale menteur", c.INSULT, 3),
            ("une ordure", c.INSULT, 3),
        ),
        row(
            4,
            comment(
                4,
                "Inès Caradec",
                "Encore un projet bétonné sans consulter personne. Ce conseil municipal est une honte, tous pourris du "
                "premier au dernier.",
                minutes=31,
                on="facebook:mairie",
            ),
            ("une honte", c.POLITICS, 2),
            ("tous pourris", c.POLITICS, 2),
        ),
        row(
            5,
            comment(
                5,
                "Collectif Les Quais",
                "Pourquoi le compte rendu du 12 novembre n’est-il toujours pas publié\u202f? Nous l’attendons depuis dix "
                "jours.",
                minutes=88,
                on="facebook:mairie",
            ),
            draft=True,
        ),
        row(
            6,
            comment(
                6,
                "Sofia Marchetti",
                "Bonjour, est-ce que l’atelier «\u00a0cuir végétal\u00a0» du samedi est accessible aux débutants\u202f? "
                "Merci 🙏",
                minutes=109,
                on="instagram:atelier",
            ),
        ),
        row(
            7,
            comment(
                7,
                "Best Leather Seo",
                "Très bon article, continuez comme ça. Visitez aussi notre site pour améliorer le référencement de votre "
                "boutique.",
                minutes=86,
                on="wordpress:atelier",
                visibility=Visibility.HELD,
            ),
            ("améliorer le référencement", c.SPAM, 3),
        ),
        row(
            8,
            comment(
                8,
                "amine.tissus.rabat",
                "ما شاء الله، عمل رائع وجميل جدا 👏 هل ترسلون الطلبات إلى المغرب؟",
                minutes=221,
                on="instagram:atelier",
            ),
            draft=True,
        ),
        row(
            9,
            comment(
                9,
                "أمينة ل.",
                "شكرا جزيلا على الورشة الرائعة 🌿🙏 merci pour l’accueil",
                minutes=235,
                on="instagram:atelier",
            ),
        ),
        row(10, comment(10, "Manon Tessandier", "Ouiiii, enfin un concert\u202f! On sera là 🎶", minutes=256)),
    ]


class Shelf:
    """A reading of rows in memory: one list, whatever is asked, but for the search."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.listed = list(rows)
        self.known = {row.handle: row for row in rows}
        self.asked: list[Query] = []
        self.pictures: dict[CommentRef, Path] = {}

    def change(self, row: Row) -> None:
        """Another state of a row, wherever it is."""
        self.known[row.handle] = row
        self.listed = [row if row.handle == other.handle else other for other in self.listed]

    def take(self, handle: Handle) -> None:
        """The list has it no more, the store still does."""
        self.listed = [row for row in self.listed if row.handle != handle]

    def page(self, query: Query, *, after: str | None = None, limit: int = 50) -> Page:
        self.asked.append(query)
        found = self._found(query)
        start = int(after or 0)
        more = str(start + limit) if len(found) > start + limit else None
        return Page(rows=tuple(found[start : start + limit]), after=more)

    def handles(self, query: Query) -> "array[int]":
        return array(HANDLES, (row.handle for row in self._found(query)))

    def rows(self, handles: Sequence[Handle]) -> list[Row]:
        return [self.known[handle] for handle in handles if handle in self.known]

    def counts(self) -> Counts:
        clients = [SOURCES[row.comment.ref.account].client.id for row in self.listed]
        return Counts(queues={Queue.TODO: len(clients)}, clients={client: clients.count(client) for client in clients})

    def picture(self, ref: CommentRef) -> Path | None:
        return self.pictures.get(ref)

    def _found(self, query: Query) -> list[Row]:
        return [row for row in self.listed if query.search.lower() in row.comment.text.lower()]
