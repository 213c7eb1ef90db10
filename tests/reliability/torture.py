"""The long form of all campaigns, gone on with from where it stopped. Totals are kept in benchmarks/torture.tsv.

python -m tests.reliability.torture [CAMPAIGN ...] [--runs N]       N more of each, to the end without it
"""

import argparse
import logging
import re
import sys
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
from tests.reliability.kill import KILL
from tests.reliability.kill_blog import KILL_BLOG
from tests.reliability.power import POWER_LOSS
from tests.reliability.power_again import POWER_TWICE
from tests.reliability.processes import TOGETHER
from tests.reliability.shuffled import SHUFFLED
from tests.reliability.soak import SOAK
from tests.reliability.steps import STEPS

TOTALS = Path(__file__).parents[2] / "benchmarks" / "torture.tsv"
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
    INJECTION,
    HOSTILE,
    HOSTILE_FOLDER,
    SHUFFLED,
    SOAK,
)
HEAD = "campaign\truns\tof\tcounted\n"
AT_ONCE = 10  # runs, between one line written and the next


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


def go_on(campaign: Campaign, more: int | None, totals: Path) -> Counts:
    """Make the next runs, and answer what was found in all of them that never may be."""
    done, counted = read(totals).get(campaign.name, (0, Counts()))
    end = campaign.long if more is None else min(done + more, campaign.long)
    found = campaign.counted(range(done, end)) if done < end else iter(())
    while some := [*islice(found, AT_ONCE)]:
        done, counted = done + len(some), sum(some, counted)
        write(totals, campaign, done, counted)
    broken = campaign.broken(counted)
    print(f"{campaign.name}: {done:,} of {campaign.long:,}, {told(counted)}{' BROKEN' if broken else ''}", flush=True)
    return broken


def read(totals: Path) -> dict[str, tuple[int, Counts]]:
    """By campaign, how many runs there were, and what they counted."""
    if not totals.exists():
        return {}
    lines = [line.split("\t") for line in totals.read_text(encoding="utf-8").splitlines()[1:]]
    return {name: (int(runs), counts(counted)) for name, runs, _, counted in lines}


def write(totals: Path, campaign: Campaign, runs: int, counted: Counts) -> None:
    """Put the line of this campaign in the place of the one before."""
    old = totals.read_text(encoding="utf-8").splitlines(keepends=True)[1:] if totals.exists() else []
    lines = [line for line in old if line.partition("\t")[0] != campaign.name]
    lines.append(f"{campaign.name}\t{runs}\t{campaign.long}\t{told(counted)}\n")
    totals.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")


def told(counted: Counts) -> str:
    """As it is written and printed."""
    return ", ".join(f"{what} {number}" for what, number in sorted(counted.items()))


def counts(line: str) -> Counts:
    """As it was written."""
    return Counts({what: int(number) for what, number in re.findall(r"(.+?) (\d+)(?:, |$)", line)})


if __name__ == "__main__":
    sys.exit(main())
