"""A real WordPress on this machine: Debian's packages, MariaDB behind a Unix socket, PHP on a free loopback port.

May not be told what to answer: it is what the connector is proved against. `python -m tests.servers.wordpress` starts
one by hand, prints its address and passwords as JSON, and serves until interrupted.
"""

import getpass
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PACKAGES = ("wordpress", "php-cli", "php-mysql", "mariadb-server")
SCRIPTS = Path(__file__).with_name("wordpress_site")
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPress:
    """A site that is up. `passwords` are the application passwords of admin, editor, author and subscriber."""

    folder: Path
    base_url: str
    passwords: Mapping[str, str]

    @property
    def port(self) -> int:
        return int(self.base_url.rpartition(":")[2])

    def call(self, function: str, *arguments: object) -> Any:
        """What one of WordPress's own PHP functions answers: a way to look that shares nothing with the connector."""
        return self.calls([(function, arguments)])[0]

    def calls(self, calls: Sequence[tuple[str, Sequence[object]]]) -> list[Any]:
        """Several, in one process. Each is a function's name and its arguments."""
        answers = json.loads(_php(self.folder, "call.php", json.dumps(calls)))
        assert isinstance(answers, list)
        return answers

    def sql(self, statement: str) -> list[list[str]]:
        """The rows that the database itself answers."""
        return [line.split("\t") for line in _sql(self.folder, statement, "wordpress").splitlines()]


@contextmanager
def wordpress() -> Iterator[WordPress]:
    """Install a site and serve it; everything is stopped and removed at the end."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="cm-wordpress-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)  # the database runs as another user
        (folder / "content").mkdir()
        (folder / "compiled").mkdir()
        stack.enter_context(_database(folder))
        passwords = json.loads(_php(folder, "install.php"))
        base_url = stack.enter_context(_web(folder))
        yield WordPress(folder=folder, base_url=base_url, passwords=passwords)


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    data = folder / "database"
    user = "mysql" if os.geteuid() == 0 else getpass.getuser()
    common = ("--no-defaults", f"--user={user}", f"--datadir={data}")
    _run("mariadb-install-db", *common, "--auth-root-authentication-method=normal", "--skip-test-db")
    settings = (
        "--skip-networking",
        "--skip-log-bin",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-buffer-pool-size=32M",
    )
    files = (f"--socket={data}/socket", f"--pid-file={data}/pid")
    with _serving("ready for connections", "mariadbd", *common, *files, *settings, folder=folder):
        (folder / "database.sock").symlink_to(data / "socket")
        _sql(
            folder,
            "CREATE DATABASE wordpress CHARACTER SET utf8mb4; CREATE USER wordpress@localhost;"
            " GRANT ALL ON wordpress.* TO wordpress@localhost",
        )
        yield


@contextmanager
def _web(folder: Path) -> Iterator[str]:
    command = ("php", *_PHP_SETTINGS, "-S", "127.0.0.1:0", str(SCRIPTS / "router.php"))
    with _serving("Development Server (", *command, folder=folder) as line:
        yield line.partition("Development Server (")[2].partition(")")[0]


_PHP_SETTINGS = ("-d", "sendmail_path=/bin/true", "-d", "opcache.enable_cli=1", "-d", "display_errors=stderr")


@contextmanager
def _serving(ready: str, *command: str, folder: Path) -> Iterator[str]:
    """Run a server in a process group of its own, from the line that says it is ready until the end."""
    process = subprocess.Popen(
        command,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    with process.stderr as lines:
        reader = threading.Thread(target=_drain, args=(lines,))
        try:
            line = _wait_for(ready, lines, command[0])
            reader.start()
            yield line
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # its own children too
            process.wait(timeout=30)
            if reader.ident is not None:
                reader.join()


def _wait_for(ready: str, lines: IO[str], name: str) -> str:
    seen = []
    for line in lines:
        seen.append(line)
        if ready in line:
            return line
    raise RuntimeError(f"{name} did not start:\n{''.join(seen[-20:])}")


def _drain(lines: IO[str]) -> None:
    for _ in lines:
        pass


def _php(folder: Path, script: str, given: str = "") -> str:
    cache = ("-d", f"opcache.file_cache={folder}/compiled", "-d", "opcache.file_cache_only=1")
    return _run("php", *_PHP_SETTINGS, *cache, str(SCRIPTS / script), given=given, folder=folder)


def _sql(folder: Path, statement: str, database: str = "") -> str:
    options = ("--no-defaults", "--user=root", f"--socket={folder}/database.sock", "--default-character-set=utf8mb4")
    return _run("mariadb", *options, "--batch", "--raw", "--skip-column-names", database, given=statement)


def _run(*command: str, given: str = "", folder: Path | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, env=_environment(folder))
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")
    return done.stdout


def _environment(folder: Path | None) -> dict[str, str]:
    return {"PATH": PATH, "LANG": "C.UTF-8", "PHP_CLI_SERVER_WORKERS": "2", "SITE_FOLDER": str(folder or "")}


if __name__ == "__main__":
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: sys.exit())
    with wordpress() as site:
        print(json.dumps({"base_url": site.base_url, "passwords": dict(site.passwords)}), flush=True)
        signal.pause()
