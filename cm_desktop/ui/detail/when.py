"""Moments as the detail shows them: how long ago, and clock times while offline. May not read a clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cm_desktop.wording import times
from cm_desktop.wording.words import Words

_JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One look at the clock, for all that is shown together. Offline, "4 min ago" would age without anybody noticing."""

    words: Words
    now: datetime
    offline: bool

    def of(self, at: datetime) -> str:
        """The moment itself."""
        return times.moment(self.words, at, self.now) if self.offline else times.ago(self.words, at, self.now)

    def is_fresh(self, at: datetime) -> bool:
        """Whether what was read then can be taken as it stands now."""
        return not self.offline and self.now - at < _JUST_NOW

    def read(self, at: datetime) -> str:
        """When something was last read from its platform."""
        if self.is_fresh(at):
            return self.words.say("read just now")
        if times.is_same_day(at, self.now):
            return self.words.say("read at {time}", time=times.clock(self.words, at))
        return self.words.say("read {when}", when=times.moment(self.words, at, self.now))


def capitalised(sentence: str) -> str:
    """With a capital first letter; the rest is left alone."""
    return sentence[:1].upper() + sentence[1:]
