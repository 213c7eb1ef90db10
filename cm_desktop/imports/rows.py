"""The rows of a file, one at a time, whatever its format. May not know what a column means."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cm_desktop.domain.arrivals import Format, Shape
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.imports import delimited, documents
from cm_desktop.imports.encoding import open_text
from cm_desktop.imports.row import Read


@contextmanager
def opened(file: Path, shape: Shape) -> Iterator[Iterator[Read]]:
    """The rows of this file, a record in memory at a time; a JSON document whole. Raises ImportRefused."""
    if shape.format is Format.DOCUMENT:
        yield documents.records(file, shape.encoding)
        return
    with open_text(file, shape.encoding) as text:
        try:
            yield documents.lines(text) if shape.format is Format.LINES else delimited.rows(text, shape)
        except UnicodeError as error:  # UTF-16 that begins without its mark
            raise ImportRefused(file, "unknown_encoding", shape.encoding) from error
