"""Every promise of docs/security.md names tests that are there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def missing(text: str) -> list[str]:
    """The tests that it names and nobody wrote."""
    return [f"{file}::{test}" for file, test in NAMED.findall(text) if not is_there(ROOT / file, test)]


def is_there(file: Path, test: str) -> bool:
    if not file.exists():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return not test or any(isinstance(node, ast.FunctionDef) and node.name == test for node in tree.body)


def test_every_promise_names_tests_that_are_there() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert missing(text) == []
    promises = re.findall(r"^\* \*\*.*?(?=^\* |^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert promises
    assert [promise for promise in promises if not NAMED.search(promise)] == []


def test_a_test_that_nobody_wrote_is_missed() -> None:
    assert missing("`tests/unit/test_security_doc.py::test_of_nothing`") == [
        "tests/unit/test_security_doc.py::test_of_nothing"
    ]
    assert missing("`tests/unit/test_none.py`") == ["tests/unit/test_none.py::"]
