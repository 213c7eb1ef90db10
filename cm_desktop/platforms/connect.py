"""Opens an account's connector by its platform. May not be imported by a connector.

Each connector is imported when first needed, so that starting the program waits for none.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from cm_desktop.domain.actions import Capabilities
from cm_desktop.domain.comments import Account, AccountId, ClientId, Identity
from cm_desktop.domain.errors import NotFound
from cm_desktop.domain.ports import Connector


def connect(account: Account, secret: str, *, proxies: Mapping[str, str] | None = None) -> Connector:
    """The connector of this account; nothing is sent yet. Raises NotFound for a platform that has none."""
    match account.platform:
        case "facebook":
            from cm_desktop.platforms.facebook import FacebookConnector

            return FacebookConnector(account, secret, proxies=proxies)
        case "wordpress":
            from cm_desktop.platforms.wordpress import WordPressConnector

            return WordPressConnector(account, secret, proxies=proxies)
        case unknown:
            raise NotFound("platform", unknown)


def capabilities(platform: str) -> Capabilities:
    """What can be done on a platform, and how: without an account, a secret or a request. Raises NotFound."""
    match platform:
        case "facebook":
            from cm_desktop.platforms.facebook import CAPS

            return CAPS
        case "wordpress":
            from cm_desktop.platforms.wordpress import CAPS as WORDPRESS_CAPS

            return WORDPRESS_CAPS
        case unknown:
            raise NotFound("platform", unknown)


def discover(
    platform: str,
    base_url: str,
    login: str,
    secret: str,
    allow_local: bool,
    *,
    proxies: Mapping[str, str] | None = None,
) -> Identity:
    """Who a secret is, before there is an account for it. `base_url` may be empty where the platform has one address.

    Raises what `Connector.check` raises, and NotFound for a platform that has no connector.
    """
    if platform == "facebook":
        from cm_desktop.platforms.facebook import HOME, identify
        from cm_desktop.platforms.graph import GraphClient

        return identify(GraphClient(base_url or HOME, secret, allow_local=allow_local, proxies=proxies))
    stranger = Account(
        id=AccountId(f"{platform}:{urlsplit(base_url).netloc}"),
        client=ClientId(""),
        platform=platform,
        name="",
        base_url=base_url,
        login=login,
        allow_local=allow_local,
    )
    return connect(stranger, secret, proxies=proxies).check()
