"""Pictures brought in ahead: what is to do, the newest first, a few at a time, and no address asked for ever."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from cm_desktop.domain.changes import Change, Changes
from cm_desktop.domain.comments import Account, CommentRef
from cm_desktop.domain.errors import CmDesktopError, Gone, KeyringLocked, Offline
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.reading.pictures import AT_ONCE, TRIES
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform


@dataclass
class Gallery:
    """The port: answers a picture that tells its address, or what is wrong. Refuses an address that was never given out."""

    asked: list[str] = field(default_factory=list)
    wrong: CmDesktopError | None = None

    def __call__(self, account: Account, address: str) -> bytes:
        assert account.id == ACCOUNT.id
        assert address.startswith("https://pictures.example/c"), address
        self.asked.append(address.rpartition("/")[2])
        if self.wrong is not None:
            raise self.wrong
        return address.encode()


@pytest.fixture
def gallery() -> Gallery:
    return Gallery()


@pytest.fixture
def desk(open_desk: OpenDesk, gallery: Gallery) -> Desk:
    desk = open_desk(fetch_picture=gallery)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    return desk


@pytest.fixture
def posted(desk: Desk, platform: FakePlatform) -> Callable[[int], list[CommentRef]]:
    """Comments with pictures, read by the desk, the oldest first."""

    def post(number: int) -> list[CommentRef]:
        refs = [platform.post(f"c{n:02}", "Regardez !") for n in range(number)]
        for ref in refs:
            shown = replace(platform.comments[ref.id], media="image", media_url=f"https://pictures.example/{ref.id}")
            platform.comments[ref.id] = shown
        desk.sync()
        return refs

    return post


Posted = Callable[[int], list[CommentRef]]


def test_pictures_come_a_few_at_a_time_the_newest_first(desk: Desk, posted: Posted, gallery: Gallery) -> None:
    refs = posted(AT_ONCE + 2)
    assert desk.bring_pictures()
    assert gallery.asked == [ref.id for ref in reversed(refs[2:])]
    assert not desk.bring_pictures()
    assert len(gallery.asked) == AT_ONCE + 2
    for ref in refs:
        picture = desk.inbox.picture(ref)
        assert picture is not None
        assert picture.read_text() == f"https://pictures.example/{ref.id}"


def test_who_listens_hears_of_them(desk: Desk, posted: Posted) -> None:
    posted(1)
    heard: list[Changes] = []
    desk.subscribe(heard.append)
    desk.bring_pictures()
    assert heard == [frozenset({Change.COMMENTS})]
    desk.bring_pictures()
    assert len(heard) == 1


def test_what_needs_no_work_needs_no_picture(desk: Desk, posted: Posted, gallery: Gallery) -> None:
    (ref,) = posted(1)
    desk.acts.dismiss(ref).result()
    assert not desk.bring_pictures()
    assert gallery.asked == []


def test_a_picture_that_fails_is_tried_three_times_at_most(desk: Desk, posted: Posted, gallery: Gallery) -> None:
    (ref,) = posted(1)
    gallery.wrong = Gone()
    for _ in range(TRIES + 3):
        desk.bring_pictures()
    assert len(gallery.asked) == TRIES
    assert desk.inbox.picture(ref) is None


def test_a_picture_that_failed_rests_until_its_page_is_read_again(desk: Desk, posted: Posted, gallery: Gallery) -> None:
    (ref,) = posted(1)
    gallery.wrong = Gone()
    desk.bring_pictures()
    gallery.wrong = None
    assert not desk._pictures.bring_in()
    assert len(gallery.asked) == 1
    desk._pictures.bring_in({ACCOUNT.id})
    assert desk.inbox.picture(ref) is not None


@pytest.mark.parametrize("error", [Offline(), KeyringLocked()])
def test_where_nobody_was_asked_no_try_is_lost(
    desk: Desk, posted: Posted, gallery: Gallery, error: CmDesktopError
) -> None:
    (ref,) = posted(1)
    gallery.wrong = error
    for _ in range(TRIES + 3):
        desk.bring_pictures()
    gallery.wrong = None
    desk.bring_pictures()
    assert desk.inbox.picture(ref) is not None


def test_nothing_is_fetched_while_reading_is_paused(desk: Desk, posted: Posted, gallery: Gallery) -> None:
    posted(1)
    desk.acts.pause_reading(True).result()
    desk.bring_pictures()
    assert gallery.asked == []


def test_a_picture_that_made_room_for_others_is_not_fetched_again(desk: Desk, posted: Posted, gallery: Gallery) -> None:
    (ref,) = posted(1)
    desk.bring_pictures()
    picture = desk.inbox.picture(ref)
    assert picture is not None
    picture.unlink()
    desk.bring_pictures()
    assert len(gallery.asked) == 1


def test_pictures_leave_with_their_account(desk: Desk, posted: Posted) -> None:
    (ref,) = posted(1)
    desk.bring_pictures()
    picture = desk.inbox.picture(ref)
    assert picture is not None
    desk.accounts.remove(ACCOUNT.id)
    assert not picture.exists()
