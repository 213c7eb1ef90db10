"""Campaign: the same deaths before a real WordPress, behind a line that is cut. May not count by what it answers."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.kill import LIVES, die_often
from tests.reliability.sender_blog import OUTCOMES, served
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import Nursery, nursery
from tests.reliability.sender_page import by_chance
from tests.reliability.sender_trial import NEVER, NO_PATIENCE, PATIENCE, Trial
from tests.servers.wordpress import WordPress, wordpress


@contextmanager
def killing() -> Iterator[Run]:
    with nursery() as born, wordpress() as site:
        yield lambda seed: kill_before(born, site, seed)


def kill_before(born: Nursery, site: WordPress, seed: int, *, arm: Arm = Arm.PRODUCT, lives: int = LIVES) -> Counts:
    """One workspace, from its beginning until nothing moves. Nothing else may use the site meanwhile."""
    rng = random.Random(seed)
    mood = by_chance(rng, reads=0.03, outcomes=OUTCOMES)
    patience = PATIENCE if arm is Arm.PRODUCT else NO_PATIENCE
    with TemporaryDirectory() as folder, served(site, mood) as blog:
        home = Path(folder, "workspace")
        return die_often(Trial(nursery=born, page=blog, folder=home, arm=arm, patience=patience), rng, lives=lives)


KILL_BLOG = Campaign(name="kill -9, before a real blog", short=2, long=50, ready=killing, never=NEVER)
