"""No text is slow to paint, is taken for markup, opens a file or reaches a network, wherever the window shows it."""

import pytest

from tests.reliability.hostile import HOSTILE, watching
from tests.reliability.hostile_places import PLACES
from tests.reliability.hostile_texts import CANARY, GREAT, SMALL, hostile

MARKUP = 1  # a seed


def test_no_text_does_more_than_to_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    total = HOSTILE.total()
    with capsys.disabled():
        print(f"\nhostile text: {dict(total)}")
    assert not HOSTILE.broken(total), total
    assert total["watched"] == total["texts"] == HOSTILE.short
    assert total["painted"] == len(PLACES) * HOSTILE.short
    assert all(total[family] for family in (*GREAT, *SMALL, "mixed"))


def test_the_same_check_catches_a_label_that_guesses_one_without_a_bound_and_one_slow_to_open() -> None:
    assert CANARY in hostile(MARKUP)[1]
    with watching() as watch:
        guessing = watch(f"{MARKUP} raw")
        endless = watch(f"{MARKUP} endless")
        slow = watch(f"{MARKUP} slow")
        ours = watch(f"{MARKUP}")
    assert guessing["not plain"] == 1
    assert guessing["file of a text"] > 0
    assert endless["slow"] + endless["slow to open"] > 0
    assert slow["slow to open"] == 1
    assert not slow["slow"]
    assert not HOSTILE.broken(ours), ours
