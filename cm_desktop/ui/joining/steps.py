"""Where somebody stands who adds a page: for which client, what kind, by which way. May not ask, keep or draw anything.

No secret ever stands here.
"""

import ipaddress
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from cm_desktop.domain.comments import ASSISTED, Account, AccountId, Client
from cm_desktop.domain.errors import BadValue
from cm_desktop.wording.access import Home

_SECRET = re.compile("[!-~]([ -~]*[!-~])?")  # a header carries no more than that


class Kind(StrEnum):
    """What is added."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    WORDPRESS = "wordpress"
    BY_HAND = "assisted"
    FEED = "feed"
    FILE = "file"


class Step(StrEnum):
    """What is asked."""

    WHAT = "what"  # which client, which kind
    HOME = "home"  # where the page lives
    ACCESS = "access"  # a token
    SITE = "site"
    LINK = "link"
    BY_HAND = "by_hand"
    JOINED = "joined"


_AFTER_WHAT = {
    Kind.FACEBOOK: Step.HOME,
    Kind.INSTAGRAM: Step.HOME,
    Kind.WORDPRESS: Step.SITE,
    Kind.FEED: Step.LINK,
    Kind.BY_HAND: Step.BY_HAND,
    Kind.FILE: Step.BY_HAND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """The way so far, the step that is asked now last. `home` counts for the kinds that are asked for one."""

    client: Client
    kind: Kind = Kind.FACEBOOK
    home: Home = Home.OWN_APP
    way: tuple[Step, ...] = (Step.WHAT,)

    @property
    def step(self) -> Step:
        return self.way[-1]

    @property
    def platform(self) -> str:
        """Under which name the page is kept."""
        return ASSISTED if Step.BY_HAND in self.way or self.kind is Kind.FILE else self.kind.value

    def forward(self) -> Self:
        """The next step, after what was answered."""
        match self.step:
            case Step.WHAT:
                return self._to(_AFTER_WHAT[self.kind])
            case Step.HOME:
                return self._to(Step.BY_HAND if self.home is Home.NOWHERE else Step.ACCESS)
            case _:
                return self._to(Step.JOINED)

    def by_hand_instead(self) -> Self:
        """From a link that has no feed to a page whose comments are pasted."""
        return self._to(Step.BY_HAND)

    def back(self) -> Self:
        """The step before; the first one stays, and what is joined is not taken back."""
        stays = len(self.way) == 1 or self.step is Step.JOINED
        return self if stays else replace(self, way=self.way[:-1])

    def account(self, *, name: str = "", address: str = "", login: str = "") -> Account:
        """The page to ask its platform about. `address` may be empty where the platform has one."""
        return Account(
            id=AccountId(""),
            client=self.client.id,
            platform=self.platform,
            name=name.strip(),
            base_url=address,
            login=login.strip(),
            allow_local=_is_this_machine(address),
        )

    def _to(self, step: Step) -> Self:
        return replace(self, way=(*self.way, step))


def address(text: str) -> str:
    """A whole address from what was typed or pasted, https where nothing else is said. Raises BadValue."""
    typed = text.strip()
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        url = urlsplit(whole)
        usable = url.scheme in ("http", "https") and url.hostname and url.port != 0 and url.username is None
    except ValueError:
        usable = False
    if not typed or not usable or not whole.isprintable() or " " in whole:
        raise BadValue("base_url", typed)
    return whole.rstrip("/")


def secret(text: str) -> str:
    """A token or password that a request can carry, without the blanks around it. Raises BadValue, which never shows it."""
    if not text.strip():
        raise BadValue("no_secret")
    if not _SECRET.fullmatch(text.strip()):
        raise BadValue("secret")
    return text.strip()


def _is_this_machine(base_url: str) -> bool:
    """Whether somebody typed the address of this very machine: a practice page, or a site that is being built."""
    host = urlsplit(base_url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
