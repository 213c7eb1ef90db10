"""A failure in words: which errors, and where they came from. May not repeat a message or a value: they may quote a comment."""

import errno
import os
import platform
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from cm_desktop import __version__

_DEEPEST = 8  # errors behind one another
_FILE = re.compile(r'(?<=File ")[^"\n]*(?=")')
_VERSION = re.compile(r'__version__ = "([^"]+)"')


def told(error: BaseException, thread: str) -> str:
    """The error and those behind it: types, codes of the system, files, lines and functions."""
    lines = [f"Thread: {thread}"]
    for depth, one in enumerate(_behind(error)):
        lines.append(f"{'behind it: ' if depth else ''}{_kind(one)}")
        for frame, line in traceback.walk_tb(one.__traceback__):
            lines.append(f"  {_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}")
    return "\n".join(lines) + "\n"


def machine() -> str:
    """The program, the system, and what both run on."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"CM Desktop {__version__}\n{system}\nPython {platform.python_version()}, Qt {_qt()}\n"


def without_home(trace: str) -> str:
    """Python's own trace of a fatal signal, without the folders that name who works here."""
    return _FILE.sub(lambda file: _short(file[0]), trace)


def _behind(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    for _ in range(_DEEPEST):
        if one is None:
            return
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    code = getattr(error, "sqlite_errorname", None)
    if isinstance(error, OSError) and error.errno is not None:
        code = errno.errorcode.get(error.errno)
    return f"{name} ({code})" if isinstance(code, str) else name


def _short(file: str) -> str:
    root = next((root for root in _roots() if file.startswith(root + os.sep)), None)
    return Path(file).relative_to(root).as_posix() if root else Path(file).name


@cache
def _roots() -> list[str]:
    import sysconfig

    return sorted({str(Path(__file__).parents[2]), *sysconfig.get_paths().values()}, key=len, reverse=True)


def _qt() -> str:
    """As PySide6 writes it into its own first file: asking what is installed takes every start a hundredth of a second."""
    spec = find_spec("PySide6")
    with suppress(OSError):
        if spec and spec.origin and (written := _VERSION.search(Path(spec.origin).read_text("utf-8"))):
            return written[1]
    return _installed_qt()


def _installed_qt() -> str:
    """Where no source is, as in what is built to run without Python."""
    from importlib import metadata

    try:
        return metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return "?"
