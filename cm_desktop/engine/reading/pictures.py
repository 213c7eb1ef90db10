"""Pictures brought in ahead: those of what is to do, a few at a time. May not decode one, nor keep a reading waiting."""

import logging
from collections import Counter
from collections.abc import Callable, Collection

from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, CommentRef
from cm_desktop.domain.errors import CredentialError, Gone, NotFound, Offline, PlatformError, StoreError
from cm_desktop.engine.workroom import Workroom

log = logging.getLogger(__name__)

FetchPicture = Callable[[Account, str], bytes]

AT_ONCE = 6
LOOKED_AT = 300  # of what is to do, the newest
TRIES = 3


def no_picture(_account: Account, _address: str) -> bytes:
    """For a desk that shows none. Raises Gone."""
    raise Gone


class PicturesAhead:
    """`fetch` brings the picture of an address, raising PlatformError. Belongs to the thread that reads."""

    def __init__(self, room: Workroom, fetch: FetchPicture) -> None:
        self._room = room
        self._fetch = fetch
        self._tries: Counter[CommentRef] = Counter()
        self._resting: set[CommentRef] = set()

    def bring_in(self, read: Collection[AccountId] = ()) -> bool:
        """Fetch some that are missing, the newest first; answers whether there are more.

        What failed rests until its account is among those just `read`; after three tries, for good.
        """
        self._resting = {ref for ref in self._resting if ref.account not in read}
        missing = self._missing()
        brought = [ref for ref, address in missing[:AT_ONCE] if self._bring(ref, address)]
        if brought:
            self._room.workspace.pictures.make_room()
            self._room.tell(Change.COMMENTS)
        return len(missing) > AT_ONCE and not self._room.stopping.is_set()

    def _missing(self) -> list[tuple[CommentRef, str]]:
        reader, pictures = self._room.reader(), self._room.workspace.pictures
        if reader.halted.reading_paused():
            return []
        return [
            (ref, address)
            for ref, address in reader.pictures_to_do(LOOKED_AT)
            if self._tries[ref] < TRIES and ref not in self._resting and pictures.path(ref) is None
        ]

    def _bring(self, ref: CommentRef, address: str) -> bool:
        """A picture that was brought once and had to make room for others is not brought again."""
        if self._room.stopping.is_set():
            return False
        try:
            picture = self._fetch(self._room.reader().account(ref.account), address)
            self._room.workspace.pictures.keep(ref, picture)
        except (Offline, CredentialError):  # nobody was asked, or a proxy's password could not be had
            self._resting.add(ref)
            return False
        except (PlatformError, NotFound):
            self._tries[ref] += 1
        except StoreError:
            log.warning("a picture could not be kept", exc_info=True)
            self._tries[ref] += 1
        else:
            self._tries[ref] = TRIES
            return True
        self._resting.add(ref)
        return False
