"""What is wrong with a file that somebody else wrote, or a port that somebody else holds. May not read either."""

from dataclasses import dataclass
from pathlib import Path

from cm_desktop.domain.errors.root import CmDesktopError


@dataclass(eq=False)
class SettingsError(CmDesktopError):
    """`problem` is empty where the value cannot be understood, else password (it holds one), certificates (it names none),
    decided (what is said there cannot be chosen elsewhere).
    """

    file: Path | str = ""
    field: str = ""
    problem: str = ""


@dataclass(eq=False)
class RuleError(CmDesktopError):
    """`problem` is a word of the trade (duplicate_key, unknown_key, bad_value, failing_example…); `detail` what it is about."""

    file: Path | str = ""
    line: int = 0
    problem: str = ""
    detail: str = ""


@dataclass(eq=False)
class ScenarioError(CmDesktopError):
    """`place` is a path into the file (clients[0].pages[1].name), or a line where it is not JSON at all, or empty.

    `problem` is a word of the trade: unreadable, not_json, missing, unknown_key, wrong_type, bad_value, empty, duplicate,
    unknown_parent, too_early (a comment older than its post, or a reply older than what it answers).
    """

    file: Path | str = ""
    place: str = ""
    problem: str = ""


@dataclass(eq=False)
class ImportRefused(CmDesktopError):
    """Nothing of the file came in. `problem` is a word of the trade; `detail` what it is about.

    unreadable, empty, spreadsheet, binary, unknown_encoding (its name), too_large (megabytes at most), not_json (the line),
    no_list; of a mapping: no_text_column, two_columns (the field that both hold), no_such_column.
    """

    file: Path | str = ""
    problem: str = ""
    detail: str = ""


@dataclass(eq=False)
class PortTaken(CmDesktopError):
    port: int = 0
