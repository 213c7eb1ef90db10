"""What a desk is asked through: each part is imported and made when it is first asked for. May not do anything with one.

Whoever acts, reads pages or sends has what works behind it made on the way.
"""

from typing import TYPE_CHECKING

from cm_desktop.domain.once import once
from cm_desktop.engine.works import Works

if TYPE_CHECKING:
    from cm_desktop.domain.bringing_in import Imports
    from cm_desktop.engine.acting.acts import Acts
    from cm_desktop.engine.clients import Clients
    from cm_desktop.engine.erasing import Erasing, PersonErasing
    from cm_desktop.engine.looking import Looking
    from cm_desktop.engine.news import Newsroom
    from cm_desktop.engine.office_proxy import OfficeProxy
    from cm_desktop.engine.past import Past
    from cm_desktop.engine.reading.accounts import Accounts
    from cm_desktop.engine.replies import SavedReplies
    from cm_desktop.engine.spelling import Spelling
    from cm_desktop.engine.views import SavedViews


class Parts(Works):
    """What there is to ask, beside what works behind it."""

    @once
    def proxy(self) -> "OfficeProxy":
        """The way out, as it is chosen."""
        from cm_desktop.engine.office_proxy import OfficeProxy

        return OfficeProxy(self._room, self._fittings.way_out, (self._reading, self._sending))

    @once
    def clients(self) -> "Clients":
        """The clients, and what is known of them."""
        from cm_desktop.engine.clients import Clients

        return Clients(self._room)

    @once
    def views(self) -> "SavedViews":
        """Lists kept under a name."""
        from cm_desktop.engine.views import SavedViews

        return SavedViews(self._room)

    @once
    def replies(self) -> "SavedReplies":
        """Replies kept to be used again."""
        from cm_desktop.engine.replies import SavedReplies

        return SavedReplies(self._room)

    @once
    def looking(self) -> "Looking":
        """What was on screen."""
        from cm_desktop.engine.looking import Looking

        return Looking(self._room)

    @once
    def spelling(self) -> "Spelling":
        """How replies are spelt."""
        from cm_desktop.engine.spelling import Spelling

        return Spelling(self._room, self._fittings.speller)

    @once
    def past(self) -> "Past":
        """What became of a comment and of its author."""
        from cm_desktop.engine.past import Past

        return Past(self._room, self.supervision)

    @once
    def news(self) -> "Newsroom":
        """What there is to tell who looks elsewhere."""
        from cm_desktop.engine.news import Newsroom

        return Newsroom(self._room, self.supervision)

    @once
    def imports(self) -> "Imports":
        """What people bring in themselves."""
        from cm_desktop.engine.reading.incoming import Incoming

        return Incoming(self._room, self._fittings.intake, self._pull)

    @once
    def acts(self) -> "Acts":
        """What a moderator does."""
        from cm_desktop.engine.acting.acts import Acts

        delay, hurry, asked = self._fittings.undo_delay, self._workers.outbox_changed, self.supervision
        return Acts(self._room, delay, hurry, asked.demanded, asked.gate, self.snoozing, self.looking)

    @once
    def accounts(self) -> "Accounts":
        """The pages."""
        from cm_desktop.engine.reading.accounts import Accounts

        return Accounts(
            self._room,
            self._fittings.vault,
            self._fittings.listen,
            self._fittings.introduce,
            (self._reading, self._sending),
            self._ledger,
            self._timetable,
            self.supervision.check_page_may_leave,
        )

    @once
    def person_erasing(self) -> "PersonErasing":
        """What erases a person."""
        from cm_desktop.engine.erasing import PersonErasing

        return PersonErasing(self._room, self.supervision)

    @once
    def erasing(self) -> "Erasing":
        """What erases a client."""
        from cm_desktop.engine.erasing import Erasing

        return Erasing(self._room, self.accounts, self.clients, self.supervision)
