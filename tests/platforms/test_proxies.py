"""The way out of an office: a proxy that resolves names and may want a password, an authority of its own. Real sockets."""

import base64
import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
import trustme

from cm_desktop.bootstrap import way_out
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.comments import AccountId
from cm_desktop.domain.errors import (
    KeyringFailed,
    KeyringLocked,
    NotAllowedAddress,
    Offline,
    PlatformError,
    ProxyRefused,
    Untrusted,
)
from cm_desktop.platforms.transport.gateway import Gateway, gateway
from cm_desktop.platforms.transport.http import HttpClient
from cm_desktop.settings import Settings, resources
from tests.platforms.wire import Wire, answers
from tests.servers.connect_proxy import ConnectProxy

SECRET = "EAAcanari-51c2"  # of no use anywhere
LOGIN = "cm:mot de passe é"
HELLO = answers(b'{"a": 1}')
PAGE = "https://pages.example"


@pytest.fixture(scope="module")
def office() -> trustme.CA:
    """The authority of an office."""
    return trustme.CA(organization_name="Maison Verte")


def certificates(authority: trustme.CA) -> str:
    return authority.cert_pem.bytes().decode()


@contextmanager
def serving(authority: trustme.CA, name: str = "pages.example", **options: datetime) -> Iterator[Wire]:
    """A server that proves to be `name` to whoever believes `authority`."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **options).configure_cert(tls)  # type: ignore[arg-type]  # times alone are passed
    with Wire(HELLO, tls=tls) as wire:
        yield wire


@pytest.fixture
def page(office: trustme.CA) -> Iterator[Wire]:
    with serving(office) as wire:
        yield wire


@pytest.fixture
def proxy(page: Wire) -> Iterator[ConnectProxy]:
    forbidden = frozenset({"forbidden.example"})
    with ConnectProxy({"pages.example": page.port}, forbidden=forbidden) as proxy:
        yield proxy


@pytest.fixture
def guarded(page: Wire) -> Iterator[ConnectProxy]:
    with ConnectProxy({"pages.example": page.port}, login=LOGIN) as proxy:
        yield proxy


def client(way: Gateway, address: str = PAGE, *, allow_local: bool = False) -> HttpClient:
    headers = {"Authorization": f"Bearer {SECRET}"}
    return HttpClient(address, headers=headers, allow_local=allow_local, deadline=30, gateway=way)


def test_a_page_is_reached_by_a_name_that_the_proxy_alone_resolves(
    office: trustme.CA, page: Wire, proxy: ConnectProxy
) -> None:
    http = client(Gateway(proxy=proxy.url, certificates=certificates(office)))
    assert http.get("/feed").json() == {"a": 1}
    assert http.send("POST", "/replies", form={"message": "Merci"}).status == 200
    assert [head.split()[:2] for head in proxy.heard] == [["CONNECT", "pages.example:443"]] * 2
    assert page.heard[0].startswith(b"GET /feed HTTP/1.1\r\n")
    assert f"Authorization: Bearer {SECRET}\r\n".encode() in page.heard[1]


def test_the_proxy_learns_no_secret_and_the_page_learns_nothing_of_the_proxy(
    office: trustme.CA, page: Wire, guarded: ConnectProxy
) -> None:
    client(Gateway(proxy=guarded.url, login=LOGIN, certificates=certificates(office))).get("/feed")
    assert SECRET not in guarded.heard[0]
    assert base64.b64encode(LOGIN.encode()).decode() in guarded.heard[0]
    assert b"proxy" not in page.heard[0].lower()


@pytest.mark.parametrize("login", ["", "cm:wrong"])
def test_a_proxy_that_wants_another_password_lets_nothing_leave(
    office: trustme.CA, page: Wire, guarded: ConnectProxy, login: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    http = client(Gateway(proxy=guarded.url, login=login, certificates=certificates(office)))
    with pytest.raises(ProxyRefused) as refusal:
        http.send("POST", "/replies", form={"message": "Merci"})
    assert (refusal.value.proxy, refusal.value.reason) == ("127.0.0.1", "password")
    assert (page.heard, http.calls) == ([], 0)
    assert SECRET not in caplog.text


def test_no_error_and_no_log_carries_the_proxys_password(
    page: Wire, guarded: ConnectProxy, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    way = Gateway(proxy=guarded.url, login="cm:s3cret-de-bureau")
    with pytest.raises(PlatformError) as raised:
        client(way).get("/feed")
    encoded = base64.b64encode(b"cm:s3cret-de-bureau").decode()
    assert encoded in guarded.heard[0]  # it did leave: the search can find it
    for told in (repr(way), repr(raised.value), str(raised.value.__context__), caplog.text):
        assert "s3cret" not in told
        assert encoded not in told


def test_a_site_that_the_proxy_forbids_is_told_apart_from_one_that_it_does_not_reach(proxy: ConnectProxy) -> None:
    with pytest.raises(ProxyRefused) as refusal:
        client(Gateway(proxy=proxy.url), "https://forbidden.example").get("/")
    assert refusal.value.reason == "forbidden"
    with pytest.raises(Offline) as lost:
        client(Gateway(proxy=proxy.url), "https://nowhere.example").get("/")
    assert type(lost.value) is Offline


def test_a_proxy_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ProxyRefused) as refusal:
        client(Gateway(proxy=f"http://127.0.0.1:{port}")).send("POST", "/replies")
    assert (refusal.value.proxy, refusal.value.reason) == ("127.0.0.1", "unreachable")


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "[::1]", "169.254.169.254", "localhost"])
def test_the_proxy_is_no_way_around_to_the_local_network(proxy: ConnectProxy, host: str) -> None:
    with pytest.raises(NotAllowedAddress):
        client(Gateway(proxy=proxy.url), f"https://{host}").get("/")
    assert proxy.heard == []


def test_what_may_be_local_goes_without_the_proxy(office: trustme.CA, proxy: ConnectProxy) -> None:
    with serving(office, "localhost") as here:
        way = Gateway(proxy=proxy.url, certificates=certificates(office))
        assert client(way, f"https://localhost:{here.port}", allow_local=True).get("/").status == 200
    assert proxy.heard == []


def test_an_authority_that_nobody_named_is_not_believed_and_hears_no_secret(page: Wire, proxy: ConnectProxy) -> None:
    with pytest.raises(Untrusted) as refusal:
        client(Gateway(proxy=proxy.url)).send("POST", "/replies", form={"message": "Merci"})
    assert refusal.value.host == "pages.example"
    assert page.heard == []


def test_another_authority_is_not_believed_either(proxy: ConnectProxy) -> None:
    with pytest.raises(Untrusted):
        client(Gateway(proxy=proxy.url, certificates=certificates(trustme.CA()))).get("/feed")


@pytest.mark.parametrize("fault", ["name", "time"])
def test_a_certificate_for_another_name_or_out_of_date_is_refused(office: trustme.CA, fault: str) -> None:
    over = {"not_after": datetime.now(UTC) - timedelta(days=1)} if fault == "time" else {}
    with (
        serving(office, "pages.example" if fault == "time" else "other.example", **over) as wire,
        ConnectProxy({"pages.example": wire.port}) as proxy,
        pytest.raises(Untrusted),
    ):
        client(Gateway(proxy=proxy.url, certificates=certificates(office))).get("/feed")


def test_the_systems_authorities_are_believed_beside_our_own(
    office: trustme.CA, proxy: ConnectProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "system.pem"
    store.write_text(certificates(office))
    monkeypatch.setenv("SSL_CERT_FILE", str(store))
    for own in ("", certificates(trustme.CA())):
        assert client(Gateway(proxy=proxy.url, certificates=own)).get("/feed").status == 200


def test_certifis_authorities_are_believed_where_the_system_has_none_and_only_there(
    office: trustme.CA, proxy: ConnectProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "certifi.pem"
    store.write_text(certificates(office))
    monkeypatch.setattr(certifi, "where", lambda: str(store))
    with pytest.raises(Untrusted):
        client(Gateway(proxy=proxy.url)).get("/feed")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    assert client(Gateway(proxy=proxy.url)).get("/feed").status == 200


def none(_host: str) -> str:
    return ""


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing of proxies."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("said", "proxy", "login"),
    [
        ("http://proxy.office.example:3128", "http://proxy.office.example:3128", ""),
        ("proxy.office.example:3128", "http://proxy.office.example:3128", ""),
        ("http://cm:s%C3%A9same@proxy.office.example:3128/", "http://proxy.office.example:3128", "cm:sésame"),
        ("http://[2001:db8::1]:3128", "http://[2001:db8::1]:3128", ""),
        ("socks5://proxy.office.example:1080", "", ""),
        ("", "", ""),
    ],
)
def test_the_systems_proxy_is_read(environment: pytest.MonkeyPatch, said: str, proxy: str, login: str) -> None:
    environment.setenv("HTTPS_PROXY", said)
    way = gateway("system", "", none)
    assert (way.proxy, way.login) == (proxy, login)
    assert gateway("none", "", none).proxy == ""


def test_the_systems_exceptions_go_without_its_proxy(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ALL_PROXY", "http://proxy.office.example:3128")
    environment.setenv("NO_PROXY", "intranet.example, .office.example")
    way = gateway("system", "", none)
    assert way.proxies("https://pages.example/x") == {"https": "http://proxy.office.example:3128"}
    for near in ("https://intranet.example/", "https://blog.office.example/"):
        assert way.proxies(near) == {}
    chosen = gateway("http://other.example:8080", "", none)
    assert chosen.proxies("https://intranet.example/") == {"https": "http://other.example:8080"}


class Locked(KeyringVault):
    def get(self, account: AccountId) -> str:
        raise KeyringLocked


class Broken(KeyringVault):
    def get(self, account: AccountId) -> str:
        raise KeyringFailed


def settings(tmp_path: Path, proxy: str) -> Settings:
    return Settings(workspace=tmp_path, resources=resources(), proxy=proxy)


def test_the_proxys_password_comes_from_the_keyring(tmp_path: Path) -> None:
    office = settings(tmp_path, "http://proxy.office.example:3128")
    vault = KeyringVault.in_memory()
    assert way_out(office, vault).gateway().login == ""
    vault.put(AccountId("proxy:proxy.office.example"), LOGIN)
    assert way_out(office, vault).gateway().login == LOGIN
    assert way_out(office, vault).gateway(local=True) == Gateway()


def test_a_locked_keyring_is_unlocked_first_and_a_broken_one_goes_without(tmp_path: Path) -> None:
    office = settings(tmp_path, "http://proxy.office.example:3128")
    with pytest.raises(KeyringLocked):
        way_out(office, Locked({})).gateway()
    assert way_out(office, Broken({})).gateway().proxy == office.proxy
    assert way_out(settings(tmp_path, "none"), Locked({})).gateway() == Gateway()
