"""How well the rules in force find what a brand's page gets: `python tools/quality.py [FILE.jsonl ...]`. May not judge.

A line of a file: `text`, `abuse` and `business` (0 or 1), `severity` (0 to 4), `categories`. Polemical is a severity of 2 or
more. Without a file: the comments under `tests/fixtures/brand`, and the word lists that the system has.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cm_desktop.domain.verdicts import Category, Verdict
from cm_desktop.rules.rulebook import Rulebook
from cm_desktop.settings import resources

REPOSITORY = Path(__file__).parents[1]
FIXTURES = sorted((REPOSITORY / "tests" / "fixtures" / "brand").glob("*.jsonl"))
WORD_LISTS = (Path("/usr/share/dict/french"), Path("/usr/share/dict/american-english"))
POLEMICAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A comment as a reader judged it: the severity of each axis, and what it is about."""

    text: str
    abuse: int
    business: int
    categories: frozenset[str]

    @property
    def polemical(self) -> bool:
        return max(self.abuse, self.business) >= POLEMICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was found of what was to be found."""

    hits: int
    alarms: int
    missed: int
    calm: int

    @classmethod
    def of(cls, wanted: Iterable[bool], found: Iterable[bool]) -> "Score":
        pairs = list(zip(wanted, found, strict=True))
        return cls(
            hits=pairs.count((True, True)),
            alarms=pairs.count((False, True)),
            missed=pairs.count((True, False)),
            calm=pairs.count((False, False)),
        )

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.alarms)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.alarms + self.missed)

    def __str__(self) -> str:
        found = f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{found}   ({self.hits} found, {self.missed} missed, {self.alarms} of {self.alarms + self.calm} others)"


def read(file: Path) -> list[Labelled]:
    """The comments of a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Labelled(
            text=row["text"],
            abuse=row["severity"] if row["abuse"] else 0,
            business=row["severity"] if row["business"] else 0,
            categories=frozenset(row["categories"]),
        )
        for row in rows
    ]


def axes(rows: Sequence[Labelled], verdicts: Sequence[Verdict]) -> dict[str, Score]:
    """The scores of both axes, and of either."""
    return {
        "polemical": Score.of((r.polemical for r in rows), (v.severity >= POLEMICAL for v in verdicts)),
        "abuse": Score.of((r.abuse >= POLEMICAL for r in rows), (v.abuse >= POLEMICAL for v in verdicts)),
        "business": Score.of((r.business >= POLEMICAL for r in rows), (v.business >= POLEMICAL for v in verdicts)),
    }


def by_category(rows: Sequence[Labelled], verdicts: Sequence[Verdict]) -> dict[str, Score]:
    """The score of each category that the reader named, whatever else was found."""
    return {
        category: Score.of((category in r.categories for r in rows), (category in v.categories for v in verdicts))
        for category in Category
        if any(category in row.categories for row in rows)
    }


def rightly_named(rows: Sequence[Labelled], verdicts: Sequence[Verdict]) -> float:
    """The share of the polemical comments found that got one of the reader's categories."""
    found = [(r, v) for r, v in zip(rows, verdicts, strict=True) if r.polemical and v.severity >= POLEMICAL]
    return sum(not r.categories.isdisjoint(v.categories) for r, v in found) / max(1, len(found))


def left_alone(rows: Sequence[Labelled], verdicts: Sequence[Verdict]) -> float:
    """The share of the comments that are not polemical, and were not called so."""
    calm = [v.severity < POLEMICAL for r, v in zip(rows, verdicts, strict=True) if not r.polemical]
    return sum(calm) / max(1, len(calm))


def alarms(book: Rulebook, words: Iterable[str]) -> list[str]:
    """The words that attack somebody by themselves, as the rules see it."""
    return [word for word in words if book.judge(word).abuse]


def main(files: Sequence[Path]) -> None:
    """Print the figures of these files, or of those at hand."""
    book = Rulebook.load([resources() / "rules"])
    for file in files or FIXTURES:
        rows = read(file)
        verdicts = [book.judge(row.text) for row in rows]
        print(f"{file.name}: {len(rows)} comments")
        for name, score in {**axes(rows, verdicts), **by_category(rows, verdicts)}.items():
            print(f"  {name:14} {score}")
        print(
            f"  a right category named {rightly_named(rows, verdicts):.3f}, left alone {left_alone(rows, verdicts):.3f}"
        )
    for listed in [] if files else [path for path in WORD_LISTS if path.exists()]:
        words = listed.read_text(encoding="utf-8").split()
        found = alarms(book, words)
        print(f"{listed.name}: {len(found)} of {len(words)} words, {1e4 * len(found) / len(words):.1f} per 10,000")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
