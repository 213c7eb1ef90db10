"""A failure that nobody foresaw leaves a report: where it came from, and nothing that anybody wrote."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import pytest

from cm_desktop.cli import program
from cm_desktop.cli.session import Session
from cm_desktop.crashes import telling
from cm_desktop.crashes.reports import MOST, CrashReports
from cm_desktop.crashes.telling import told
from cm_desktop.crashes.watch import no_core_file, watching

REPOSITORY = Path(__file__).parents[2]
COMMENT = "Sale connard de gérant"
TOKEN = "EAAcanari-7f3d"

Fails = Callable[[], None]


@pytest.fixture
def reports(tmp_path: Path) -> CrashReports:
    return CrashReports(tmp_path / "workspace" / "crashes")


def fails() -> None:
    """As a parser of ours might, with a comment in every place where Python would show it."""
    text, secret = COMMENT, TOKEN
    try:
        int(text)
    except ValueError as error:
        raise RuntimeError(f"cannot read {text} with {secret}") from error


def failure() -> Exception:
    try:
        fails()
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_on_what_and_repeats_nothing(reports: CrashReports) -> None:
    path = reports.keep(failure(), stopped=True, thread="pull")
    (report,) = reports.all()
    assert (report.path, report.stopped) == (path, True)
    for part in ("CM Desktop ", "Python 3.", "Qt 6.", "Thread: pull", "RuntimeError", "ValueError", " fails\n"):
        assert part in report.text
    assert f"tests/unit/{Path(__file__).name}:" in report.text
    assert COMMENT not in report.text
    assert TOKEN not in report.text
    assert str(REPOSITORY) not in report.text


def test_what_python_would_have_said_repeats_it_all() -> None:
    import traceback

    assert COMMENT in "".join(traceback.format_exception(failure()))  # so that the search above means something


def test_the_system_s_codes_are_told() -> None:
    try:
        Path("/no/such/file/of/mine").read_bytes()
    except OSError as error:
        said = told(error, "main")
    assert "FileNotFoundError (ENOENT)" in said
    assert "such" not in said


def test_the_same_failure_is_kept_once_and_ten_at_most(reports: CrashReports) -> None:
    assert reports.keep(failure(), stopped=False, thread="a") == reports.keep(failure(), stopped=False, thread="a")
    assert len(reports.all()) == 1
    for number in range(MOST + 5):
        reports.keep(failure(), stopped=False, thread=str(number))
    assert len(reports.all()) == MOST


def test_a_report_that_is_deleted_is_gone(reports: CrashReports) -> None:
    reports.keep(failure(), stopped=False, thread="a")
    (report,) = reports.all()
    reports.delete(report)
    reports.delete(report)
    assert reports.all() == []


def test_where_nothing_can_be_written_nothing_else_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    nowhere = CrashReports(tmp_path / "file" / "crashes")
    assert nowhere.keep(failure(), stopped=True, thread="a") is None
    assert nowhere.running() is None
    assert nowhere.all() == []


def uncaught() -> None:
    error = failure()
    sys.excepthook(type(error), error, error.__traceback__)


def uncaught_in_a_thread() -> None:
    thread = threading.Thread(target=fails, name="writer")
    thread.start()
    thread.join()


def caught_to_go_on() -> None:
    try:
        fails()
    except RuntimeError:
        logging.getLogger("cm_desktop.engine.loop").exception("pull failed")


@pytest.mark.parametrize("fail", [uncaught, uncaught_in_a_thread])
def test_what_nobody_caught_is_kept_and_said_without_its_message(
    reports: CrashReports, fail: Fails, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sys.excepthook, threading.excepthook
    with watching(reports):
        fail()
    said = capsys.readouterr().err
    (report,) = reports.all()
    assert not report.stopped
    assert "RuntimeError" in said
    assert str(report.path) in said
    assert COMMENT not in said + report.text
    assert (sys.excepthook, threading.excepthook) == before


def test_what_a_worker_survives_is_kept(
    reports: CrashReports, capsys: pytest.CaptureFixture[str], expected_logs: list[logging.LogRecord]
) -> None:
    with watching(reports):
        caught_to_go_on()
        logging.getLogger("cm_desktop").warning("a line of the shelf cannot be read")
    said = capsys.readouterr().err
    assert len(reports.all()) == 1
    assert "pull failed" in said
    assert "a line of the shelf" in said
    assert COMMENT not in said
    assert len(expected_logs) == 2


def test_an_interrupt_is_somebody_s_wish(reports: CrashReports, capsys: pytest.CaptureFixture[str]) -> None:
    with watching(reports):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports.all() == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


CUT_DOWN = """
import os, signal, sys
from pathlib import Path
from cm_desktop.crashes.reports import CrashReports
from cm_desktop.crashes.watch import watching

def strikes(secret):
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))

with watching(CrashReports(Path(sys.argv[1]))):
    strikes("EAAcanari-7f3d")
"""


def cut_down(folder: Path, signal: str) -> int:
    words = (sys.executable, "-c", CUT_DOWN, str(folder), signal)
    return subprocess.run(words, cwd=REPOSITORY, check=False, capture_output=True).returncode


def test_a_program_that_is_cut_down_leaves_a_report_for_the_next_start(tmp_path: Path) -> None:
    assert cut_down(tmp_path / "crashes", "SIGSEGV") < 0
    (report,) = CrashReports(tmp_path / "crashes").all()
    assert report.stopped
    assert "Segmentation fault" in report.text
    assert "in strikes" in report.text
    assert "CM Desktop " in report.text
    assert TOKEN not in report.text
    assert [path.name for path in (tmp_path / "crashes").iterdir()] == [report.path.name]


def test_a_program_that_is_killed_leaves_nothing_to_tell(tmp_path: Path) -> None:
    assert cut_down(tmp_path / "crashes", "SIGKILL") < 0
    assert [path.name[:8] for path in (tmp_path / "crashes").iterdir()] == ["running-"]
    assert CrashReports(tmp_path / "crashes").all() == []
    assert list((tmp_path / "crashes").iterdir()) == []


def test_the_file_of_a_program_that_runs_is_left_to_it(reports: CrashReports) -> None:
    running = reports.running()
    assert running is not None
    assert reports.all() == []
    assert running.exists()


def test_the_number_of_a_process_may_come_back(reports: CrashReports) -> None:
    running = reports.running()
    assert running is not None
    with running.open("a", encoding="utf-8") as file:
        file.write(f'Fatal Python error: Aborted\n  File "{REPOSITORY}/cm_desktop/ui/app.py", line 3 in open\n')
    assert reports.running() == running
    (report,) = reports.all()
    assert 'File "cm_desktop/ui/app.py", line 3 in open' in report.text


def test_the_command_line_says_where_the_report_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Session, "show", lambda *_: fails())
    assert program.run(["--language", "en", "--workspace", str(tmp_path / "w"), "accounts", "list"]) == 1
    (report,) = CrashReports(tmp_path / "w" / "crashes").all()
    said = capsys.readouterr().err
    assert f"A report without comments or secrets is in {report.path}." in said
    assert COMMENT not in said
    assert "RuntimeError" in report.text


def test_a_refusal_that_was_foreseen_leaves_no_report(tmp_path: Path) -> None:
    assert program.run(["--workspace", str(tmp_path / "w"), "accounts", "remove", "nobody"]) == 1
    assert CrashReports(tmp_path / "w" / "crashes").all() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a limit of Unix")
def test_no_image_of_the_memory_is_left() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CORE)
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        no_core_file()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(
            resource.RLIMIT_CORE, (min(before[0], before[1]) if before[1] >= 0 else before[0], before[1])
        )


def test_the_version_of_qt_is_the_one_that_is_installed_wherever_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = metadata.version("PySide6-Essentials")
    assert telling._qt() == installed
    monkeypatch.setattr(telling, "find_spec", lambda _name: None)
    assert telling._qt() == installed
