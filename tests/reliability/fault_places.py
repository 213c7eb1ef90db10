"""A real WordPress and the practice platform, each with one comment to answer. May not spoil anything."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cm_desktop.domain.comments import Account, AccountId, RemoteId
from cm_desktop.domain.ports import Connector
from cm_desktop.platforms.facebook.connector import FacebookConnector
from cm_desktop.platforms.transport.gateway import DIRECT, Gateway
from cm_desktop.platforms.wordpress.connector import WordPressConnector
from cm_desktop.practice import Act, PracticePlatform
from tests.e2e.wordpress_steps import comments
from tests.engine.port import CLIENT
from tests.platforms.facebook_page import play, small_history
from tests.servers.wordpress import WordPress

DEADLINE = 2.0  # seconds, for an answer that never ends
PATIENT = 60.0  # for one that does, however slow the machine
_numbers = itertools.count(1)


class Place(ABC):
    """`port` is where it answers; `login` and `secret` open it; `question` is a comment that nobody has answered."""

    kind: str
    port: int
    secret: str
    login: str = ""
    question: RemoteId

    def account(self, base_url: str) -> Account:
        """As it is reached at this address."""
        name = AccountId(f"{self.kind}:{self.named}")
        return Account(
            id=name,
            client=CLIENT.id,
            platform=self.kind,
            name="Ici",
            base_url=base_url,
            login=self.login,
            allow_local=True,
        )

    named: str

    @abstractmethod
    def connector(self, account: Account, gateway: Gateway = DIRECT, deadline: float = PATIENT) -> Connector: ...

    @abstractmethod
    def replies(self, text: str) -> int:
        """How many stand there, by another way than the connector's."""


class Blog(Place):
    """One more comment on a real WordPress."""

    kind, login, named = "wordpress", "editor", "carnet"

    def __init__(self, site: WordPress) -> None:
        self._site = site
        self.port, self.secret = site.port, site.passwords["editor"]
        site.sql("DELETE FROM wp_comments; DELETE FROM wp_commentmeta")
        (self.question,) = comments(site, f"Question {next(_numbers)} ?")

    def connector(self, account: Account, gateway: Gateway = DIRECT, deadline: float = PATIENT) -> Connector:
        return WordPressConnector(account, self.secret, gateway=gateway, deadline=deadline)

    def replies(self, text: str) -> int:
        return int(self._site.sql(f"SELECT COUNT(*) FROM wp_comments WHERE comment_content = '{text}'")[0][0])


class Page(Place):
    """A small history on the practice platform."""

    kind = "facebook"

    def __init__(self, practice: PracticePlatform) -> None:
        self._practice = practice
        page = practice.pages[0]
        self.port, self.secret, self.named = int(practice.base_url.rpartition(":")[2]), page.token, page.id
        batch = self.connector(self.account(practice.base_url)).fetch(None)
        (self.question,) = [comment.ref.id for comment in batch.comments if comment.text == "question"]

    def connector(self, account: Account, gateway: Gateway = DIRECT, deadline: float = PATIENT) -> Connector:
        return FacebookConnector(account, self.secret, gateway=gateway, deadline=deadline)

    def replies(self, text: str) -> int:
        written = [record for record in self._practice.log if record.applied and record.act is Act.REPLY]
        return len([record for record in written if record.text == text])


@contextmanager
def page(folder: Path) -> Iterator[Place]:
    """A practice platform of its own."""
    with play(folder, small_history()) as practice:
        yield Page(practice)
