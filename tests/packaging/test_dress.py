"""What a system shows of the built program: icons, version, menu entry; its weight; and what it finds around itself."""

import ast
import configparser
import os
import runpy
import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tools.package import contents, dress, surroundings, weight

PNG = b"\x89PNG\r\n\x1a\n"


def test_windows_finds_a_picture_for_every_size() -> None:
    drawn = dress.ico()
    kind, count = struct.unpack_from("<2xHH", drawn)
    assert (kind, count) == (1, 6)
    for entry in range(count):
        width, length, at = struct.unpack_from("<B7xII", drawn, 6 + 16 * entry)
        assert drawn[at : at + 8] == PNG
        assert QImage.fromData(drawn[at : at + length]).width() == (width or 256)
    assert at + length == len(drawn)


def test_macos_finds_a_picture_for_every_size() -> None:
    drawn = dress.icns()
    assert struct.unpack_from(">4sI", drawn) == (b"icns", len(drawn))
    at, widths = 8, []
    while at < len(drawn):
        _, length = struct.unpack_from(">4sI", drawn, at)
        widths.append(QImage.fromData(drawn[at + 8 : at + length]).width())
        at += length
    assert widths == [128, 256, 512, 1024]


def test_the_icon_is_drawn_and_round_at_its_corners() -> None:
    image = QImage.fromData(dress.png(64))
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(8, 8).name() == "#2f4fc6"
    assert len({image.pixel(x, y) for x in range(64) for y in range(64)}) > 20


@pytest.mark.parametrize(("system", "name"), [("win32", "cm-desktop.ico"), ("darwin", "cm-desktop.icns")])
def test_each_system_gets_its_own_icon(system: str, name: str, tmp_path: Path) -> None:
    assert Path(dress.icon(tmp_path / "new", system)).name == name


def test_windows_is_told_the_version(tmp_path: Path) -> None:
    text = Path(dress.version_file(tmp_path)).read_text("utf-8")
    ast.parse(text, mode="eval")
    assert text.count(f'"{contents.version()}"') == 2
    assert f"filevers=({contents.version().replace('.', ', ')}, 0)" in text


def test_the_menu_entry_leads_to_the_program() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(dress.MENU_ENTRY, "utf-8")
    app = (contents.REPOSITORY / "cm_desktop" / "ui" / "app.py").read_text("utf-8")
    told = entry["Desktop Entry"]
    assert {told["exec"], told["icon"], dress.MENU_ENTRY.stem, dress.DRAWING.stem} == {"cm-desktop"}
    assert 'setDesktopFileName("cm-desktop")' in app


def test_a_folder_that_is_too_heavy_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plugins := tmp_path / "_internal" / "PySide6" / "Qt" / "plugins").mkdir(parents=True)
    (plugins / "a").write_bytes(bytes(1_000_000))
    (plugins / "linked").symlink_to(plugins / "a")
    assert weight.main(tmp_path) == 0
    assert capsys.readouterr().out.split("\n")[0] == "     1.0 MB  Qt: plugins"
    with (plugins / "b").open("wb") as heavy:
        heavy.truncate(200_000_000)
    assert weight.main(tmp_path) == 1


@pytest.mark.parametrize(("before", "after"), [({}, None), ({"LD_LIBRARY_PATH_ORIG": "/opt/office"}, "/opt/office")])
def test_what_the_program_starts_loads_the_systems_own_libraries(
    before: dict[str, str], after: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"LD_LIBRARY_PATH": "/built/_internal", **before})
    runpy.run_path(surroundings.__file__)
    assert os.environ == ({} if after is None else {"LD_LIBRARY_PATH": after})


def test_a_window_without_a_terminal_has_somewhere_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    runpy.run_path(surroundings.__file__)
    assert sys.stdout is not None
    assert sys.stderr is not None
    print("nobody reads this")
    sys.stdout.close()
    sys.stderr.close()
