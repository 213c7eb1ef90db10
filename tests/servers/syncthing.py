"""Two real Syncthings on this machine, each with a folder, that bring each other what is put there. Debian's package.

They hear of nobody else: loopback addresses, no discovery, no relay, no port mapping, a home of their own.
"""

import http.client
import json
import os
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import quoteattr

PACKAGES = ("syncthing",)
_PATIENCE = 60.0  # seconds for what takes one or two, on a loaded machine
_KEY = "loopback"

_CONFIGURATION = """<configuration version="35">
  <folder id="team" path={folder} rescanIntervalS="0" fsWatcherEnabled="false">
    <device id="{first}"/><device id="{second}"/>
    <maxConflicts>10</maxConflicts>
  </folder>
  <device id="{first}"><address>tcp://127.0.0.1:{first_port}</address></device>
  <device id="{second}"><address>tcp://127.0.0.1:{second_port}</address></device>
  <gui enabled="true"><address>127.0.0.1:{control}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <crashReportingEnabled>false</crashReportingEnabled>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <startBrowser>false</startBrowser>
    <reconnectionIntervalS>1</reconnectionIntervalS>
  </options>
</configuration>
"""


class Syncthing:
    """One of the two. It looks at its folder when it is told to, so that nobody has to guess when it did."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home, self.folder = home, folder
        self.port, self.control = _free_port(), _free_port()
        self.other: Syncthing
        self.said: list[bytes] = []
        self._process: subprocess.Popen[bytes] | None = None
        _run("generate", f"--home={home}", "--no-default-folder", "--skip-port-probing", home=home)
        self.id = _run("serve", f"--home={home}", "--device-id", home=home).strip()
        (folder / ".stfolder").mkdir(parents=True)

    def meets(self, other: "Syncthing") -> None:
        """Write down with whom it shares."""
        self.other = other
        said = _CONFIGURATION.format(
            folder=quoteattr(str(self.folder)),
            first=self.id,
            first_port=self.port,
            second=other.id,
            second_port=other.port,
            control=self.control,
            port=self.port,
            key=_KEY,
        )
        (self.home / "config.xml").write_text(said, encoding="utf-8")

    def start(self) -> None:
        """Until it answers."""
        words = ("syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-upgrade")
        self._process = subprocess.Popen(
            words, env=_environment(self.home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        up = threading.Event()
        self._reading = threading.Thread(target=self._read, args=(self._process.stdout, up), daemon=True)
        self._reading.start()
        assert up.wait(_PATIENCE), self.said

    def stop(self) -> None:
        """End it, where it runs."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE)
            self._reading.join(_PATIENCE)
            self._process = None

    def brings(self) -> None:
        """Look at the folder, and wait until both know of the same files and have them."""
        self.looks()
        seen, deadline = 0, time.monotonic() + _PATIENCE
        while (here := self._has()) != self.other._has() or here[0]:
            assert time.monotonic() < deadline, self.said
            news = self._ask("GET", "/rest/events", events="FolderCompletion,FolderSummary", since=seen, timeout=1)
            seen = max([seen, *(one["id"] for one in news or ())])

    def looks(self) -> None:
        """Read the folder as it is now."""
        self._ask("POST", "/rest/db/scan", folder="team")

    def _read(self, lines: IO[bytes], up: threading.Event) -> None:
        with lines:
            for line in lines:
                self.said.append(line)
                if b"GUI and API listening" in line:
                    up.set()

    def _has(self) -> tuple[int, ...]:
        """What it still has to fetch, and what it knows of: two that were apart know of different files."""
        status = self._ask("GET", "/rest/db/status", folder="team")
        return tuple(int(status[name]) for name in ("needTotalItems", "globalFiles", "globalBytes", "globalDeleted"))

    def _ask(self, method: str, path: str, **fields: object) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.control, timeout=_PATIENCE)
        try:
            connection.request(method, f"{path}?{urllib.parse.urlencode(fields)}", headers={"X-API-Key": _KEY})
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != http.client.OK:
                raise http.client.HTTPException(f"{path}: {answer.status} {said[:200]!r}")
            return json.loads(said) if said else None
        finally:
            connection.close()


@contextmanager
def sharing(home: Path) -> Iterator[tuple[Syncthing, Syncthing]]:
    """Two that know each other, and run."""
    both = tuple(Syncthing(home / name, home / f"folder of {name}") for name in ("one", "two"))
    one, two = both
    one.meets(two)
    two.meets(one)
    try:
        one.start()
        two.start()
        yield one, two
    finally:
        one.stop()
        two.stop()


def _run(*words: str, home: Path) -> str:
    return subprocess.run(
        ("syncthing", *words), env=_environment(home), check=True, capture_output=True, text=True
    ).stdout


def _environment(home: Path) -> dict[str, str]:
    """Nothing of whoever runs the tests; one process, that ends when it is told to."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "STMONITORED": "yes", "STNOUPGRADE": "1"}


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
