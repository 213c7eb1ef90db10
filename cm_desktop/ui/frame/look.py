"""What the user can change about the window while it is open: language and theme. May not remember it."""

from dataclasses import dataclass

from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One language and one choice of theme."""

    words: Words
    scheme: Scheme = Scheme.SYSTEM
