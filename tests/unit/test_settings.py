"""What is configured, and what is remembered from one launch to the next. Real files."""

from pathlib import Path

import pytest
import trustme

from cm_desktop.domain.errors import NotWritable, SettingsError
from cm_desktop.domain.notices import Wishes
from cm_desktop.settings import Settings, remember, remembered


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_what_was_chosen_is_there_at_the_next_launch(file: Path) -> None:
    remember(theme="dark", file=file)
    remember(language="en", file=file)
    settings = Settings.load(file=file)
    assert (settings.theme, settings.language) == ("dark", "en")
    assert not file.exists()


def test_of_what_to_tell_is_kept_in_its_own_words(file: Path) -> None:
    for wishes in (Wishes(), Wishes(about=frozenset(), quiet=None)):
        remember(notices=wishes.written(), file=file)
        assert Wishes.read(Settings.load(file=file).notices) == wishes


def test_the_settings_file_has_the_last_word(file: Path) -> None:
    remember(theme="dark", language="en", file=file)
    file.write_text('theme = "light"\n', "utf-8")
    settings = Settings.load(file=file)
    assert (settings.theme, settings.language) == ("light", "en")


def test_a_proxy_is_remembered_on_this_computer_alone(file: Path) -> None:
    remember(theme="dark", proxy="http://proxy.office.example:3128", file=file)
    settings = Settings.load(file=file)
    assert (settings.proxy, settings.proxy_said_in) == ("http://proxy.office.example:3128", None)
    assert remembered(file) == {"theme": "dark"}


@pytest.mark.parametrize("written", ['proxy = "none"', 'proxies = {http = "http://old.example:3128"}'])
def test_a_proxy_that_the_settings_file_says_cannot_be_chosen_elsewhere(file: Path, written: str) -> None:
    remember(proxy="http://proxy.office.example:3128", file=file)
    settings = read(file, f"{written}\n")
    assert (settings.proxy, settings.proxy_said_in) == ("none", file)


@pytest.mark.parametrize(
    "proxy", ['http://p.example:1/"', 'http://p"x', "http://p.example/#x", "http://cm:sesame@p.example"]
)
def test_what_is_no_proxy_is_not_remembered(file: Path, proxy: str) -> None:
    with pytest.raises(SettingsError) as refused:
        remember(proxy=proxy, file=file)
    assert "sesame" not in str(refused.value)
    assert not file.parent.exists()


def test_a_damaged_memory_counts_as_none(file: Path) -> None:
    remember(theme="dark", file=file)
    file.with_name("preferences.toml").write_bytes(b"\xff theme")
    assert Settings.load(file=file).theme == "system"
    remember(theme="light", file=file)
    assert Settings.load(file=file).theme == "light"


def test_only_what_can_be_chosen_is_remembered(file: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        remember(theme="plaid", file=file)
    assert refused.value.field == "theme"
    assert not file.parent.exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file", "utf-8")
    with pytest.raises(NotWritable):
        remember(theme="dark", file=tmp_path / "config" / "settings.toml")


def test_the_home_of_nobody_is_a_name_like_another(file: Path) -> None:
    assert Settings.load(Path("~no_such_user/x"), file).workspace == Path.cwd() / "~no_such_user" / "x"


def read(file: Path, text: str) -> Settings:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return Settings.load(file=file)


@pytest.mark.parametrize(
    ("written", "proxy"),
    [
        ("", "system"),
        ('proxy = "none"', "none"),
        ('proxy = "system"', "system"),
        ('proxy = "http://proxy.office.example:3128/"', "http://proxy.office.example:3128"),
        ('proxies = {https = "http://proxy.office.example:3128"}', "http://proxy.office.example:3128"),
        ('proxies = {http = "http://proxy.office.example:3128"}', "none"),
        ("proxies = {}", "none"),
        ('proxy = "none"\nproxies = {https = "http://old.example:3128"}', "none"),
    ],
)
def test_a_proxy_is_the_systems_or_none_or_named(file: Path, written: str, proxy: str) -> None:
    assert read(file, written).proxy == proxy


@pytest.mark.parametrize(
    "proxy", ["socks5://p.example:1080", "https://p.example", "p.example:3128", "http://", "http://p.example:x", "on"]
)
def test_what_is_no_http_proxy_is_refused(file: Path, proxy: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(file, f'proxy = "{proxy}"')
    assert (refused.value.field, refused.value.problem) == ("proxy", "")


@pytest.mark.parametrize("key", ['proxy = "{}"', 'proxies = {{https = "{}"}}'])
def test_a_proxys_password_has_no_place_in_the_settings_and_is_not_repeated(file: Path, key: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(file, key.format("http://cm:sesame@p.example:3128"))
    assert refused.value.problem == "password"
    assert "sesame" not in str(refused.value)


def test_authorities_are_named_from_the_settings_file(file: Path) -> None:
    file.parent.mkdir()
    pem = trustme.CA().cert_pem.bytes().decode()
    (file.parent / "office.pem").write_text(pem)
    assert read(file, 'certificates = "office.pem"').certificates == pem
    assert read(file, f'certificates = "{file.parent / "office.pem"}"').certificates == pem


@pytest.mark.parametrize("content", [None, "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_file_without_certificates_is_refused(file: Path, content: str | None) -> None:
    file.parent.mkdir()
    if content is not None:
        (file.parent / "office.pem").write_text(content)
    with pytest.raises(SettingsError) as refused:
        read(file, 'certificates = "office.pem"')
    assert (refused.value.field, refused.value.problem) == ("certificates", "certificates")


def test_where_the_window_stood_is_kept_beside_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    remember(theme="dark", file=file)
    remember(window="10 -20 1440 900 0 428 todo", file=file)
    known = Settings.load(file=file)
    assert (known.theme, known.window) == ("dark", "10 -20 1440 900 0 428 todo")
    with pytest.raises(SettingsError):
        remember(window='" or something', file=file)
