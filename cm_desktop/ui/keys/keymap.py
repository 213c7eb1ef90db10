"""What the user made of the keys: which sequence does what now. One map for the whole program. May not listen to any key."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from cm_desktop.domain.queue import Queue
from cm_desktop.ui.keys.commands import APART, EVERY, MOVING, QUEUES, Command, Key, is_single

_SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMap:
    """What the user made of the keys: by what one does, the sequence that does it now, empty where none is to.

    Without `singles`, no sign acts by itself.
    """

    changed: Mapping[str, str] = field(default_factory=dict)
    singles: bool = True

    def of(self, key: Key) -> tuple[str, ...]:
        """The sequences that do it, the first one shown."""
        given = self.changed.get(key.does)
        return self._heard(key.sequences if given is None else (given,) if given else ())

    def of_queue(self, queue: Queue) -> tuple[str, ...]:
        """The same for a list."""
        return self._heard(QUEUES[queue])

    def giving(self, key: Key, sequence: str | None) -> "KeyMap":
        """Another sequence for this, an empty one to switch it off, None as it was at first."""
        others = {does: given for does, given in self.changed.items() if does != key.does}
        return replace(self, changed=others if sequence is None else {**others, key.does: sequence})

    def taken_by(self, sequence: str, key: Key) -> Key | None:
        """What else this sequence does, where it cannot do both."""
        lists = Key(does=Command.QUEUE, sequences=tuple(by for some in QUEUES.values() for by in some))
        whole = replace(self, singles=True)
        others = (other for other in EVERY if other.does is not key.does and {other.does, key.does} != APART)
        if sequence in lists.sequences:
            return next(each for each in MOVING if each.does is Command.QUEUE)
        return next((other for other in others if sequence in whole.of(other)), None)

    def written(self) -> str:
        """One line of plain signs, which `read` reads."""
        lines = [f"{does}={quote(sequence, safe='+')}" for does, sequence in self.changed.items()]
        return " ".join([*lines, *([] if self.singles else [_SILENT])])

    @classmethod
    def read(cls, line: str) -> "KeyMap":
        """What is not understood, by a newer version or another hand, counts for nothing."""
        known = {str(key.does) for key in EVERY}
        said = [part.partition("=") for part in line.split()]
        changed = {does: unquote(sequence) for does, equals, sequence in said if equals and does in known}
        return cls(changed=changed, singles=_SILENT not in line.split())

    def _heard(self, sequences: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in sequences if self.singles or not is_single(one))


_worn = KeyMap()


def wear(keys: KeyMap) -> None:
    """Every key cap that is drawn from now on is of this map, as every colour is of the theme that the program wears."""
    global _worn  # noqa: PLW0603 - one keyboard, one map
    _worn = keys


def worn() -> KeyMap:
    """The map that is in use."""
    return _worn
