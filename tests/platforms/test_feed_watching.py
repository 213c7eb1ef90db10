"""A page watched from a pasted link, behind an office's proxy, password and authority: from settings to the queue."""

import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.actions import Escalate, WriteReply
from cm_desktop.domain.comments import Account, AccountId
from cm_desktop.domain.errors import ActRefused, CmDesktopError, ProxyRefused, Untrusted
from cm_desktop.domain.queue import Query, Queue
from cm_desktop.domain.vault import Keeping
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings
from cm_desktop.wording.words import Words
from tests.platforms.feed_samples import recorded
from tests.platforms.web_site import by_path, conditional
from tests.platforms.wire import Wire, answers
from tests.servers.connect_proxy import ConnectProxy

LOGIN = "cm:mot de passe"
LINK = "https://blog.example/2026/hello-world/"
FEED = f"{LINK}feed/"
PAGE = f'<link rel="alternate" type="application/rss+xml" title="Comments" href="{FEED}">'.encode()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def blog(authority: trustme.CA) -> Iterator[Wire]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("blog.example").configure_cert(tls)
    comments = conditional(recorded("wordpress_comments.atom"), '"v1"')
    with Wire(
        by_path({"/2026/hello-world/": answers(PAGE), "/2026/hello-world/feed/atom/": comments}), tls=tls
    ) as wire:
        yield wire


@pytest.fixture
def proxy(blog: Wire) -> Iterator[ConnectProxy]:
    with ConnectProxy({"blog.example": blog.port}, login=LOGIN) as proxy:
        yield proxy


@pytest.fixture
def file(tmp_path: Path, proxy: ConnectProxy, authority: trustme.CA) -> Path:
    """The settings of an office."""
    (tmp_path / "office.pem").write_bytes(authority.cert_pem.bytes())
    file = tmp_path / "settings.toml"
    file.write_text(f'proxy = "{proxy.url}"\ncertificates = "office.pem"\n', "utf-8")
    return file


def desk(file: Path, login: str = LOGIN) -> Desk:
    vault = KeyringVault.in_memory()
    vault.put(AccountId("proxy:127.0.0.1"), login)
    settings = Settings.load(file.parent / "workspace", file)
    words = Words.load("fr", settings.resources / "translations")
    return build(settings, words, vault=vault, threads=False)


def watch(at: Desk) -> Account:
    """Paste the link and take the first feed that it leads to."""
    feed = at.discover(LINK)[0]
    client = at.accounts.client_named("Maison Verte", "#2F6F73")
    wanted = Account(id=AccountId(""), client=client.id, platform="feed", name="", base_url=feed.url)
    added = at.accounts.add(wanted, client, "")
    assert added.keeping is Keeping.NOWHERE
    return added.account


def test_what_is_said_elsewhere_comes_into_the_queue(file: Path, blog: Wire, proxy: ConnectProxy) -> None:
    with closing(desk(file)) as at:
        account = watch(at)
        assert (account.name, account.base_url) == ("Comments for T", f"{FEED}atom/")
        at.sync()
        rows = at.inbox.page(Query(queue=Queue.TODO)).rows
        assert len(rows) == 10
        at.sync()
        assert at.inbox.freshness()[0].trouble is None
    assert b"If-None-Match" in blog.heard[-1]
    assert {head.split()[1] for head in proxy.heard} == {"blog.example:443"}


def test_it_can_be_set_aside_or_shown_to_the_supervisor_and_nothing_else(file: Path) -> None:
    with closing(desk(file)) as at:
        watch(at)
        at.sync()
        first, second = (row.comment.ref for row in at.inbox.page(Query(queue=Queue.TODO)).rows[:2])
        at.acts.do(first, Escalate(reason="À voir")).result()
        at.acts.dismiss(second).result()
        with pytest.raises(ActRefused):
            at.acts.do(second, WriteReply("Bonjour"))
        assert at.inbox.counts().queues[Queue.VALIDATION] == 1
        assert at.inbox.counts().queues[Queue.TODO] == 8


@pytest.mark.parametrize(
    ("setting", "login", "error"),
    [
        ("proxy", "cm:wrong", ProxyRefused),
        ("certificates", LOGIN, Untrusted),
    ],
)
def test_without_the_password_or_the_authority_nothing_is_reached(
    file: Path, blog: Wire, setting: str, login: str, error: type[CmDesktopError]
) -> None:
    if setting == "certificates":
        file.write_text(file.read_text("utf-8").splitlines()[0], "utf-8")
    with closing(desk(file, login)) as at, pytest.raises(error):
        at.discover(LINK)
    assert blog.heard == []
