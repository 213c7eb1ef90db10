"""JSON: a document with a list of objects somewhere in it, or one object a line. May not know what a key means.

Nested objects are flattened, their keys joined by dots. The path with the most objects is the one taken; an object within
brings along what stands around it, and the replies under it follow it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cm_desktop.domain.arrivals import BrokenLine, LineProblem
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.imports import encoding
from cm_desktop.imports.row import Read, Row

LARGEST = 64 << 20  # bytes of a document, which is held in memory whole, several times over
DEEPEST = 6
ANSWERED = "answers.id"  # the column made up for replies that stand inside what they answer
_REPLIES = {"replies", "reponses", "réponses", "answers", "children", "comment_replies"}

Reads = Iterator[Read]
Json = Any  # what json.loads answers
Found = tuple[dict[str, Json], dict[str, str]]  # an object of a list, and the cells of what stands around it


def lines(text: IO[str]) -> Reads:
    """One object a line; what is none is told."""
    for number, line in enumerate(encoding.lines(text), 1):
        if not line.strip():
            continue
        stray = encoding.has_stray_bytes(line)
        try:
            said = json.loads(encoding.mended(line) if stray else line)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            yield BrokenLine(line=number, problem=LineProblem.JSON)
            continue
        doubt = BrokenLine(line=number, problem=LineProblem.BYTES, kept=True) if stray else None
        yield Row(number, flat(said), doubt)


def records(file: Path, name: str) -> Reads:
    """The rows of a whole document in this encoding. Raises ImportRefused: unreadable, too_large, not_json, no_list."""
    said = _load(file, name)
    lists: defaultdict[str, list[Found]] = defaultdict(list)
    _collect(said, "", None, lists)
    if not lists and isinstance(said, dict) and any(isinstance(value, str) for value in said.values()):
        lists[""] = [(said, {})]  # one comment alone
    chosen = max(lists, key=lambda path: len(lists[path]), default=None)
    if chosen is None:
        raise ImportRefused(file, "no_list")
    cells = (cells for found in lists[chosen] for cells in _with_replies(*found))
    return (Row(number, one) for number, one in enumerate(cells, 1))


def _load(file: Path, name: str) -> Json:
    try:
        if file.stat().st_size > LARGEST:
            raise ImportRefused(file, "too_large", str(LARGEST >> 20))
        return json.loads(encoding.decode(file.read_bytes(), name))
    except OSError as error:
        raise ImportRefused(file, "unreadable") from error
    except json.JSONDecodeError as error:
        raise ImportRefused(file, "not_json", str(error.lineno)) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or lists without end
        raise ImportRefused(file, "not_json") from error


def _collect(node: Json, path: str, around: dict[str, str] | None, lists: defaultdict[str, list[Found]]) -> None:
    """Every list of objects under `node` but replies, by its path. `around` is None outside of any list."""
    if path.count(".") > DEEPEST:
        return
    if isinstance(node, dict):
        answers = {} if around is None else _replies(node)
        for key, value in node.items():
            if key not in answers:
                _collect(value, f"{path}.{key}", around, lists)
    elif isinstance(node, list):
        for item in node:
            if isinstance(item, dict):
                lists[path].append((item, around or {}))
                _collect(item, path, {**(around or {}), **flat(item, _name(path))}, lists)


def _replies(item: dict[str, Json]) -> dict[str, list[dict[str, Json]]]:
    """What answers an object, under its own keys: lists so named, and comments that are built as it is itself."""
    found: dict[str, list[dict[str, Json]]] = {}
    for key, value in item.items():
        under = value.get("data") if isinstance(value, dict) else value
        objects = [one for one in under if isinstance(one, dict)] if isinstance(under, list) else []
        if key.casefold() in _REPLIES or (key == "comments" and objects and objects[0].keys() <= item.keys()):
            found[key] = objects
    return found


def _name(path: str) -> str:
    """What the objects of a list are called: the last telling part of its path. What comments stand in is a post."""
    parts = [part for part in path.split(".") if part not in ("", "data", "items")]
    return parts[-1] if parts else "post"


def _with_replies(item: dict[str, Json], around: dict[str, str]) -> Iterator[dict[str, str]]:
    """An object's cells, then those of the replies under it."""
    cells = flat(item) | around
    yield cells
    for replies in _replies(item).values():
        for reply in replies:
            yield from _with_replies(reply, around | {ANSWERED: cells.get("id", "")})


def flat(item: dict[str, Json], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """An object's cells: what is nested under joined keys, a list of one object as that object, longer ones left out."""
    cells: dict[str, str] = {}
    answers = _replies(item)
    for key, value in item.items():
        if key in answers:
            continue
        name = f"{prefix}.{key}" if prefix else key
        inner = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(inner, dict):
            if depth < DEEPEST:
                cells |= flat(inner, name, depth + 1)
        elif not isinstance(inner, list):
            cells[name] = _cell(inner)
        elif not any(isinstance(one, dict | list) for one in inner):
            cells[name] = ", ".join(map(_cell, inner))
    return cells


def _cell(value: Json) -> str:
    match value:
        case None:
            return ""
        case str():
            return value.replace("\0", "")
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
