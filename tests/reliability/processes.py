"""Campaign: a window, another sender and the command line on one workspace at once, on a bad network and real clocks.

Windows come and go, and each is a process of its own. May not kill any: that is another campaign.
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Timer

from cm_desktop.credentials import SECRETS
from cm_desktop.domain.comments import CommentRef, RemoteId
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.sender_life import Arm
from tests.reliability.sender_nursery import Nursery, nursery
from tests.reliability.sender_page import by_chance, served
from tests.reliability.sender_place import Item, Trouble
from tests.reliability.sender_trial import NEVER, Trial
from tests.reliability.sender_watch import Step

SECONDS = 10.0  # of each run
A_LIFE = (0.5, 2.5)  # seconds
ACTS = 4  # in each life, at most


@contextmanager
def meeting() -> Iterator[Run]:
    with nursery() as one, nursery() as other, TemporaryDirectory() as folder:
        yield lambda seed: meet((one, other), Path(folder), seed)


def meet(
    born: tuple[Nursery, Nursery],
    parent: Path,
    seed: int,
    *,
    arm: Arm = Arm.PRODUCT,
    trouble: Trouble = by_chance,
    seconds: float = SECONDS,
) -> Counts:
    """So many seconds of everybody at once; then one sender alone, until nothing moves any more."""
    rng = random.Random(seed)
    with TemporaryDirectory(dir=parent) as folder, served(Path(folder), trouble(rng)) as page:
        trial = Trial(nursery=born[0], page=page, folder=Path(folder, "workspace"), arm=arm)
        trial.begin()
        began = page.run()
        crowd = Crowd(trial, began, Event())
        Timer(seconds, crowd.over.set).start()
        with ThreadPoolExecutor() as threads:
            parts = [
                threads.submit(crowd.send, born[0], random.Random(rng.random()), window=True),
                threads.submit(crowd.send, born[1], random.Random(rng.random()), window=False),
                threads.submit(crowd.type, random.Random(rng.random())),
            ]
        for part in parts:
            part.result()
        page.stand_still()
        trial.come_to_rest()
        return trial.verdict()


@dataclass
class Crowd:
    """Those who work on one workspace at once, each in a thread of its own here, until it is `over`."""

    trial: Trial
    began: float
    over: Event

    def __post_init__(self) -> None:
        self._guard = Lock()
        self._now = self.trial.page.time.isoformat()

    def send(self, born: Nursery, rng: random.Random, *, window: bool) -> None:
        """One sender after the other, each for a second or two."""
        while not self.over.is_set():
            acts = tuple(self._item(rng) for _ in range(rng.randint(0, ACTS)))
            life = replace(
                self.trial.life(acts), now=self._now, since=self.began, lasts=rng.uniform(*A_LIFE), window=window
            )
            end = born.raise_(life)
            with self._guard:
                self.trial.note(end, acts)
                self.trial.counts["found somebody sending"] += end.count(Step.BUSY)

    def type(self, rng: random.Random) -> None:
        """Commands, one after the other: a reply, then what lets it leave."""
        while not self.over.is_set():
            comment, text = self._item(rng)
            name = str(CommentRef(self.trial.life().account.id, RemoteId(comment)))
            if self._command("act", "reply", name, text) == 0:
                with self._guard:
                    self.trial.told[comment, text] += 1
                    self.trial.counts["typed"] += 1
            self._command("outbox", "send")

    def _command(self, *words: str) -> int:
        life = self.trial.life()
        secrets = {SECRETS: f'{{"{life.account.id}": "{life.token}"}}'}
        command = [sys.executable, "-m", "cm_desktop", "--workspace", life.folder, *words]
        return subprocess.run(command, env={**os.environ, **secrets}, capture_output=True, check=False).returncode

    def _item(self, rng: random.Random) -> Item:
        with self._guard:
            known = list(self.trial.told)
        if known and rng.random() < 1 / 3:
            return rng.choice(known)
        return rng.choice(self.trial.page.comments), f"Réponse {rng.random()}"


TOGETHER = Campaign(name="two senders and a command line", short=6, long=180, ready=meeting, never=NEVER)
