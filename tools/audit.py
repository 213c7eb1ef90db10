"""Whether a vulnerability is known of what the program is installed with. May not take silence for health.

pip-audit passes what it could not look up. So it is first asked for a release that has been known to be vulnerable for years:
a database that does not know that one knows nothing, and the answer is "not audited".
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
KNOWN = "urllib3==1.24.1"
"""CVE-2019-11324 and many more."""

PATIENCE = 300.0  # seconds

Ask = Callable[[Path], str]  # a file of requirements, to what pip-audit writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the database said: of how many packages, of which nothing, and what is wrong with others."""

    packages: int
    unknown: tuple[str, ...]
    vulnerable: tuple[str, ...]


def main(ask: Ask | None = None, lock: Path = LOCK) -> int:
    """Print one of three outcomes; answers 1 for a known vulnerability, else 0."""
    found = audited(ask or pip_audit, lock)
    print(worded(found))
    return 1 if found and found.vulnerable else 0


def audited(ask: Ask, lock: Path) -> Finding | None:
    """What is known of a lock; None where the database cannot be reached, or knows nothing."""
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known.txt"
        known.write_text(f"{KNOWN}\n", "utf-8")
        control = read(ask(known))
    return read(ask(lock)) if control and control.vulnerable else None


def worded(found: Finding | None) -> str:
    """For a person who looks at the end of a test run."""
    if found is None or len(found.unknown) == found.packages:
        return "Dependencies: not audited, the database of vulnerabilities could not be reached."
    if found.vulnerable:
        return "Dependencies: VULNERABLE\n" + "\n".join(f"  {one}" for one in found.vulnerable)
    if found.unknown:
        return f"Dependencies: {len(found.unknown)} of {found.packages} not audited: {', '.join(found.unknown)}"
    return f"Dependencies: audited, no vulnerability is known of these {found.packages} packages."


def pip_audit(requirements: Path) -> str:
    """What it writes on standard output; nothing where it fails or takes too long."""
    words = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    words += ["--disable-pip", "--no-deps", "--requirement", str(requirements)]
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout  # noqa: S603  # words of ours
    except subprocess.TimeoutExpired:
        return ""


def read(told: str) -> Finding | None:
    """What it told; None where that is no answer."""
    try:
        packages: list[Mapping[str, Any]] = json.loads(told)["dependencies"]
        unknown = [one["name"] for one in packages if "vulns" not in one]
        found = [(one, flaw) for one in packages for flaw in one.get("vulns", ())]
        vulnerable = [f"{one['name']} {one['version']}: {flaw['id']}" for one, flaw in found]
    except (ValueError, KeyError, TypeError):
        return None
    return Finding(packages=len(packages), unknown=tuple(unknown), vulnerable=tuple(vulnerable))


if __name__ == "__main__":
    sys.exit(main())
