"""What the Facebook connector's tests start from: a small history, played by the practice platform."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cm_desktop.domain.comments import Comment
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.practice import PracticePlatform
from tests.platforms.facebook_page import account_of, named, play, read_to_the_end, small_history


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticePlatform]:
    with play(tmp_path, small_history()) as platform:
        yield platform


@pytest.fixture
def token(practice: PracticePlatform) -> str:
    return practice.pages[0].token


@pytest.fixture
def page(practice: PracticePlatform, token: str) -> FacebookConnector:
    return FacebookConnector(account_of(practice), token, deadline=30)


@pytest.fixture
def question(page: FacebookConnector) -> Comment:
    """A comment that nobody has answered."""
    return named(read_to_the_end(page), "question")
