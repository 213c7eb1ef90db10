"""Where addresses lead, by our own table: Python's opinion of some of them is another in each of its versions."""

import ipaddress

import pytest

from cm_desktop.platforms.transport.addresses import is_home, is_local, is_public, literal

HOME = (
    *("0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("::", "::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%3", "fec0::1", "feff::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe"),
)
NEITHER = (
    *("192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::ffff:240.0.0.1"),
    *(
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:0:127.0.0.1",
        "64:ff9b::e000:1",
        "64:ff9b:1::7f00:1",
        "64:ff9b:1:fffe::8.8.8.8",
    ),
    *(
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
    ),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1", "ff02::1"),
)
PUBLIC = (
    *("1.1.1.1", "9.255.255.255", "11.0.0.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "126.255.255.255"),
    *(
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.1",
        "191.255.255.255",
        "192.0.1.1",
        "192.167.255.255",
    ),
    *("192.169.0.1", "198.17.255.255", "198.20.0.1", "203.0.114.1", "223.255.255.255", "::ffff:8.8.8.8"),
    *("64:ff9b::8.8.8.8", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:2800:220:1::1", "2a03:2880::1"),
)
PLACES = {**dict.fromkeys(HOME, "home"), **dict.fromkeys(NEITHER, "neither"), **dict.fromkeys(PUBLIC, "public")}


@pytest.mark.parametrize(("text", "place"), PLACES.items())
def test_an_address_leads_home_or_to_the_public_or_to_neither(text: str, place: str) -> None:
    address = literal(text)
    assert address is not None
    assert (is_home(address), is_public(address)) == (place == "home", place == "public")
    assert is_local(f"[{text}]" if ":" in text else text) is (place != "public")


def test_by_pythons_word_some_would_be_given_a_secret() -> None:
    """The control of the table: it is wider than what each version of Python refuses by itself."""
    believed = {text for text in (*HOME, *NEITHER) if ipaddress.ip_address(text).is_global}
    assert "64:ff9b::7f00:1" in believed


@pytest.mark.parametrize(("host", "local"), [("localhost", True), ("pages.example", False), ("", False)])
def test_a_name_is_not_asked_about(host: str, local: bool) -> None:
    assert is_local(host) is local
