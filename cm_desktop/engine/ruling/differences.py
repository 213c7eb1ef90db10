"""What two sets of rules say differently of many comments, counted up. May not judge a text, nor read a database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice, zip_longest

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.rules import Dealt, Replay, Sample, Week
from cm_desktop.domain.verdicts import Category, Hit, RuleId, Verdict
from cm_desktop.store.comments.history import Said

SAMPLES = 20
_WEEK = timedelta(days=7)
_Key = tuple[RuleId, Category]


class Differences:
    """Comments are added the newest first; `read` counts those that were looked at, whoever wrote them."""

    def __init__(self, total: int, dealt: Mapping[CommentRef, Dealt]) -> None:
        self.read = 0
        self.total = total
        self._dealt = dealt
        self._judged = self._right = 0
        self._caught: Counter[date] = Counter()
        self._lost: Counter[date] = Counter()
        self._categories: Counter[Category] = Counter()
        self._samples_caught, self._samples_lost = _Samples(), _Samples()

    def add(self, said: Said, was: Verdict, now: Verdict) -> None:
        """What one comment was given, and would be given."""
        before, after = _by_rule(was.hits), _by_rule(now.hits)
        come = [hit for key, hits in after.items() if key not in before for hit in hits]
        go = [hit for key, hits in before.items() if key not in after for hit in hits]
        self._categories.update({hit.category for hit in come})
        self._categories.subtract({hit.category for hit in go})
        more = _gravest(come) - _gravest(go)
        if more > 0:
            self._catch(said, come)
        elif more < 0:
            self._lost[_monday(said)] += 1
            self._samples_lost.add(said, go, self._dealt.get(said.ref))

    def replay(self) -> Replay:
        """All that was counted so far."""
        return Replay(
            read=self.read,
            total=max(self.total, self.read),
            caught=self._caught.total(),
            lost=self._lost.total(),
            judged=self._judged,
            right=self._right,
            by_category={category: number for category, number in self._categories.items() if number},
            weeks=tuple(self._weeks()),
            samples_caught=self._samples_caught.varied(),
            samples_lost=self._samples_lost.varied(),
        )

    def _catch(self, said: Said, come: list[Hit]) -> None:
        self._caught[_monday(said)] += 1
        dealt = self._dealt.get(said.ref)
        self._samples_caught.add(said, come, dealt)
        self._judged += dealt is not None
        self._right += dealt is Dealt.ACTED

    def _weeks(self) -> Iterator[Week]:
        """Without a gap: a bar for each."""
        known = self._caught.keys() | self._lost.keys()
        day, last = min(known, default=date.max), max(known, default=date.min)
        while day <= last:
            yield Week(day=day, caught=self._caught[day], lost=self._lost[day])
            day += _WEEK


class _Samples:
    """A few of each week, no text twice."""

    def __init__(self) -> None:
        self._weeks: dict[date, list[Sample]] = defaultdict(list)
        self._texts: set[str] = set()

    def add(self, said: Said, hits: list[Hit], dealt: Dealt | None) -> None:
        week = self._weeks[_monday(said)]
        if len(week) < SAMPLES and said.text not in self._texts:
            self._texts.add(said.text)
            sample = Sample(ref=said.ref, client=said.client, text=said.text, at=said.at, hits=tuple(hits), dealt=dealt)
            week.append(sample)

    def varied(self) -> tuple[Sample, ...]:
        """One of each week in turn until there are enough; the newest first."""
        newest = (self._weeks[day] for day in sorted(self._weeks, reverse=True))
        in_turn = (one for turn in zip_longest(*newest) for one in turn if one is not None)
        return tuple(sorted(islice(in_turn, SAMPLES), key=lambda sample: sample.at, reverse=True))


def _by_rule(hits: Iterable[Hit]) -> dict[_Key, list[Hit]]:
    found: dict[_Key, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[(hit.rule, hit.category)].append(hit)
    return found


def _gravest(hits: list[Hit]) -> int:
    """A hit of severity 0 is more than none."""
    return max((hit.severity for hit in hits), default=-1)


def _monday(said: Said) -> date:
    day = said.at.date()
    return day - timedelta(days=day.weekday())
