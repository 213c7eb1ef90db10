"""Whatever is shipped has its licence beside it, and nothing is shipped that nobody chose."""

import re
import sys
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest

from tools.package.licences import Unlicensed, _locked, gather, of_distribution, parts_of


def test_a_package_that_is_shipped_brings_the_text_of_its_licence(tmp_path: Path) -> None:
    import requests
    import yaml

    files = [
        requests.__file__,
        str(Path(requests.__file__).with_name("api.py")),
        yaml.__file__,
        __file__,
        "no such file",
    ]
    gather(files, tmp_path)
    names = {folder.name.split("-")[0] for folder in (tmp_path / "licences").iterdir()}
    assert names == {"README.txt", "Python", "cm", "requests", "pyyaml"}
    assert [file.name for file in (tmp_path / "licences" / "cm-desktop").iterdir()] == ["LICENSE"]
    assert all(any(folder.iterdir()) for folder in (tmp_path / "licences").iterdir() if folder.is_dir())


def test_qt_brings_the_licence_that_its_wheel_forgets() -> None:
    part = of_distribution(distribution("PySide6_Essentials"))
    assert [text.name for text in part.texts] == ["LGPL-3.0.txt", "GPL-3.0.txt"]
    assert all("GNU" in text.read_text("utf-8") for text in part.texts)


def test_hunspell_brings_the_licence_that_its_wheel_only_names() -> None:
    part = of_distribution(distribution("chunspell"))
    assert [text.name for text in part.texts] == ["LICENSE", "LGPL-2.1.txt"]


def test_what_only_the_tests_need_stops_the_build() -> None:
    import hypothesis

    with pytest.raises(Unlicensed, match="hypothesis would be shipped"):
        list(parts_of([hypothesis.__file__]))


def test_a_file_of_unknown_origin_stops_the_build(tmp_path: Path) -> None:
    (stray := tmp_path / "libstray.so").touch()
    with pytest.raises(Unlicensed, match=r"nobody knows the licence of .*libstray\.so"):
        list(parts_of([str(stray)]))


def test_a_package_without_a_text_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.package.licences._TEXTLESS", {})
    with pytest.raises(Unlicensed, match="has no text"):
        of_distribution(distribution("shiboken6"))


@pytest.mark.skipif(not Path("/usr/share/doc/libc6/copyright").is_file(), reason="asks Debian whose a file is")
def test_a_library_of_the_system_brings_the_licence_of_its_package() -> None:
    libraries = [str(file) for file in Path("/lib").glob("*-linux-gnu/libc.so.6")]
    parts = list(parts_of(libraries)) if sys.platform == "linux" else []
    assert "libc6" in [part.name for part in parts]
    (libc,) = (part for part in parts if part.name == "libc6")
    assert "LGPL-2.1" in [text.name for text in libc.texts]


def test_every_package_that_runs_here_and_is_locked_has_a_text() -> None:
    locked = [one for one in distributions() if re.sub("[-_.]+", "-", one.name).lower() in _locked()]
    assert len(locked) > 20
    assert all(of_distribution(one).texts for one in locked)
