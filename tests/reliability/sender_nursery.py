"""A process that has everything imported, and forks a sender for each life that it is told of. May not send by itself.

python -m tests.reliability.sender_nursery: one life a line on standard input, as JSON; one line answers how it ended.
"""

import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from time import monotonic

from tests.reliability.sender_life import Life, live
from tests.reliability.sender_watch import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How a life ended: the steps that it took, in their letters, and whether it was killed or failed."""

    steps: str
    killed: bool
    failed: bool

    @property
    def last(self) -> Step:
        """The step that it told last; who died before the first was about to tell that."""
        return Step(self.steps[-1]) if self.steps else Step.STARTED

    def count(self, step: Step) -> int:
        return self.steps.count(step.value)


class Nursery:
    """Where senders are born. Made by `nursery`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def raise_(self, life: Life) -> End:
        """Let this sender live, and wait for its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(life)) + "\n")
        self._process.stdin.flush()
        end = End(**json.loads(self._process.stdout.readline()))
        assert not end.failed, "a sender failed: its trace stands above"
        return end


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery of one's own."""
    command = [sys.executable, "-m", "tests.reliability.sender_nursery"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def main() -> None:
    for line in sys.stdin:
        end = _raise(Life(**json.loads(line)))
        print(json.dumps(asdict(end)), flush=True)


def _raise(life: Life) -> End:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os._exit(_live(life, writing))
    os.close(writing)
    steps = _listen(reading, child, life.die_after)
    os.close(reading)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return End(steps=steps, killed=status == -signal.SIGKILL, failed=status not in (0, -signal.SIGKILL))


def _live(life: Life, pipe: int) -> int:
    try:
        live(life, pipe)
    except BaseException:  # noqa: BLE001  # a child must never run on into its parent's code
        traceback.print_exc()
        return 1
    return 0


def _listen(pipe: int, child: int, die_after: float | None) -> str:
    """The steps until the child's end, which comes by our hand once its time is over."""
    steps = b""
    ends = None if die_after is None else monotonic() + die_after
    while True:
        left = None if ends is None else max(ends - monotonic(), 0)
        if not select.select([pipe], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            ends = None
            continue
        said = os.read(pipe, 4096)
        if not said:
            return steps.decode()
        steps += said


if __name__ == "__main__":
    main()
