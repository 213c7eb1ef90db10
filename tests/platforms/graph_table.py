"""The transcribed table of Graph's errors, and how an answer is held against one of its rows. May not know the classifier."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cm_desktop.domain.errors import PlatformError

FILE = Path(__file__).parents[1] / "fixtures" / "graph_errors.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one code, with its subcode, means on a read or on a write. `facts` are fields of the error."""

    code: int
    subcode: int | None
    call: str
    http_status: int
    error_class: str
    facts: Mapping[str, str]
    verified: bool
    note: str

    def __str__(self) -> str:
        return f"{self.call}-{self.code}" + (f"/{self.subcode}" if self.subcode is not None else "")

    @property
    def body(self) -> bytes:
        error: dict[str, Any] = {"message": "What a developer reads", "type": "OAuthException", "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        return json.dumps({"error": error | {"error_user_msg": "Réessayez plus tard."}}).encode()


ROWS = tuple(Row(**row) for row in json.loads(FILE.read_text(encoding="utf-8")))


def holds(row: Row, error: PlatformError | None) -> bool:
    """Whether this is the row's error, with the row's facts."""
    if error is None or type(error).__name__ != row.error_class:
        return False
    return row.facts.items() <= error.trouble().facts.items()
