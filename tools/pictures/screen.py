"""A screen: its name, how the window is opened for it, and how one comes to what it shows. May not come there itself."""

from collections.abc import Callable
from dataclasses import dataclass

from cm_desktop.ui.kit.theme import Scheme
from tools.pictures.sitter import Sitter
from tools.pictures.studio import Pose

Come = Callable[[Sitter], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`blank`: on a workspace with nothing in it; `practice`: entered from one's own pages; `crashed`: after a failure."""

    name: str
    come: Come
    blank: bool = False
    practice: bool = False
    crashed: bool = False

    def pose(self, language: str, scheme: Scheme, size: tuple[int, int]) -> Pose:
        """How the window is opened."""
        return Pose(
            language=language,
            scheme=scheme,
            size=size,
            blank=self.blank,
            practice=self.practice,
            crashed=self.crashed,
        )
