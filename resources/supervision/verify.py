"""Checks a journal of CM Desktop without CM Desktop: `python verify.py`, or `python verify.py journal.zip`.

Needs Python 3.11 and the package `cryptography`. Whoever doubts a journal takes this file from the program, not from it.
"""

import base64
import csv
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Files = dict[str, bytes]
Events = dict[str, Any]
DAMAGE = (InvalidSignature, ValueError, KeyError, TypeError, AttributeError, IndexError, csv.Error)
csv.field_size_limit(1 << 30)


def main() -> int:
    files = read(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
    events, problems = Events(), list[str]()
    for check in (unlisted, signed, chained, named, table):
        try:
            problems += check(files, events)
        except DAMAGE as error:
            problems.append(f"{check.__name__} cannot be checked: {type(error).__name__} {error}")
    said = [f"{len(events)} events with a good signature.", *(f"WRONG: {problem}" for problem in problems)]
    said += ["This journal cannot be relied on." if problems else "It holds together, up to each author's last event."]
    sys.stdout.buffer.write("\n".join([*said, ""]).encode(sys.stdout.encoding, "replace"))
    return 1 if problems else 0


def read(place: Path) -> Files:
    if place.is_dir():
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    try:
        with zipfile.ZipFile(place) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError) as error:
        sys.exit(f"WRONG: this file cannot be read: {error}")


def unlisted(files: Files, _: Events) -> Iterator[str]:
    listed = {line[66:]: line[:64] for line in files["manifest.txt"].decode().splitlines()}
    for name in sorted((listed.keys() | files.keys()) - {"manifest.txt"}):
        if listed.get(name) != (sha256(files[name]).hexdigest() if name in files else ""):
            yield f"{name} was changed, added or taken away"


def signed(files: Files, events: Events) -> Iterator[str]:
    for name in sorted(name for name in files if name.startswith("events/")):
        try:
            envelope = json.loads(files[name])
            (by,), kind = envelope["signatures"], envelope["payloadType"].encode()
            payload, key = base64.b64decode(envelope["payload"]), base64.b64decode(by["keyid"])
            event, pae = json.loads(payload), b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
            Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(by["sig"]), pae)
            if (f"events/{sha256(pae).hexdigest()}.json", sha256(key).hexdigest()) == (name, event["by"]):
                events[sha256(pae).hexdigest()] = event
            else:
                yield f"{name} is not the event that it is called, or not of the author that it names"
        except DAMAGE as error:
            yield f"{name} is not signed by its author: {type(error).__name__} {error}"


def chained(_: Files, events: Events) -> Iterator[str]:
    chains: dict[str, list[tuple[int, str]]] = {}
    for name, event in events.items():
        chains.setdefault(event["by"], []).append((event["seq"], name))
    for key, chain in chains.items():
        number, before = 0, None
        for seq, name in sorted(chain):
            if (seq, events[name]["prev"]) != (number + 1, before):
                yield f"between events {number} and {seq} of {key[:16]}… one is missing, or there are two of a number"
            number, before = seq, name
    for name, event in events.items():
        if missing := [one["seq"] for one in event["seen"].values() if one["id"] not in events]:
            yield f"event {name[:16]}… has seen events that are missing: {missing} of other authors"


def named(files: Files, events: Events) -> Iterator[str]:
    said = [event["body"]["member"] for event in events.values() if event["type"] in ("founding", "welcome")]
    for key, one in json.loads(files["keys.json"]).items():
        own = key == sha256(base64.b64decode(one["public_key"])).hexdigest()
        if not own or not any(key == member["key"] and one.items() <= member.items() for member in said):
            yield f"no event says that the key {key[:16]}… is of {one['name']}"


def table(files: Files, events: Events) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(files["journal.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    if sorted(row[0] for row in rows) != sorted(events):
        yield "journal.csv does not list each event once"
    wanted = {f"papers/{event['papers']}.json" for event in events.values()}
    for name in (name for name in files if name.startswith("papers/")):
        if name not in wanted or name != f"papers/{sha256(files[name]).hexdigest()}.json":
            yield f"{name} is not what an event was signed with"
    for row in (row for row in rows if row[0] in events):
        event = events[row[0]]
        papers = files.get(f"papers/{event['papers']}.json", b"")
        facts = [event["by"], str(event["seq"]), event["at"], event["type"], event["case"] or ""]
        if row[1:6] != facts or not all(written(cell, papers) for cell in row[10:]):
            yield f"journal.csv says of event {row[0][:16]}… what was not signed"


def written(cell: str, papers: bytes) -> bool:
    forms = (
        json.dumps(form, ensure_ascii=False).encode() for form in (cell, cell.removeprefix("'"))
    )  # ' before formulas
    return not cell or "\ufffd" in cell or any(form in papers for form in forms)


sys.exit(main())
