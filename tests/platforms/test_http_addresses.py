"""Which addresses the HTTP client may reach: with a secret in hand, only public ones, and never in clear. May not connect."""

import socket

import pytest

from cm_desktop.domain.errors import NotAllowedAddress
from cm_desktop.platforms.transport.http import HttpClient


def write(url: str, *, allow_local: bool) -> None:
    http = HttpClient(url, headers={"Authorization": "Bearer EAAcanari-7f3d"}, allow_local=allow_local, deadline=30)
    http.send("POST", "/thing", form={"message": "Merci"})


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.1.2.3/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001:0:7f00:1::]/",
        "https://[fec0::1]/",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://user:word@example.org/",
        "https://[broken/",
        "example.org",
        "",
    ],
)
def test_an_account_that_is_not_local_reaches_no_local_address_and_no_unsafe_scheme(url: str) -> None:
    with pytest.raises(NotAllowedAddress) as refusal:
        write(url, allow_local=False)
    assert "word" not in str(refusal.value)


@pytest.mark.parametrize(
    "url", ["http://93.184.216.34/", "http://[2606:2800:220:1::1]/", "http://[2002:5db8:d822::]/", "http://240.0.0.1/"]
)
def test_nothing_is_said_in_clear_outside_the_local_network(url: str) -> None:
    with pytest.raises(NotAllowedAddress):
        write(url, allow_local=True)


def test_a_name_with_one_local_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(NotAllowedAddress) as refusal:
        write("https://two-faced.example/", allow_local=False)
    assert refusal.value.address == "127.0.0.1"
