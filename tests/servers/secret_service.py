"""A real GNOME keyring on a D-Bus of its own, without a desktop: unlocked, locked, absent, or no bus at all.

May not reach the bus or the keyring of whoever runs the tests.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path

PACKAGES = ("gnome-keyring", "dbus-daemon")
PASSWORD = b"login password"
_NAME = "org.freedesktop.secrets"
_PATIENCE = 20.0  # seconds a daemon may take on a loaded machine

# No service folders: what the test calls absent is not started behind its back.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""


class State(StrEnum):
    """What a program finds when it looks for a keyring."""

    UNLOCKED = "unlocked"
    LOCKED = "locked"
    ABSENT = "absent"
    NO_BUS = "no bus"


class Session:
    """A login session with a home of its own, in which programs look for a keyring."""

    def __init__(self, environment: dict[str, str], daemon: "subprocess.Popen[bytes] | None") -> None:
        self.environment = environment
        self._daemon = daemon

    def kill_keyring(self) -> None:
        """End the keyring's daemon, as a crash would."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()

    def freeze_keyring(self) -> None:
        """Let it hang: it takes calls and answers none."""
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGSTOP)


@contextmanager
def session(home: Path, state: State) -> Iterator[Session]:
    """A session on `home`: entered again, it finds the entries kept there before."""
    environment = _environment(home)
    with ExitStack() as ending:
        if state is not State.NO_BUS:
            environment["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(home, environment, ending)
        daemon = None
        if state in (State.UNLOCKED, State.LOCKED):
            daemon = _start_keyring(environment, PASSWORD if state is State.UNLOCKED else None, ending)
        yield Session(environment, daemon)


def _environment(home: Path) -> dict[str, str]:
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    of_the_desktop = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"}
    of_the_desktop.add("PYTHON_KEYRING_BACKEND")
    kept = {name: value for name, value in os.environ.items() if name not in of_the_desktop}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE")}
    return {**kept, **folders, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}


def _start_bus(home: Path, environment: dict[str, str], ending: ExitStack) -> str:
    """Start a bus; answers its address."""
    configuration = home / "bus.conf"
    configuration.write_text(_BUS.format(folder=environment["XDG_RUNTIME_DIR"]), encoding="utf-8")
    words = ("dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1")
    bus = _start(words, environment, ending)
    assert bus.stdout is not None
    address = bus.stdout.readline().decode().strip()
    assert address, "the bus did not start"
    return address


def _start_keyring(environment: dict[str, str], password: bytes | None, ending: ExitStack) -> "subprocess.Popen[bytes]":
    """Start the keyring, unlocked if a password is given, and wait until it has its name on the bus."""
    from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    control = f"--control-directory={environment['XDG_RUNTIME_DIR']}/keyring"
    words = ("gnome-keyring-daemon", "--foreground", "--components=secrets", control)
    taken = MatchRule(
        type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged", path="/org/freedesktop/DBus"
    )
    taken.add_arg_condition(0, _NAME)
    with open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        bus.send_and_get_reply(message_bus.AddMatch(taken))
        with bus.filter(taken) as news:
            daemon = _start(words if password is None else (*words, "--unlock"), environment, ending)
            assert daemon.stdin is not None
            daemon.stdin.write(password or b"")
            daemon.stdin.close()
            bus.recv_until_filtered(news, timeout=_PATIENCE)
    return daemon


def _start(words: tuple[str, ...], environment: dict[str, str], ending: ExitStack) -> "subprocess.Popen[bytes]":
    """Start a process that ends with the session."""
    process = ending.enter_context(
        subprocess.Popen(
            words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    )
    ending.callback(process.kill)
    return process
