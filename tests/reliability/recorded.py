"""What a program wrote to a disk, recorded call by call by strace: the product's own writes. May not judge them."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.debian_packages import provide

REPOSITORY = Path(__file__).parents[2]
NAMING = b"openat rename renameat renameat2 unlink unlinkat link linkat mkdir rmdir".split()
CALLS = f"write,pwrite64,ftruncate,fsync,fdatasync,{b','.join(NAMING).decode()}"
NEVER_SEEN = "writev,pwritev,pwritev2,truncate,fallocate,mkdirat,copy_file_range,sendfile,sync_file_range"
TOLD = b"told "  # what the program says on its standard output goes into the record, in its place


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes of a file, at their place."""

    path: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resized:
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or a folder: what was done to it before is on the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class Named:
    """A file has this name, a new empty one where `other` is empty; with `moved` it lost the other name."""

    path: str
    other: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Unnamed:
    path: str


@dataclass(frozen=True, slots=True)
class FolderMade:
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """So many acts were acknowledged."""

    number: int


Event = Wrote | Resized | Synced | Named | Unnamed | FolderMade | Told


def record(root: Path, log: Path, *program: str) -> tuple[Event, ...]:
    """Run a program of Python's under strace, and answer what it did below `root`, in order."""
    provide(["strace"])
    known = {str(path) for path in root.rglob("*")}
    strace = ("strace", "--seccomp-bpf", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS},{NEVER_SEEN}")
    command = [*strace, "-o", str(log), sys.executable, *program]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return tuple(_events(log, str(root), known))


def _events(log: Path, root: str, known: set[str]) -> Iterator[Event]:
    with log.open("rb") as lines:
        for call, told, answer in _calls(lines):
            if answer.startswith(b"-1 "):
                continue
            for event in _event(call, told, answer):
                if isinstance(event, Told) or (event.path.startswith(root) and not (_is_old(event, known))):
                    yield event


def _is_old(event: Event, known: set[str]) -> bool:
    """An open that creates nothing, as the file was there."""
    match event:
        case Named(path=path, other=""):
            if path in known:
                return True
            known.add(path)
        case Named(path=path, other=other, moved=moved):
            known.add(path)
            if moved:
                known.discard(other)
        case Unnamed(path=path):
            known.discard(path)
        case _:
            pass
    return False


def _calls(lines: Iterator[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, arguments and answer of each call, where it came back; that of another thread may have begun meanwhile."""
    begun: dict[bytes, bytes] = {}
    for line in lines:
        thread, _, rest = line.rstrip(b"\n").partition(b" ")
        rest = rest.lstrip()
        if rest.endswith(b" <unfinished ...>"):
            begun[thread] = rest.removesuffix(b" <unfinished ...>")
            continue
        if rest.startswith(b"<... "):
            rest = begun.pop(thread) + rest.partition(b" resumed>")[2]
        call, opened, inside = rest.partition(b"(")
        told, closed, answer = inside.rpartition(b" = ")
        if opened and closed:
            yield call, told.rstrip().removesuffix(b")"), answer


def _event(call: bytes, told: bytes, answer: bytes) -> Iterator[Event]:
    parts = told.split(b", ")
    match call:
        case b"pwrite64":
            yield Wrote(_file(parts[0]), int(parts[3]), _bytes(parts[1])[: int(answer)])
        case b"write":
            yield from _stream(parts, int(answer))
        case b"ftruncate":
            yield Resized(_file(parts[0]), int(parts[1]))
        case b"fsync" | b"fdatasync":
            yield Synced(_file(parts[0]))
        case _:
            if call in NAMING:
                yield from _naming(call, parts)
            elif _file(parts[0]).startswith("/"):
                raise NotImplementedError(call)


def _naming(call: bytes, parts: list[bytes]) -> Iterator[Event]:
    match call:
        case b"openat":
            if b"O_CREAT" in parts[2]:
                yield Named(_text(parts[1]))
            if b"O_TRUNC" in parts[2]:
                yield Resized(_text(parts[1]), 0)
        case b"mkdir":
            yield FolderMade(_text(parts[0]))
        case b"unlink" | b"rmdir":
            yield Unnamed(_text(parts[0]))
        case b"unlinkat":
            name = _text(parts[1])
            yield Unnamed(name if name.startswith("/") else f"{_file(parts[0])}/{name}")
        case b"link" | b"rename":
            yield Named(_text(parts[1]), _text(parts[0]), call == b"rename")
        case _:
            yield Named(_text(parts[3]), _text(parts[1]), call != b"linkat")


def _stream(parts: list[bytes], size: int) -> Iterator[Event]:
    """What is written to the end of a file is not told with its place: none of the product's databases is."""
    data = _bytes(parts[1])[:size]
    if data.startswith(TOLD):
        yield Told(int(data.split()[-1]))
    elif (path := _file(parts[0])).startswith("/"):
        yield Wrote(path, -1, data)


def _bytes(quoted: bytes) -> bytes:
    return bytes.fromhex(quoted.strip(b'"').replace(b"\\x", b"").decode())


def _text(quoted: bytes) -> str:
    return _bytes(quoted).decode()


def _file(descriptor: bytes) -> str:
    """What strace says after the number: 4<\\x2f…>."""
    _, opened, path = descriptor.partition(b"<")
    name = path.partition(b">")[0]
    return _text(name) if opened and name.startswith(b"\\x") else name.decode()
