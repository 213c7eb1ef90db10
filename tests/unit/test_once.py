"""What is made when it is first asked for is made once, also where threads ask at the same moment."""

from threading import Barrier, Event, Thread

from cm_desktop.domain.once import later, once


class Slow:
    """Makes a part as slowly as it is told to."""

    def __init__(self) -> None:
        self.making = Event()
        self.go_on = Event()
        self.made = 0

    @once
    def part(self) -> object:
        """A part."""
        self.made += 1
        self.making.set()
        self.go_on.wait()
        return object()


def test_a_part_is_made_when_it_is_first_asked_for_and_kept() -> None:
    whole = Slow()
    whole.go_on.set()
    assert whole.made == 0
    assert whole.part is whole.part
    assert whole.made == 1


def test_two_threads_that_ask_at_once_get_the_same() -> None:
    whole, got = Slow(), []
    both = Barrier(3)

    def ask() -> None:
        both.wait()
        got.append(whole.part)

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    both.wait()
    whole.making.wait()
    whole.go_on.set()
    for thread in threads:
        thread.join()
    assert whole.made == 1
    assert got[0] is got[1]


def test_each_has_its_own() -> None:
    one, other = Slow(), Slow()
    one.go_on.set()
    other.go_on.set()
    assert one.part is not other.part


def test_the_class_tells_what_it_is() -> None:
    assert Slow.part.__doc__ == "A part."


def test_what_comes_later_is_made_when_anything_is_asked_of_it() -> None:
    made = []

    def make() -> list[str]:
        made.append("")
        return ["one", "two", "one"]

    named = later(make)
    assert made == []
    assert named.count("one") == 2
    assert named.index("two") == 1
    assert made == [""]
