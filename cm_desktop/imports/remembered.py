"""The mappings that were used, by the columns they are for: a small JSON file on the shelf. May not guess one."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cm_desktop.domain.arrivals import ColumnMapping, DateOrder, Field
from cm_desktop.imports.identity import digest
from cm_desktop.store.disk.durable import put_in_place
from cm_desktop.store.disk.files import named_errors

FILE = "mappings.json"
MOST = 200


def recall(folder: Path, columns: Sequence[str]) -> ColumnMapping | None:
    """The mapping that was last used for a file with these columns; None where there was none, or the file is damaged."""
    try:
        said = _read(folder / FILE)[digest(*columns)]
        fields = {str(column): Field(field) for column, field in said["fields"].items()}
        mapping = ColumnMapping(fields=fields, dates=DateOrder(said["dates"]))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
    return mapping if set(mapping.fields) <= set(columns) else None


def remember(folder: Path, columns: Sequence[str], mapping: ColumnMapping) -> None:
    """Keep it for the next file with these columns. Raises StoreError."""
    place = folder / FILE
    known = _read(place)
    known.pop(digest(*columns), None)
    known[digest(*columns)] = {"fields": dict(mapping.fields), "dates": mapping.dates}
    latest = dict([*known.items()][-MOST:])
    with named_errors(place):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_in_place(place, json.dumps(latest, ensure_ascii=False, indent=1))


def _read(place: Path) -> dict[str, Any]:
    try:
        said = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
