"""One file that carries a workspace: a ZIP whose `manifest.json` names each file with its length and SHA-256.

May not believe what it reads: names, lengths and digests are checked before anything of it is used.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from cm_desktop.domain.errors import Damaged, DiskFull, NewerVersion, NoParcel, NotWritable
from cm_desktop.store.disk.files import named_errors

FORMAT = 1
MANIFEST = "manifest.json"

_KIND = "CM Desktop workspace"
_LONGEST_MANIFEST = 16 * 1024 * 1024
_STEP = 1024 * 1024
# What may be in it, at any depth: nothing hidden, nothing that leads out of the folder.
_NAME = re.compile(r"work\.db|(?:arrivals|rules)(?:/[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*)+")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)

Told = Mapping[str, Any]


def write(target: Path, files: Iterable[tuple[str, Path]], told: Told) -> None:
    """Make the file `target` of these, by their names in it, beside what is `told` of the whole. On the disk on return."""
    listed = {}
    with named_errors(target), target.open("xb") as raw:
        target.chmod(0o600)
        with ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as parcel:
            for name, path in files:
                listed[name] = _add(parcel, name, path)
            manifest = {"kind": _KIND, "format": FORMAT, **told, "files": listed}
            parcel.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        raw.flush()
        os.fsync(raw.fileno())


def unpack(file: Path, into: Path) -> Told:
    """Put all of it into the empty folder `into`; answers what is told of the whole.

    Raises NoParcel, NewerVersion, Damaged, DiskFull, NotWritable; what is in the folder then is of no use.
    """
    with named_errors(into):
        try:
            with file.open("rb") as raw, _opened(file, raw) as parcel:
                told = _manifest(file, parcel)
                if sum(entry["size"] for entry in told["files"].values()) > shutil.disk_usage(into).free:
                    raise DiskFull(into)
                for name, entry in told["files"].items():
                    _take_out(file, parcel, name, entry, into / name)
        except _UNREADABLE as error:
            raise Damaged(file) from error
        except FileNotFoundError as error:
            raise NotWritable(file) from error
    return told


def _add(parcel: ZipFile, name: str, path: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, parcel.open(name, "w", force_zip64=True) as target:
        while part := source.read(_STEP):
            digest.update(part)
            size += len(part)
            target.write(part)
    return {"size": size, "sha256": digest.hexdigest()}


def _opened(file: Path, raw: Any) -> ZipFile:
    """Raises NoParcel for what never was one, BadZipFile for one that is cut."""
    begins = raw.read(4)
    if begins != b"PK\x03\x04":
        raise NoParcel(file)
    return ZipFile(raw)


def _manifest(file: Path, parcel: ZipFile) -> Told:
    """Raises NoParcel, NewerVersion, Damaged."""
    names = parcel.namelist()
    if MANIFEST not in names or parcel.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise NoParcel(file)
    try:
        told = json.loads(parcel.read(MANIFEST))
        kind, version, files = told["kind"], told["format"], told["files"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NoParcel(file) from error
    if kind != _KIND or not isinstance(version, int):
        raise NoParcel(file)
    if version > FORMAT:
        raise NewerVersion(file)
    try:
        datetime.fromisoformat(told["made_at"])
        sizes = {name: entry["size"] for name, entry in files.items() if len(entry["sha256"]) == 64 and _allowed(name)}
        there = {info.filename: info.file_size for info in parcel.infolist() if info.filename != MANIFEST}
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise Damaged(file) from error
    if sizes != there or len(there) != len(names) - 1 or len(sizes) != len(files):
        raise Damaged(file)
    return dict(told)


def _allowed(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def _take_out(file: Path, parcel: ZipFile, name: str, entry: Told, target: Path) -> None:
    digest = hashlib.sha256()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with parcel.open(name) as source, target.open("xb") as written:
        while part := source.read(_STEP):
            digest.update(part)
            written.write(part)
        written.flush()
        os.fsync(written.fileno())
    if digest.hexdigest() != entry["sha256"]:
        raise Damaged(file)
