"""What Qt's bindings do beside binding, and we do without. Comes before the other rooms: may not import any of them."""

import sys

_SWITCHING, _LOOK = "shibokensupport.feature", "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Have no module's source read, and kept in memory, because it is imported. Call it before the window is imported.

    PySide6 looks for its own name in the source of every module imported after it, to know where `from __feature__ import`
    may switch the spelling of Qt's names. Nothing here switches it. Measured with 6.11.3: 50 ms of processor time and 8 MiB
    for 400 modules. Where PySide6 looks in another way, it goes on doing so.
    """
    import PySide6.QtCore  # noqa: F401 - which brings what looks

    switching = sys.modules.get(_SWITCHING)
    if hasattr(switching, _LOOK):
        setattr(switching, _LOOK, lambda _module: False)
