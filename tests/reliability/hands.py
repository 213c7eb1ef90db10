"""Processes that make a campaign's runs side by side, each with all that its runs share. May not know what a run does."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, suppress
from logging.handlers import QueueHandler
from multiprocessing import get_context
from multiprocessing.util import Finalize
from queue import SimpleQueue
from subprocess import SubprocessError

Ready = Callable[[], AbstractContextManager[Callable[[int], Counter[str]]]]
_AGAIN = 2
_FIRST = 10  # of what a process does as it ends


def side_by_side(ready: Ready, seeds: Iterable[int], hands: int) -> Iterator[Counter[str]]:
    """What each run counted, in turn. What one logs as a warning is logged here."""
    pool = ProcessPoolExecutor(hands, get_context("spawn"), initializer=_Hand.begin, initargs=(ready,))
    try:
        for counted, said in pool.map(_Hand.run, seeds):
            for record in said:
                logging.getLogger(record.name).handle(record)
            yield counted
    finally:
        pool.shutdown(cancel_futures=True)


class _Hand:
    """What one process has for all its runs."""

    asked: Callable[[int], Counter[str]]
    said: "SimpleQueue[logging.LogRecord]" = SimpleQueue()

    @classmethod
    def begin(cls, ready: Ready) -> None:
        import tests.conftest  # noqa: F401  # nobody leaves this machine from here either

        kept = QueueHandler(cls.said)
        kept.setLevel(logging.WARNING)
        logging.getLogger().addHandler(kept)
        stack = ExitStack()
        cls.asked = _begun(stack, ready)
        Finalize(None, stack.close, exitpriority=_FIRST)

    @classmethod
    def run(cls, seed: int) -> tuple[Counter[str], list[logging.LogRecord]]:
        counted = cls.asked(seed)
        return counted, [cls.said.get() for _ in range(cls.said.qsize())]


def _begun(stack: ExitStack, ready: Ready) -> Callable[[int], Counter[str]]:
    """A real server that does not come up at once, beside others on a busy machine, is started again."""
    for _ in range(_AGAIN):
        with suppress(OSError, RuntimeError, SubprocessError):
            return stack.enter_context(ready())
    return stack.enter_context(ready())
