"""What is said of a workspace that goes to another computer in one file. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

ENDING = ".cmdesktop"
STAGED = f"moving-in{ENDING}"
"""In a workspace's folder: what takes its place once its window is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Such a file, read to its last byte: when it was made, how many pages and files are in it, and how many bytes they have.

    `preferences` are what was chosen in the window (language, theme, keys), by name.
    """

    made_at: datetime
    pages: int
    files: int
    size: int
    preferences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """One that took a workspace's place. What stood there is kept in the folder `aside` (empty: nothing did).

    `waiting` acts had not left when it was made: nothing of it leaves without the user.
    """

    parcel: Parcel
    aside: str
    waiting: int
