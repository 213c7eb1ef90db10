"""Where files and pasted text are received: surveyed, transcribed, put on the shelf. May not decide what a column means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from threading import Event

from cm_desktop.domain.arrivals import BrokenLine, ColumnMapping, Format, PastedComment, Report, Survey
from cm_desktop.domain.comments import AccountId, Comment, Post, RemoteId
from cm_desktop.domain.ports import Clock, Known, Progress
from cm_desktop.imports import guessing, pasting, remembered
from cm_desktop.imports.dates import DateReader
from cm_desktop.imports.row import Row
from cm_desktop.imports.rows import opened
from cm_desktop.imports.shape import shape_of
from cm_desktop.imports.shelf import Arrival, FolderShelf
from cm_desktop.imports.transcribing import Transcriber, Transcript, field_words, renewed

SAMPLES = 20
GUESSED_FROM = 1_000  # rows
CELLS_LOOKED_AT = 100_000  # of them all: a file may have thousands of columns
ROWS_AT_ONCE = 500
LINES_NAMED = 200

Said = Transcript | BrokenLine


class Reception:
    """Fulfils `domain.ports.Intake`. `zone` is where times without an offset are, None for the machine's own."""

    def __init__(
        self, shelf: FolderShelf, clock: Clock, page_name: Callable[[AccountId], str], zone: tzinfo | None = None
    ) -> None:
        self._shelf = shelf
        self._clock = clock
        self._page_name = page_name
        self._zone = zone

    def survey(self, file: Path, *, encoding: str | None = None) -> Survey:
        """A first look, quick however long the file is. Raises ImportRefused."""
        shape, lines = shape_of(file, encoding)
        most = max(SAMPLES, min(GUESSED_FROM, CELLS_LOOKED_AT // len(shape.columns)))
        with opened(file, shape) as rows:
            read = list(rows if shape.format is Format.DOCUMENT else islice(rows, most))
        sampled = islice((one for one in read if isinstance(one, Row)), most)
        told = [[one.cells.get(column, "") for column in shape.columns] for one in sampled]
        known = remembered.recall(self._shelf.folder, shape.columns)
        return Survey(
            file=file,
            shape=shape,
            sample=tuple(map(tuple, told[:SAMPLES])),
            mapping=known or guessing.guess(shape.columns, told, self._clock.now()),
            remembered=known is not None,
            rows=len(read) if len(read) < most or shape.format is Format.DOCUMENT else lines,
        )

    def preview(self, survey: Survey, mapping: ColumnMapping, account: AccountId) -> tuple[Comment, ...]:
        """The sample as comments, as they would come in. Raises ImportRefused for a mapping that cannot be used."""
        mapping.check(survey.file, survey.shape.columns)
        rows = (
            Row(number, dict(zip(survey.shape.columns, cells, strict=True)))
            for number, cells in enumerate(survey.sample)
        )
        said = self._transcribed(rows, mapping, account)
        return tuple(one.comment for one in said if isinstance(one, Transcript))

    def bring_in(
        self,
        survey: Survey,
        mapping: ColumnMapping,
        account: AccountId,
        *,
        known: Known,
        progress: Progress,
        cancelled: Event,
    ) -> Report:
        """Put the file's comments on the shelf and remember the mapping. Raises ImportRefused, StoreError."""
        mapping.check(survey.file, survey.shape.columns)
        tally = _Tally()
        with opened(survey.file, survey.shape) as rows, self._shelf.arriving(account) as arrival:
            said = self._transcribed(rows, mapping, account)
            while some := list(islice(said, ROWS_AT_ONCE)):
                if cancelled.is_set():
                    return Report(cancelled=True)
                tally.put(some, arrival, known)
                progress(tally.read, max(survey.rows, tally.read))
            arrival.keep()
        remembered.remember(self._shelf.folder, survey.shape.columns, mapping)
        return tally.report(arrival)

    def paste(self, text: str) -> tuple[PastedComment, ...]:
        """The comments in a pasted text, for the moderator to correct."""
        return pasting.comments(text, self._clock.now(), self._zone)

    def add_pasted(self, account: AccountId, pasted: Sequence[PastedComment], *, known: Known) -> Report:
        """Put these on the shelf. Raises StoreError."""
        scribe = Transcriber(account, self._page_name(account), self._clock.now())
        tally = _Tally()
        with self._shelf.arriving(account) as arrival:
            tally.put([scribe.pasted(one, number) for number, one in enumerate(pasted, 1)], arrival, known)
            arrival.keep()
        return tally.report(arrival)

    def _transcribed(
        self, rows: Iterable[Row | BrokenLine], mapping: ColumnMapping, account: AccountId
    ) -> Iterator[Said]:
        now = self._clock.now()
        scribe = Transcriber(account, self._page_name(account), now)
        dates = DateReader(mapping.dates, now, self._zone)
        words = field_words(mapping)
        return (scribe.row(row, words, dates) if isinstance(row, Row) else row for row in rows)


class _Tally:
    """What became of the rows so far."""

    def __init__(self) -> None:
        self.read = self._new = self._changed = self._repeated = self._broken = self._doubtful = 0
        self._lines: list[BrokenLine] = []
        self._posts: set[RemoteId] = set()

    def put(self, said: Sequence[Said], arrival: Arrival, known: Known) -> None:
        """Put on the shelf what is new or changed of these."""
        self.read += len(said)
        transcripts = []
        for one in said:
            if isinstance(one, Transcript):
                transcripts.append(one)
                self._name(one.doubt)
            else:
                self._name(one)
        here = known([one.comment.ref.id for one in transcripts])
        for one in transcripts:
            before = here.get(one.comment.ref.id)
            after = None if one.again else renewed(one, before)
            if after is None:
                self._repeated += 1
                continue
            self._new += before is None
            self._changed += before is not None
            arrival.put(self._fresh(one.post), [after])

    def _fresh(self, post: Post | None) -> tuple[Post, ...]:
        """The post, the first time that a comment under it comes in."""
        if post is None or post.id in self._posts:
            return ()
        self._posts.add(post.id)
        return (post,)

    def _name(self, line: BrokenLine | None) -> None:
        if line is None:
            return
        self._broken += not line.kept
        self._doubtful += line.kept
        if len(self._lines) < LINES_NAMED:
            self._lines.append(line)

    def report(self, arrival: Arrival) -> Report:
        return Report(
            read=self.read,
            new=self._new,
            changed=self._changed,
            repeated=self._repeated,
            broken=self._broken,
            doubtful=self._doubtful,
            lines=tuple(self._lines),
            arrival=arrival.name,
        )
