"""What the user can change about the window while it is open: language, theme, keys, notices. May not remember it."""

from dataclasses import dataclass, field

from cm_desktop.domain.notices import Wishes
from cm_desktop.ui.keys import KeyMap
from cm_desktop.ui.kit.theme import Scheme
from cm_desktop.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One language, one choice of theme, one map of the keys, and of what to be told."""

    words: Words
    scheme: Scheme = Scheme.SYSTEM
    keys: KeyMap = field(default_factory=KeyMap)
    wishes: Wishes = field(default_factory=Wishes)
