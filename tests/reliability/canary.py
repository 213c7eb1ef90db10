"""A whole day with secrets that are searched for afterwards: command line and window, errors and crashes, on a real keyring.

May not keep a secret itself in the folder that is searched.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cm_desktop.practice import Act, Calls, Effect, PracticePlatform
from tests.e2e.wordpress_steps import INSULT, comments
from tests.journeys.conftest import COMMENTS, played
from tests.reliability.campaign import Campaign, Counts, Run
from tests.reliability.canary_search import files, leaks, spellings
from tests.servers.secret_service import State, session
from tests.servers.wordpress import WordPress, wordpress

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 300.0  # seconds for one command
REPLY = "Bonjour, le canari de la réponse vous remercie."
NEVER = frozenset({"leaked", "comment in a report", "no report", "nothing sent", "not in the keyring"})


@dataclass(kw_only=True)
class Day:
    """`home` holds all that the program may leave; what it prints is kept there too. `environment` is its own."""

    home: Path
    environment: Mapping[str, str]
    practice: PracticePlatform
    blog: WordPress
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def workspace(self) -> Path:
        return self.home / "workspace"

    def run(self, *words: str, typed: str = "", given: str = "") -> str:
        """One command; `given` stands in its environment. Answers what it printed."""
        environment = dict(self.environment) | ({"CM_DESKTOP_SECRET": given} if given else {})
        ended = subprocess.run(
            (sys.executable, "-m", *words),
            cwd=REPOSITORY,
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        with (self.home / "printed.log").open("a", encoding="utf-8") as log:
            log.write(f"{ended.returncode}\n{ended.stdout}{ended.stderr}\n")
        return ended.stdout

    def cm(self, *words: str, typed: str = "", given: str = "") -> str:
        """One command of the product."""
        return self.run("cm_desktop", "--workspace", str(self.workspace), *words, typed=typed, given=given)

    def live(self) -> None:
        """Pages are joined, read, answered and hidden, and whatever can go wrong does."""
        for platform in ("facebook", "instagram"):
            page = played(self.practice, platform)
            self.secrets[f"token of {platform}"] = page.token
            self._join(platform, page.client, page.token)
        self._join_the_blog()
        self.secrets["refused token"] = "EAAcanari" + os.urandom(24).hex()
        self._join("facebook", "Autre", self.secrets["refused token"])
        self.secrets["proxy"] = "canari:" + os.urandom(12).hex() + "/+é"
        self.cm("proxy", "login", typed=self.secrets["proxy"] + "\n")
        self.cm("sync")
        self._bring_a_file()
        names = [row["id"] for row in json.loads(self.cm("queue", "--json"))["rows"]]
        facebook = [name for name in names if name.startswith("facebook")]
        self.cm("act", "reply", facebook[1], REPLY)
        self.cm("act", "reply", next(name for name in names if name.startswith("wordpress")), REPLY)
        self.cm("outbox", "send")
        self.cm("act", "hide", facebook[0])
        self.practice.faults.plan_error(2, calls=Calls.WRITES, effect=Effect.NOW)
        self.cm("outbox", "send")
        self.cm("accounts", "check")
        self._open_window()

    def _join(self, platform: str, client: str, token: str) -> None:
        where = ("--client", client, "--base-url", self.practice.base_url, "--allow-local")
        self.cm("accounts", "add", platform, *where, given=token)

    def _join_the_blog(self) -> None:
        """With its password as it is shown, in groups of four; then with one that nobody issued."""
        self.blog.sql("DELETE FROM wp_comments; DELETE FROM wp_commentmeta")
        comments(self.blog, INSULT)
        password = self.blog.passwords["editor"]
        self.secrets |= {"password of the blog": password, "the same in one piece": password.replace(" ", "")}
        self.secrets["refused password"] = "canari " + os.urandom(12).hex()
        where = ("--client", "Blog", "--base-url", self.blog.base_url, "--allow-local", "--login", "editor")
        for given in (self.secrets["refused password"], password):
            self.cm("accounts", "add", "wordpress", *where, given=given)

    def _bring_a_file(self) -> None:
        link = ("--base-url", "https://www.facebook.com/laterrasse", "--json")
        added = self.cm("accounts", "add", "assisted", "--client", "Halles", "--name", "Terrasse", *link)
        (self.home / "commentaires.csv").write_text(COMMENTS, "utf-8")
        self.cm("import", str(self.home / "commentaires.csv"), "--page", json.loads(added)["id"])

    def _open_window(self) -> None:
        self.practice.faults.clear()
        token = self.secrets["token of facebook"]
        where = (str(self.workspace), str(self.home / "debug.log"))
        self.run("tests.reliability.canary_window", *where, token, REPLY)

    def counts(self) -> Counts:
        """What was found."""
        left = files(self.home)
        reports = [file.read_text("utf-8") for file in (self.workspace / "crashes").glob("*.txt")]
        sent = [record for record in self.practice.log if record.applied and record.act is Act.REPLY]
        (published,) = self.blog.sql(f"SELECT COUNT(*) FROM wp_comments WHERE comment_content = '{REPLY}'")
        keyrings = [file for file in left if file.suffix == ".keyring"]
        return Counts(
            {
                "days": 1,
                "files searched": len(left),
                "KiB searched": sum(file.stat().st_size for file in left) // 1024,
                "spellings": sum(len(spellings(secret)) for secret in self.secrets.values()),
                "reports": len(reports),
                "leaked": len([*leaks(self.home, self.secrets)]),
                "comment in a report": sum(REPLY in report or "connard" in report for report in reports),
                "no report": len(reports) < 3,
                "nothing sent": not sent or published == ["0"],
                "not in the keyring": not keyrings,
            }
        )


@contextmanager
def day(blog: WordPress) -> Iterator[Day]:
    """A home, a login session with an unlocked keyring, and pages to moderate beside the blog."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        login = stack.enter_context(session(home, State.UNLOCKED))
        (home / "tmp").mkdir()
        own = {"TMPDIR": str(home / "tmp"), "QT_QPA_PLATFORM": "offscreen", "HTTPS_PROXY": "http://127.0.0.1:1"}
        practice = stack.enter_context(PracticePlatform.start())
        yield Day(home=home, environment={**login.environment, **own}, practice=practice, blog=blog)


@contextmanager
def ready() -> Iterator[Run]:
    """Two days share the blog's house alone."""
    with wordpress() as blog:

        def run(_seed: int) -> Counts:
            with day(blog) as one:
                one.live()
                return one.counts()

        yield run


CANARIES = Campaign(name="canary secrets", short=1, long=20, ready=ready, never=NEVER)
