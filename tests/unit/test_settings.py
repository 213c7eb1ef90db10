"""What is configured, and what is remembered from one launch to the next. Real files."""

from pathlib import Path

import pytest

from cm_desktop.domain.errors import NotWritable, SettingsError
from cm_desktop.settings import Settings, remember


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_what_was_chosen_is_there_at_the_next_launch(file: Path) -> None:
    remember(theme="dark", file=file)
    remember(language="en", file=file)
    settings = Settings.load(file=file)
    assert (settings.theme, settings.language) == ("dark", "en")
    assert not file.exists()


def test_the_settings_file_has_the_last_word(file: Path) -> None:
    remember(theme="dark", language="en", file=file)
    file.write_text('theme = "light"\n', "utf-8")
    settings = Settings.load(file=file)
    assert (settings.theme, settings.language) == ("light", "en")


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
