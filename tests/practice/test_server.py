"""The sockets: one machine only, one port, many callers, no waste."""

import http.client
import json
import logging
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from cm_desktop.domain.errors import PortTaken
from cm_desktop.practice import PracticePlatform
from tests.practice.caller import Caller, MovedClock


def test_it_listens_on_this_machine_alone(practice: PracticePlatform) -> None:
    assert practice.base_url.startswith("http://127.0.0.1:")


def test_it_takes_the_port_that_is_asked_for_and_gives_it_back(history_file: Path) -> None:
    with PracticePlatform.start(history_file) as first:
        port = int(first.base_url.rpartition(":")[2])
    with PracticePlatform.start(history_file, port) as second:
        assert second.base_url == first.base_url
        assert Caller(second.base_url, second.pages[0].token).get("/me").status == 200


def test_a_port_in_use_is_a_typed_error(practice: PracticePlatform, history_file: Path) -> None:
    port = int(practice.base_url.rpartition(":")[2])
    with pytest.raises(PortTaken) as caught:
        PracticePlatform.start(history_file, port)
    assert caught.value.port == port


def test_offline_keeps_the_port_from_other_programs(history_file: Path) -> None:
    with PracticePlatform.start(history_file) as practice:
        practice.go_offline()
        port = int(practice.base_url.rpartition(":")[2])
        with socket.socket() as squatter, pytest.raises(OSError, match="in use"):
            squatter.bind(("127.0.0.1", port))


def test_the_date_header_tells_the_practice_time(page: Caller, clock: MovedClock) -> None:
    clock.move(hours=3)
    assert parsedate_to_datetime(page.get("/me").headers["Date"]) == clock()


def test_a_call_that_breaks_the_server_is_logged_and_the_next_one_answered(
    practice: PracticePlatform,
    page: Caller,
    monkeypatch: pytest.MonkeyPatch,
    expected_logs: list[logging.LogRecord],
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(practice.usage, "count", None)
        with pytest.raises(http.client.RemoteDisconnected):
            page.get("/me")
    assert page.get("/me").status == 200
    assert [record.name for record in expected_logs] == ["cm_desktop.practice.server"]
    assert page.token not in expected_logs[0].getMessage()


def test_a_connection_serves_many_calls(page: Caller) -> None:
    connection = http.client.HTTPConnection(page.base_url.removeprefix("http://"), timeout=10)
    try:
        for _ in range(3):
            connection.request("GET", f"/v26.0/me?access_token={page.token}")
            assert json.loads(connection.getresponse().read())["name"] == "Boulangerie"
    finally:
        connection.close()


def test_callers_at_the_same_time_lose_nothing(practice: PracticePlatform, page: Caller, ids: dict[str, str]) -> None:
    def reply(number: int) -> str:
        return str(page.post(f"/{ids['f']}/comments", message=f"Merci {number}").json["id"])

    with ThreadPoolExecutor(8) as callers:
        made = list(callers.map(reply, range(40)))
    assert len(set(made)) == 40
    assert {record.reply_id for record in practice.log} == set(made)
    assert set(page.get(f"/{ids['f']}/comments", limit=100).ids) == set(made)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: nonsense", 411),
        (b"Transfer-Encoding: chunked", 413),
        (b"Content-Length: 999999999", 413),
    ],
)
def test_a_body_without_a_usable_length_is_refused(page: Caller, head: bytes, status: int) -> None:
    port = int(page.base_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"POST /v26.0/me HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n")
        assert f" {status} ".encode() in connection.recv(65536)


def test_stopping_does_not_wait_for_idle_connections(history_file: Path) -> None:
    practice = PracticePlatform.start(history_file)
    port = int(practice.base_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as idle:
        idle.sendall(b"GET /v26.0/me HTTP/1.1\r\nHost: x\r\n\r\n")
        assert idle.recv(65536)
        stopper = threading.Thread(target=practice.stop)
        stopper.start()
        stopper.join(5)
        assert not stopper.is_alive()
        assert idle.recv(65536) == b""


_ALONE = """
import json, signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests beside a shell has it ignored
from cm_desktop.practice import PracticePlatform, serve_until_interrupted
try:
    with PracticePlatform.start(Path(sys.argv[1])) as practice:
        print(json.dumps(practice.announcement()), flush=True)
        serve_until_interrupted()
except KeyboardInterrupt:  # it came before we waited for it
    pass
print("stopped")
"""


_FORGETFUL = """
import sys
from pathlib import Path
from cm_desktop.practice import PracticePlatform
PracticePlatform.start(Path(sys.argv[1]))
"""


def test_started_alone_it_serves_until_it_is_interrupted(history_file: Path) -> None:
    command = [sys.executable, "-c", _ALONE, str(history_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as alone:
        assert alone.stdout is not None
        told = json.loads(alone.stdout.readline())
        page = Caller(told["base_url"], told["pages"][0]["token"])
        assert page.get("/me").json["id"] == told["pages"][0]["id"]
        alone.send_signal(signal.SIGINT)
        said, _ = alone.communicate(timeout=30)
    assert (said, alone.returncode) == ("stopped\n", 0)


def test_a_program_that_forgets_to_stop_it_still_ends(history_file: Path) -> None:
    subprocess.run([sys.executable, "-c", _FORGETFUL, str(history_file)], check=True, timeout=30)
