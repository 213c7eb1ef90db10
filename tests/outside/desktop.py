"""A desktop in memory: a screen, a window manager, a French keyboard, a keyring, and what screen readers listen to.

May not show anything where somebody works, nor reach their bus.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.outside.patience import until
from tests.servers import secret_service
from tests.servers.secret_service import State, session

PACKAGES = ("xvfb", "x11-xkb-utils", "openbox", "xdotool", "at-spi2-core", *secret_service.PACKAGES)
_SIZE = "1600x1000x24"
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desktop:
    """`environment` is what a program that is started there gets; `accessibility` the address of the screen readers' bus."""

    environment: dict[str, str]
    accessibility: str


@contextmanager
def desktop(home: Path) -> Iterator[Desktop]:
    """One for all journeys: starting it takes longer than most of them."""
    with session(home, State.UNLOCKED) as login, ExitStack() as ending:
        environment = {**login.environment, "DISPLAY": _start_screen(ending), **_as_at_home()}
        environment.pop("QT_QPA_PLATFORM", None)
        _start(("openbox", "--sm-disable"), environment, ending)
        subprocess.run(("setxkbmap", "fr"), env=environment, check=True)
        _start((_LAUNCHER, "--launch-immediately"), environment, ending)
        yield Desktop(environment=environment, accessibility=_address(environment))


def _as_at_home() -> dict[str, str]:
    """Qt speaks to screen readers from the start, though none has asked for it."""
    return {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": "C.UTF-8"}


def _start_screen(ending: ExitStack) -> str:
    """Answers its name; `-noreset` keeps the keyboard when the last window closes."""
    reading, writing = os.pipe()
    words = ("Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset")
    _start(words, {"PATH": os.environ["PATH"]}, ending, hands_over=writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "the screen did not start"
    return f":{number}"


def _address(environment: dict[str, str]) -> str:
    """Where screen readers and programs meet, once it is open."""
    from jeepney import DBusAddress, MessageType, new_method_call  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    door = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
    with open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:

        def asked() -> str:
            answer = bus.send_and_get_reply(door)
            return str(answer.body[0]) if answer.header.message_type is MessageType.method_return else ""

        return until(asked, "the accessibility bus opens")


def _start(words: tuple[str, ...], environment: dict[str, str], ending: ExitStack, *, hands_over: int = 0) -> None:
    """A process that ends with the desktop, and with it what it started."""
    process = subprocess.Popen(
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(hands_over,) if hands_over else (),
        start_new_session=True,
    )
    ending.callback(process.wait)
    ending.callback(os.killpg, process.pid, signal.SIGTERM)
