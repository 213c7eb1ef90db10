"""The long form of all campaigns, gone on with from where it stopped. Totals are kept in benchmarks/torture.tsv.

python -m tests.reliability.torture [CAMPAIGN ...] [--runs N]       N more of each, to the end without it

What was counted of other code says nothing of this one: a campaign begins anew when the code has changed, and the rows of
before stay as history. What the code is: docs/decisions/what-a-torture-counts-for.md.
"""

import argparse
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.reliability.answers import ANSWERS
from tests.reliability.between import BETWEEN
from tests.reliability.campaign import Campaign, Counts
from tests.reliability.canary import CANARIES
from tests.reliability.damage import DAMAGE
from tests.reliability.disk import DISK
from tests.reliability.faults import NETWORK_FAULTS
from tests.reliability.hostile import HOSTILE
from tests.reliability.hostile_folder import HOSTILE_FOLDER
from tests.reliability.injection import INJECTION
from tests.reliability.keyrings import KEYRINGS
from tests.reliability.kill import KILL
from tests.reliability.kill_blog import KILL_BLOG
from tests.reliability.measured import REPOSITORY, measured, version
from tests.reliability.power import POWER_LOSS
from tests.reliability.power_again import POWER_TWICE
from tests.reliability.processes import TOGETHER
from tests.reliability.shuffled import SHUFFLED
from tests.reliability.soak import SOAK
from tests.reliability.steps import STEPS

TOTALS = REPOSITORY / "benchmarks" / "torture.tsv"
UNKNOWN = "-"  # the code of rows that are older than the column
CAMPAIGNS: tuple[Campaign, ...] = (
    POWER_LOSS,
    POWER_TWICE,
    BETWEEN,
    ANSWERS,
    DAMAGE,
    DISK,
    KILL,
    KILL_BLOG,
    STEPS,
    TOGETHER,
    NETWORK_FAULTS,
    CANARIES,
    KEYRINGS,
    INJECTION,
    HOSTILE,
    HOSTILE_FOLDER,
    SHUFFLED,
    SOAK,
)
HEAD = "campaign\tcode\truns\tof\tcounted\n"
AT_ONCE = 10  # runs, between one line written and the next


@dataclass(frozen=True, slots=True)
class Row:
    """How many `runs` of a campaign one `code` stood, of how many, and what they counted."""

    campaign: str
    code: str
    runs: int
    of: int
    counted: Counts


def code_of(campaign: Campaign) -> str:
    """The digest of what it measures."""
    return version(measured(campaign.ready.__module__))


def main(arguments: list[str] | None = None) -> int:
    """Answer how many kinds of what may never be were found."""
    parser = argparse.ArgumentParser(description="Use force on the product, and keep count.")
    parser.add_argument("campaigns", nargs="*", metavar="CAMPAIGN", help="all of them without it")
    parser.add_argument("--runs", type=int, help="so many more of each")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.campaigns) - {one.name for one in CAMPAIGNS}:
        parser.error(f"no such campaign: {', '.join(sorted(unknown))}")
    logging.getLogger().addHandler(logging.NullHandler())  # the failures that it logs were put there
    chosen = [one for one in CAMPAIGNS if not asked.campaigns or one.name in asked.campaigns]
    return sum(len(go_on(one, asked.runs, TOTALS)) for one in chosen)


def go_on(campaign: Campaign, more: int | None, totals: Path, now: Callable[[Campaign], str] = code_of) -> Counts:
    """Make the next runs of the code as it is `now`, and answer what was found in all of them that never may be.

    SystemExit where it is another meanwhile: whoever edits it may not be believed about either.
    """
    code = now(campaign)
    kept = [row for row in read(totals) if (row.campaign, row.code) == (campaign.name, code)]
    done, counted = (kept[-1].runs, kept[-1].counted) if kept else (0, Counts())
    end = campaign.long if more is None else min(done + more, campaign.long)
    found = campaign.counted(range(done, end)) if done < end else iter(())
    while some := [*islice(found, AT_ONCE)]:
        if now(campaign) != code:
            sys.exit(f"{campaign.name}: the code has changed meanwhile; begin again")
        done, counted = done + len(some), sum(some, counted)
        write(totals, Row(campaign.name, code, done, campaign.long, counted))
    broken = campaign.broken(counted)
    print(f"{campaign.name}: {done:,} of {campaign.long:,}, {told(counted)}{' BROKEN' if broken else ''}", flush=True)
    return broken


def read(totals: Path) -> list[Row]:
    """All that is kept; of one campaign, the newest last."""
    if not totals.exists():
        return []
    lines = [line.split("\t") for line in totals.read_text(encoding="utf-8").splitlines()[1:]]
    return [Row(name, code, int(runs), int(of), counts(counted)) for name, code, runs, of, counted in lines]


def write(totals: Path, row: Row) -> None:
    """Put it in the place of the one of the same campaign and code, after those of other code."""
    others = [old for old in read(totals) if (old.campaign, old.code) != (row.campaign, row.code)]
    rows = sorted([*others, row], key=lambda one: one.campaign)  # which leaves those of one campaign in their order
    lines = [f"{one.campaign}\t{one.code}\t{one.runs}\t{one.of}\t{told(one.counted)}\n" for one in rows]
    totals.write_text(HEAD + "".join(lines), encoding="utf-8")


def told(counted: Counts) -> str:
    """As it is written and printed."""
    return ", ".join(f"{what} {number}" for what, number in sorted(counted.items()))


def counts(line: str) -> Counts:
    """As it was written."""
    return Counts({what: int(number) for what, number in re.findall(r"(.+?) (\d+)(?:, |$)", line)})


if __name__ == "__main__":
    sys.exit(main())
