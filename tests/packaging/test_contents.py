"""What the built folder holds, seen without building it: resources, Qt's parts, PyInstaller's hooks."""

import ast
import re
import sys
from pathlib import Path

import PySide6
import pytest

from cm_desktop import settings
from cm_desktop.ui.kit import assets
from tools.package import contents

SPEC = (contents.REPOSITORY / "build.spec").read_text("utf-8")
QT = Path(PySide6.__file__).parent / "Qt"
ELSEWHERE = {"qwindows", "qcocoa", "qmodernwindowsstyle", "qmacstyle"}


def used() -> set[str]:
    """The parts of Qt that the program imports."""
    sources = (contents.REPOSITORY / "cm_desktop").rglob("*.py")
    return {part for file in sources for part in re.findall(r"PySide6\.(Qt\w+)", file.read_text("utf-8"))}


def test_what_the_program_reads_stands_where_it_looks_for_it() -> None:
    laid = {folder: Path(source) for source, folder in contents.data()}
    assert "cm_desktop/resources" in laid
    files = {f"{folder}/{Path(source).name}" for source, folder in contents.data() if Path(source).is_file()}
    assert files == {f"cm_desktop/resources/{assets.guide(language).name}" for language in ("fr", "en")}
    inside = Path(settings.__file__).parent / "resources"
    assert inside.relative_to(contents.REPOSITORY) == Path("cm_desktop/resources")
    assert all(Path(source).exists() for source, _ in contents.data())


def test_no_part_of_qt_that_is_used_is_left_out() -> None:
    assert used() >= {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork"}
    assert not {f"PySide6.{part}" for part in used()} & set(contents.UNUSED)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the plugins of Qt on Linux")
def test_every_plugin_that_is_wanted_is_one_of_qts() -> None:
    there = {(file.parent.name, file.stem.removeprefix("lib")) for file in (QT / "plugins").rglob("*.so")}
    wanted = {(folder, name) for folder, names in contents.PLUGINS.items() for name in names}
    assert {name for _, name in wanted - there} == ELSEWHERE
    assert len(there) > 2 * len(wanted & there)  # most of them stay behind


@pytest.mark.parametrize(
    ("file", "needed"),
    [
        ("plugins/platforms/libqxcb.so", True),
        ("plugins\\platforms\\qwindows.dll", True),
        ("plugins/platforms/libqvnc.so", False),
        ("plugins/platformthemes/libqgtk3.so", False),
        ("plugins/tls/libqopensslbackend.so", False),
        ("plugins/imageformats/libqwebp.so", True),
        ("plugins/imageformats/libqtiff.so", False),
        ("translations/qtbase_fr.qm", True),
        ("translations/qt_fr.qm", False),
        ("translations/qtbase_gl.qm", False),
        ("lib/libQt6Core.so.6", True),
    ],
)
def test_of_qts_plugins_and_words_only_those_in_use_come_along(file: str, *, needed: bool) -> None:
    assert contents.chosen([(f"/site/PySide6/Qt/{file}", "x")]) == (
        [(f"/site/PySide6/Qt/{file}", "x")] if needed else []
    )


def test_every_hook_is_found_by_its_name() -> None:
    hooks = list((contents.REPOSITORY / "tools" / "package" / "hooks").glob("*.py"))
    assert {hook.stem for hook in hooks} == {f"hook-PySide6.{part}" for part in used() - {"QtSvg"}}
    assert all("chosen" in hook.read_text("utf-8") for hook in hooks)


def test_every_file_that_the_spec_names_is_there() -> None:
    strings = [node.value for node in ast.walk(ast.parse(SPEC)) if isinstance(node, ast.Constant)]
    paths = [text for text in strings if isinstance(text, str) and re.fullmatch(r"[\w.-]+(/[\w.-]+)+", text)]
    assert len(paths) == 3
    assert [path for path in paths if not (contents.REPOSITORY / path).exists()] == []
