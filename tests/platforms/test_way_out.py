"""Another way out is chosen while a desk is open: all that leaves goes that way at once. Real proxies, a real page."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from cm_desktop.bootstrap import build
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.errors import BadValue, NotFound, ProxyRefused, SettingsError
from cm_desktop.engine.desk import Desk
from cm_desktop.settings import Settings, remember
from cm_desktop.wording.words import Words
from tests.platforms.test_feed_watching import LOGIN, authority, blog, watch
from tests.platforms.wire import Wire
from tests.servers.connect_proxy import ConnectProxy

__all__ = ["authority", "blog"]  # fixtures


@pytest.fixture
def file(tmp_path: Path, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of an office that says nothing of its proxy."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "CM Desktop" / "settings.toml"
    file.parent.mkdir()
    (file.parent / "office.pem").write_bytes(authority.cert_pem.bytes())
    file.write_text('certificates = "office.pem"\n', "utf-8")
    return file


def open_desk(file: Path) -> Desk:
    settings = Settings.load(file.parent / "workspace", file)
    words = Words.load("fr", settings.resources / "translations")
    return build(settings, words, vault=KeyringVault.in_memory(), threads=False)


@pytest.fixture
def first(blog: Wire) -> Iterator[ConnectProxy]:
    with ConnectProxy({"blog.example": blog.port}) as proxy:
        yield proxy


@pytest.fixture
def second(blog: Wire) -> Iterator[ConnectProxy]:
    with ConnectProxy({"blog.example": blog.port}, login=LOGIN) as proxy:
        yield proxy


def test_what_was_open_already_goes_the_other_way_too(file: Path, first: ConnectProxy, second: ConnectProxy) -> None:
    remember(proxy=first.url)
    with closing(open_desk(file)) as at:
        watch(at)
        at.sync()
        before = len(first.heard)
        at.proxy.choose(second.url)
        at.sync()
        assert (len(first.heard), len(second.heard)) == (before, 1)
        assert at.inbox.freshness()[0].trouble is not None  # it wants a password
        at.proxy.log_in(LOGIN)
        at.sync()
        assert at.inbox.freshness()[0].trouble is None
    assert Settings.load(file=file).proxy == second.url


def test_what_a_terminal_chooses_is_the_way_out_of_what_is_open(
    file: Path, first: ConnectProxy, second: ConnectProxy
) -> None:
    remember(proxy=first.url)
    with closing(open_desk(file)) as at:
        watch(at)
        at.sync()
        before = len(first.heard)
        remember(proxy=second.url)  # as the command does, in a process of its own
        at.sync()
        assert (len(first.heard), len(second.heard)) == (before, 1)
        assert at.proxy.standing().choice == second.url


def test_trying_it_asks_the_hosts_of_the_pages_and_tells_them_nothing(
    file: Path, first: ConnectProxy, second: ConnectProxy, blog: Wire
) -> None:
    remember(proxy=first.url)
    with closing(open_desk(file)) as at:
        watch(at)
        heard = len(blog.heard)
        assert at.proxy.reach() == ("blog.example",)
        assert [head.split(b"\r\n")[0] for head in blog.heard[heard:]] == [b"HEAD / HTTP/1.1"]
        at.proxy.choose(second.url)
        with pytest.raises(ProxyRefused):
            at.proxy.reach()


def test_the_settings_file_has_the_last_word(file: Path) -> None:
    file.write_text('proxy = "none"\n', "utf-8")
    with closing(open_desk(file)) as at:
        assert at.proxy.standing().said_in == file
        with pytest.raises(SettingsError):
            at.proxy.choose("system")


def test_without_a_proxy_there_is_nobody_to_log_in_to(file: Path) -> None:
    with closing(open_desk(file)) as at:
        at.proxy.choose("none")
        with pytest.raises(NotFound):
            at.proxy.log_in(LOGIN)
        for choice in ("proxy.example:3128", "http://cm:sesame@proxy.example"):
            with pytest.raises(BadValue):
                at.proxy.choose(choice)
        assert at.proxy.standing().choice == "none"
