"""A real Chromium without a window, that no name leads out of: opens a page as a telephone or a computer would.

May not let a page reach any network: every name is unknown to it, and what it asked for is told.
"""

import json
import re
import subprocess
import urllib.error
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGES = ("chromium", "chromium-driver")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_COMPUTER = 500  # pixels: what is narrower is a telephone
_PATIENCE = 120  # seconds a command may take on a loaded machine
_STARTED = re.compile(r"started successfully on port (\d+)")


class Browser:
    """One page at a time. Elements are named by CSS selectors; the first that fits counts."""

    def __init__(self, base: str) -> None:
        self._base = base

    def open(self, page: Path) -> None:
        """Show a file, once it is loaded."""
        self._post("url", {"url": page.as_uri()})

    def press(self, selector: str) -> None:
        """Scroll to it and press it as a finger would: what is hidden or covered cannot be pressed."""
        element = self._element(selector)
        seen = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
        self._post("execute/sync", {"script": seen, "args": [{_ELEMENT: element}]})
        self._post(f"element/{element}/click", {})

    def type(self, text: str) -> None:
        """Into what has the focus, any character."""
        self.devtools("Input.insertText", {"text": text})

    def key(self, key: str) -> None:
        """Press a key; names are WebDriver's code points."""
        down_up = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._post("actions", {"actions": [{"type": "key", "id": "keys", "actions": down_up}]})

    def run(self, script: str) -> Any:
        """What a function body of JavaScript answers, from outside of the page's policy."""
        return self._post("execute/sync", {"script": script, "args": []})

    def text(self, selector: str) -> str:
        """What is seen of it."""
        return str(self._get(f"element/{self._element(selector)}/text"))

    def value(self, selector: str) -> str:
        """What stands in a field."""
        return str(self._get(f"element/{self._element(selector)}/property/value"))

    def shown(self, selector: str) -> bool:
        """Whether it is on show."""
        return bool(self._get(f"element/{self._element(selector)}/displayed"))

    def role(self, selector: str) -> tuple[str, str]:
        """What a screen reader is told: role and name."""
        element = self._element(selector)
        return str(self._get(f"element/{element}/computedrole")), str(self._get(f"element/{element}/computedlabel"))

    def devtools(self, command: str, values: dict[str, Any]) -> Any:
        """A command of the DevTools protocol."""
        return self._post("goog/cdp/execute", {"cmd": command, "params": values})

    def dress(self, *, dark: bool) -> None:
        """What the system would ask for."""
        wanted = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", {"features": [wanted]})

    def resize(self, width: int, height: int) -> None:
        """What the page has to itself, in its own pixels."""
        values = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < _COMPUTER}
        self.devtools("Emulation.setDeviceMetricsOverride", values)
        painted = """
            const [width, done] = arguments;
            let frames = 120;  // a page that is too wide for it never has it
            const look = () => innerWidth === width || !frames-- ? requestAnimationFrame(done) : requestAnimationFrame(look);
            requestAnimationFrame(look);
        """
        self._post("execute/async", {"script": painted, "args": [width]})

    def picture(self, file: Path) -> None:
        """What is seen now, as PNG."""
        file.write_bytes(b64decode(self._get("screenshot")))

    def complaints(self) -> list[str]:
        """What the console said since it was last asked."""
        return [str(line["message"]) for line in self._post("se/log", {"type": "browser"})]

    def asked_for(self) -> list[str]:
        """Every address that was asked for since this was last called; not those that the page's own policy stopped."""
        lines = [json.loads(line["message"])["message"] for line in self._post("se/log", {"type": "performance"})]
        events = [(line["method"], line["params"]) for line in lines]
        stopped = {told["requestId"] for _, told in events if told.get("blockedReason") == "csp"}
        asked = [told for name, told in events if name == "Network.requestWillBeSent"]
        return [told["request"]["url"] for told in asked if told["requestId"] not in stopped]

    def _element(self, selector: str) -> str:
        return str(self._post("element", {"using": "css selector", "value": selector})[_ELEMENT])

    def _get(self, path: str) -> Any:
        return _ask(f"{self._base}/{path}", None)

    def _post(self, path: str, values: dict[str, Any]) -> Any:
        return _ask(f"{self._base}/{path}", values)


@contextmanager
def chromium(
    profile: Path, *, width: int = 390, height: int = 844, scripts: bool = True, language: str = "fr"
) -> Iterator[Browser]:
    """A browser with a profile of its own, ended afterwards. The packages have to be there."""
    driver = subprocess.Popen(
        ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert driver.stdout is not None
    try:
        port = next(found.group(1) for line in driver.stdout if (found := _STARTED.search(line)))
        base = f"http://127.0.0.1:{port}/session"
        wanted = _wanted(profile, width, height, language, scripts=scripts)
        session = _ask(base, {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        browser = Browser(f"{base}/{session}")
        _ask(f"{base}/{session}/url", {"url": "about:blank"})
        browser.asked_for()  # what its own first page asked for
        yield browser
        _ask(f"{base}/{session}", None, method="DELETE")
    finally:
        driver.terminate()
        driver.wait()
        driver.stdout.close()


def _wanted(profile: Path, width: int, height: int, language: str, *, scripts: bool) -> dict[str, Any]:
    arguments = [
        "--headless=new",
        "--no-sandbox",  # the tests may run as root
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        f"--lang={language}",
        f"--user-data-dir={profile}",
        f"--window-size={max(width, _COMPUTER)},{height}",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ]
    device = {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1, "touch": True, "mobile": True}}
    options: dict[str, Any] = {"args": arguments, "perfLoggingPrefs": {"enableNetwork": True}}
    if width < _COMPUTER:
        options["mobileEmulation"] = device
    if not scripts:
        options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
    return {
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    }


def _ask(url: str, values: dict[str, Any] | None, *, method: str = "") -> Any:
    data = None if values is None else json.dumps(values).encode()
    request = urllib.request.Request(url, data, method=method or ("GET" if data is None else "POST"))
    request.add_header("Content-Type", "application/json")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_PATIENCE) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as refused:
        with refused:
            raise AssertionError(json.load(refused)["value"]["message"]) from None
