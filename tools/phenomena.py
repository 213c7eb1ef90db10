"""Write docs/phenomena.md from tests/rules/phenomena.yaml: what word lists miss, and how the packs that ship answer."""

from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
LISTED = ROOT / "tests" / "rules" / "phenomena.yaml"
PAGE = ROOT / "docs" / "phenomena.md"
NOTHING = "nothing"
_KINDS = {"missed": "Attacks that are missed", "cried wolf": "False alarms"}
_OPENING = """# Twenty phenomena

What makes lists of words fail on comments, and examples that the packs that ship get right. *nothing* means that the comment
stays calm: no rule above severity 1 stands. `tests/rules/test_phenomena.py` judges every line; `tools/phenomena.py` writes this
page from `tests/rules/phenomena.yaml`, where lines are added.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A comment, and the category that must be found in it, or NOTHING."""

    phenomenon: str
    kind: str
    language: str
    expected: str
    text: str


def listed() -> list[Line]:
    """Every line, in order."""
    return [
        Line(phenomenon=entry["phenomenon"], kind=entry["kind"], language=language, expected=expected, text=text)
        for entry in yaml.safe_load(LISTED.read_text(encoding="utf-8"))
        for language, expected, text in entry["lines"]
    ]


def page(lines: list[Line]) -> str:
    """The page: a table for each phenomenon, numbered as they come."""
    parts, kind = [_OPENING], ""
    for number, phenomenon in enumerate(dict.fromkeys(line.phenomenon for line in lines), start=1):
        rows = [line for line in lines if line.phenomenon == phenomenon]
        if rows[0].kind != kind:
            kind = rows[0].kind
            parts.append(f"## {_KINDS[kind]}\n")
        cells = "\n".join(f"| {row.language} | {row.expected} | {_shown(row.text)} |" for row in rows)
        parts.append(f"### {number}. {phenomenon}\n\n| | found | comment |\n|---|---|---|\n{cells}\n")
    return "\n".join(parts)


def _shown(text: str) -> str:
    return text.replace("\u200b", "‹U+200B›").replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(page(listed()), encoding="utf-8")
