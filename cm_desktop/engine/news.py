"""All that one may be told of at this moment: what is urgent, what was answered, what waits for an answer. May not tell it."""

from collections.abc import Iterator

from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.notices import About, News
from cm_desktop.domain.queue import MOST_AT_ONCE, Query, Queue
from cm_desktop.engine.supervision.supervision import Supervision
from cm_desktop.engine.workroom import Workroom


class Newsroom:
    """Reads in the thread that asks."""

    def __init__(self, room: Workroom, supervision: Supervision) -> None:
        self._room = room
        self._supervision = supervision

    def everything(self) -> tuple[News, ...]:
        """As it stands, told before or not."""
        reader = self._room.reader()
        clients = {client.id: client.name for client in reader.clients()}
        places = {account.id: (clients[account.client], account.name) for account in reader.accounts()}
        return (*self._urgent(places), *self._answered(places), *self._asked())

    def _urgent(self, places: dict[AccountId, tuple[str, str]]) -> Iterator[News]:
        for gist in self._room.reader().gists(Query(queue=Queue.URGENT), limit=MOST_AT_ONCE):
            if gist.ref.account in places:
                client, page = places[gist.ref.account]
                yield News(about=About.URGENT, key=str(gist.ref), client=client, page=page, comment=gist.ref)

    def _answered(self, places: dict[AccountId, tuple[str, str]]) -> Iterator[News]:
        for note in self._room.reader().supervised.notes():
            if note.ruling is not None and note.comment.account in places:
                client, page = places[note.comment.account]
                key = f"{note.case} {note.ruling}"
                yield News(about=About.ANSWER, key=key, client=client, page=page, comment=note.comment)

    def _asked(self) -> Iterator[News]:
        for view in self._supervision.waiting():
            yield News(about=About.REQUEST, key=view.request_id, client=view.asked.client if view.asked else "")
