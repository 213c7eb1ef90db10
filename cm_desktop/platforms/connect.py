"""Opens an account's connector by its platform. May not be imported by a connector.

Each connector is imported when first needed, so that starting the program waits for none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cm_desktop.domain.comments import Account, AccountId, Identity
from cm_desktop.domain.errors import NotFound

if TYPE_CHECKING:
    from cm_desktop.domain.actions import Capabilities
    from cm_desktop.domain.ports import Connector, Source
    from cm_desktop.platforms.transport.gateway import Gateway

_USUAL_PORTS = {"http": ":80", "https": ":443"}


def connect(account: Account, secret: str, *, gateway: Gateway) -> Connector:
    """The connector of this account; nothing is sent yet. Raises NotFound for a platform that has none."""
    match account.platform:
        case "facebook":
            from cm_desktop.platforms.facebook.connector import FacebookConnector

            return FacebookConnector(account, secret, gateway=gateway)
        case "instagram":
            from cm_desktop.platforms.instagram.connector import InstagramConnector

            return InstagramConnector(account, secret, gateway=gateway)
        case "wordpress":
            from cm_desktop.platforms.wordpress.connector import WordPressConnector

            return WordPressConnector(account, secret, gateway=gateway)
        case unknown:
            raise NotFound("platform", unknown)


def listen(account: Account, secret: str, *, gateway: Gateway) -> Source:
    """Where this account's comments come from; nothing is sent yet. Raises NotFound for a platform that has none."""
    match account.platform:
        case "feed":
            from cm_desktop.platforms.feed.source import FeedSource

            return FeedSource(account, gateway=gateway)
        case _:
            return connect(account, secret, gateway=gateway)


def capabilities(platform: str) -> Capabilities:
    """What can be done on a platform, and how: without an account, a secret or a request. Raises NotFound."""
    match platform:
        case "facebook":
            from cm_desktop.platforms.facebook.caps import CAPS

            return CAPS
        case "instagram":
            from cm_desktop.platforms.instagram.caps import CAPS as INSTAGRAM_CAPS

            return INSTAGRAM_CAPS
        case "feed":
            from cm_desktop.platforms.feed.caps import CAPS as FEED_CAPS

            return FEED_CAPS
        case "wordpress":
            from cm_desktop.platforms.wordpress.caps import CAPS as WORDPRESS_CAPS

            return WORDPRESS_CAPS
        case unknown:
            raise NotFound("platform", unknown)


def introduce(account: Account, secret: str, *, gateway: Gateway) -> tuple[Account, Identity]:
    """Whose secret it is, and the account as its platform names it: its id, and its name where it has none.

    `account.id` is not looked at; `account.base_url` may be empty where the platform has one address. Raises what
    `Connector.check` raises, and NotFound for a platform that has no connector.
    """
    match account.platform:
        case "facebook":
            from cm_desktop.platforms.facebook.identity import introduce as introduce_page

            return introduce_page(account, secret, gateway=gateway)
        case "instagram":
            from cm_desktop.platforms.instagram.identity import introduce as introduce_instagram

            return introduce_instagram(account, secret, gateway=gateway)
        case _:
            known = replace(account, id=AccountId(f"{account.platform}:{_site(account.base_url)}"))
            identity = listen(known, secret, gateway=gateway).check()
    return replace(known, name=account.name or identity.name), identity


def _site(address: str) -> str:
    """A site's address as a part of a name: without its scheme and a slash, and one for all the ways to write its host."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removesuffix(_USUAL_PORTS.get(parts.scheme, "")).removesuffix(".")
    query = f"?{parts.query}" if parts.query else ""
    return ((host + parts.path).rstrip("/") + query).replace("/", "~")
