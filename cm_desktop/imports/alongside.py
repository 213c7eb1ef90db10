"""Pages without an API alongside those that have one: each is opened, named and judged able by whom it belongs to.

May not import what serves them before one is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cm_desktop.domain.comments import ASSISTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from cm_desktop.domain.actions import Capabilities
    from cm_desktop.domain.comments import Account, Identity
    from cm_desktop.domain.ports import Source
    from cm_desktop.imports.shelf import FolderShelf

    Listen = Callable[[Account, str], Source]
    Introduce = Callable[[Account, str], tuple[Account, Identity]]


def or_from_shelf(listen: Listen, shelf: FolderShelf) -> Listen:
    """What such a page says is read from its shelf."""

    def listened(account: Account, secret: str) -> Source:
        if account.platform != ASSISTED:
            return listen(account, secret)
        from cm_desktop.imports.assisted import AssistedSource

        return AssistedSource(account, shelf)

    return listened


def or_by_hand(introduce: Introduce) -> Introduce:
    """Such a page is who the moderator says it is."""

    def introduced(account: Account, secret: str) -> tuple[Account, Identity]:
        if account.platform != ASSISTED:
            return introduce(account, secret)
        from cm_desktop.imports.naming import introduce as believe

        return believe(account)

    return introduced


def or_assisted(capabilities: Callable[[str], Capabilities], account: Account) -> Capabilities:
    """What can be done there."""
    if account.platform != ASSISTED:
        return capabilities(account.platform)
    from cm_desktop.imports.assisted import CAPABILITIES

    return CAPABILITIES
