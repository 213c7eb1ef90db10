"""Two to four devices of a team and a folder that is shared badly: once it is shared well again, all know the same, and
until then no view ever takes for approved what nobody approved.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cm_desktop.approvals.folder import FolderCarrier
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.people import Role
from tests.approvals.cast import Author
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.replicas import Book, Carries, Follows, Replica
from tests.reliability.shared_folder import BadSharing

STEPS = 120
ROUNDS = 12  # on days on which all works: more than it ever takes
MEMORY = Path("/dev/shm")  # where it is: a disk's fsync is not what is tried here


def run(seed: int, *, carries: Carries = FolderCarrier, follows: Follows = fold) -> Counts:
    """What one world counted."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        return World(Path(place), random.Random(seed), carries, follows).lived()


class World:
    """A team, each of its devices with its own copy of one folder."""

    def __init__(self, place: Path, dice: random.Random, carries: Carries, follows: Follows) -> None:
        self._dice = dice
        book: Book = {}
        authors = [Author.new("Claire", Role.OWNER)]
        root = authors[0].notary.key
        others = [Role.MODERATOR, Role.SUPERVISOR, Role.MODERATOR][: dice.randint(1, 3)]
        authors += [Author.new(role, role, root=root) for role in others]
        roots = [place / author.notary.key[:8] for author in authors]
        for one in roots:
            one.mkdir()
        self._replicas = [
            Replica(author, root, carries(one, author.notary.key), dice, book, follows)
            for author, one in zip(authors, roots, strict=True)
        ]
        self._staying = [*self._replicas]
        self._sharing = BadSharing(roots, dice)
        self._owned = [(author.notary.key[:8], one) for author, one in zip(authors, roots, strict=True)]
        self._begin()

    def _begin(self) -> None:
        """All are let in; those words are in the owner's copy alone."""
        owner, *others = self._replicas
        for replica in self._replicas:
            replica.carrier.begin()
        owner.say(owner.author.notary.founding(owner.author.member))
        for other in others:
            owner.say(owner.author.notary.welcome(other.author.member))

    def lived(self) -> Counts:
        """Steps at random, then days on which all works."""
        revoking = self._dice.randrange(3 * STEPS)
        for step in range(STEPS):
            if step == revoking and len(self._staying) > 2:
                self._revoke()
            self._step()
        return self._counted(self._settled())

    def _step(self) -> None:
        replica = self._dice.choice(self._replicas)
        step = self._dice.randrange(4)
        if step == 0:
            self._sharing.share()
        elif step == 1:
            replica.read()
        elif replica.author.notary.key in replica.standing.members:
            replica.act()

    def _revoke(self) -> None:
        owner, other = self._staying[0], self._staying.pop()
        owner.revoke(other, self._staying)

    def _settled(self) -> bool:
        """Whether all know the same, and all that was said, once the folder is shared well."""
        for _ in range(ROUNDS):
            for replica in self._replicas:
                replica.read()
            self._sharing.share_well(self._owned)
            if self._agree():
                return True
        return False

    def _agree(self) -> bool:
        said = {signed.event.id for replica in self._replicas for signed in replica.author.said}
        if any(replica.events.keys() != said for replica in self._staying):
            return False
        first, *others = [replica.standing for replica in self._staying]
        return all(other == first for other in others)

    def _counted(self, agreed: bool) -> Counts:
        total = sum([replica.counted for replica in self._replicas], Counter(self._sharing.counted))
        return total + Counter({"worlds": 1, "in the end approved": self._approved(), "diverged": not agreed})

    def _approved(self) -> int:
        return sum(case.approved is not None for case in self._staying[0].standing.cases.values())


@contextmanager
def _ready() -> Iterator[Run]:
    yield partial(run)


HOSTILE_FOLDER = Campaign(
    name="hostile folder",
    short=40,
    long=500,
    ready=_ready,
    never=frozenset({"approved without", "diverged"}),
)
