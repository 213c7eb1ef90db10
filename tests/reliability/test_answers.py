"""Whatever a platform answers, what comes of it is whole or has a name, and what is known stays as it was."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cm_desktop.platforms.graph import client, usage
from cm_desktop.platforms.transport import http
from cm_desktop.platforms.wordpress import errors, site
from tests.reliability.answers import ANSWERS, stage, stages
from tests.reliability.answers_mutated import ANY, JSON, MARKUP
from tests.reliability.answers_recorded import of_wordpress
from tests.reliability.campaign import Counts
from tests.reliability.torture import told

READERS = (client, usage, http, errors, site)


def test_a_spoilt_answer_is_read_or_told_by_its_name_and_changes_nothing() -> None:
    total = ANSWERS.total()
    print(told(total))
    assert not ANSWERS.broken(total)
    assert all(total[f"spoilt: {way}"] >= 10 for way in (*ANY, *JSON, *MARKUP))
    assert total["Unreadable"] > 300
    assert total["read"] > 300  # a spoilt part that nobody reads harms nobody


@contextmanager
def reading_loosely() -> Iterator[None]:
    """Every body is read as Python's own parser reads it."""

    def bare(body: bytes, **_limits: Any) -> object:
        return json.loads(body or b"null")

    with pytest.MonkeyPatch.context() as patch:
        for module in READERS:
            patch.setattr(module, "safe_loads", bare)
        yield


def test_a_parser_that_takes_what_it_is_given_is_caught() -> None:
    with reading_loosely(), stages() as run:
        total = sum((run(seed) for seed in range(120)), Counts())
    print(told(total))
    assert ANSWERS.broken(total)["no name"] > 5


def test_what_is_kept_of_an_answer_that_was_refused_is_caught() -> None:
    """A reading that writes before it has read all."""
    with stage(*of_wordpress()) as blog:
        refused = blog.doings["sync"]

        def hasty() -> None:
            blog.desk._workspace._connections[1].execute("UPDATE comment SET text = 'half'")
            refused()

        blog.doings = {"sync": hasty}
        total = sum((blog.run(random.Random(seed)) for seed in range(10)), Counts())
    print(told(total))
    assert ANSWERS.broken(total)["state changed"] > 0
