"""A client, or a person, erased with all that was done. Waits for the keyring: may not be called from the window's thread."""

from collections.abc import Collection, Sequence
from contextlib import suppress

from cm_desktop.domain.author_file import key_of
from cm_desktop.domain.changes import Change
from cm_desktop.domain.comments import Account, AccountId, Author, ClientId, CommentRef, RemoteId
from cm_desktop.domain.erasing import PersonWeight, Weight
from cm_desktop.domain.errors import CaseMoved, CredentialError, EntryMoved, NotEntitled, NotFound
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.views import naming
from cm_desktop.engine.clients import Clients
from cm_desktop.engine.reading.accounts import Accounts
from cm_desktop.engine.supervision.supervision import Supervision
from cm_desktop.engine.workroom import Workroom


class Erasing:
    """What it is about is counted first. Copies in `backups/` keep it until they are purged, after 14 days at most."""

    def __init__(self, room: Workroom, accounts: Accounts, clients: Clients, supervision: Supervision) -> None:
        self._room = room
        self._accounts = accounts
        self._clients = clients
        self._supervision = supervision

    def weigh(self, name: ClientId) -> Weight:
        """How much would go. Raises NotFound."""
        self._clients.one(name)
        reader, pages = self._room.reader(), self._pages(name)
        return Weight(
            pages=len(pages),
            comments=len(reader.handles(Query(client=name, queue=Queue.ALL))),
            waiting=sum(len(reader.entries(account=page.id)) for page in pages),
        )

    def erase(self, name: ClientId) -> Weight:
        """Forget its pages with their accesses, and all that was done for it; answers how much that was.

        Which team it is of stays known, where an owner of that team alone may take it from there: what it wants validated
        would not be, were it added again. Raises NotFound, and CredentialError or StoreError where a page cannot be taken
        away: what is left then stays, and can be erased again.
        """
        weight, keep_team = self.weigh(name), not self._is_ours_to_free(name)
        pages = {page.id for page in self._pages(name)}
        for page in pages:
            self._accounts.remove(page)
        with suppress(CredentialError):  # whose keys are gone can say nothing to anybody
            self._withdraw(pages)
        self._room.workspace.erased_clients.erase(name, keep_team=keep_team).result()
        self._room.tell(*Change)
        return weight

    def _withdraw(self, pages: Collection[AccountId]) -> None:
        """What was asked there waits for nobody, and what was decided is not done, were a page added again."""
        for view in self._supervision.mine():
            if view.asked is not None and view.asked.account in pages:
                with suppress(NotEntitled, CaseMoved, EntryMoved):  # what is leaving, or another device of ours asked
                    self._supervision.withdraw(view.case.id)

    def _is_ours_to_free(self, name: ClientId) -> bool:
        try:
            self._supervision.check_page_may_leave(name)
        except (NotEntitled, CredentialError):  # whose keys are gone, nobody can tell what is wanted there
            return False
        return True

    def _pages(self, name: ClientId) -> list[Account]:
        return [account for account in self._room.reader().accounts() if account.client == name]


class PersonErasing:
    """One author on one page, told by any of their comments. What still stands on the page comes back when it is read."""

    def __init__(self, room: Workroom, supervision: Supervision) -> None:
        self._room = room
        self._supervision = supervision

    def weigh(self, comment: CommentRef) -> PersonWeight:
        """How much would go. Raises NotFound, for the page itself and an author whom nobody names too."""
        author, reader = self._author_of(comment), self._room.reader()
        theirs, answers = reader.authors.written(comment.account, author)
        names = {*theirs, *answers}
        return PersonWeight(
            name=author.name,
            comments=len(theirs),
            answers=len(answers),
            waiting=sum(entry.comment.id in names for entry in reader.entries(account=comment.account)),
            views=tuple(view.name for view in naming(reader.kept.views(), author.name)),
        )

    def erase(self, comment: CommentRef) -> PersonWeight:
        """Forget all of it, and have the team forget what it was shown; answers how much that was.

        The databases come last: where anything before fails, the person is still known and can be erased again. Raises
        NotFound, CredentialError, StoreError; NotEntitled("untold") once all is gone from here, where a team could not be told.
        """
        weight, author = self.weigh(comment), self._author_of(comment)
        theirs, answers = self._room.reader().authors.written(comment.account, author)
        names = [*theirs, *answers]
        refs = [CommentRef(comment.account, name) for name in names]
        try:
            self._supervision.erase_papers(refs)
        except NotEntitled:
            self._forget(comment.account, author, names)
            raise
        self._forget(comment.account, author, names)
        return weight

    def _forget(self, account: AccountId, author: Author, names: Sequence[RemoteId]) -> None:
        self._room.shelf.blot(account, names)
        for name in names:
            self._room.workspace.pictures.drop(CommentRef(account, name))
        self._room.workspace.erased_persons.erase(account, author).result()
        self._room.tell(*Change)

    def _author_of(self, comment: CommentRef) -> Author:
        author = self._room.reader().row(comment).comment.author
        if key_of(author) is None:
            raise NotFound("author", str(comment))
        return author
