"""A file's columns for somebody who says what each holds: two values of each, and what is wrong so far. May not draw them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cm_desktop.domain.arrivals import ColumnMapping, Field, Survey
from cm_desktop.domain.comments import Comment
from cm_desktop.domain.errors import ImportRefused

_VALUES = 2
PREVIEWED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`values` are the first two that are not empty; `held` is None for a column that stays behind."""

    name: str
    values: tuple[str, ...]
    held: Field | None


def columns(survey: Survey, mapping: ColumnMapping) -> tuple[Column, ...]:
    """The columns in the order of the file."""
    return tuple(
        Column(name=name, values=_values([row[place] for row in survey.sample]), held=mapping.fields.get(name))
        for place, name in enumerate(survey.shape.columns)
    )


def moved(mapping: ColumnMapping, column: str, held: Field | None) -> ColumnMapping:
    """The same with `column` holding this field, which no other column then holds any more."""
    other = mapping.column(held) if held is not None else None
    freed = mapping.giving(other, None) if other is not None and other != column else mapping
    return freed.giving(column, held)


def wrong(survey: Survey, mapping: ColumnMapping) -> ImportRefused | None:
    """Why the file cannot come in like this; None where it can."""
    try:
        mapping.check(survey.file, survey.shape.columns)
    except ImportRefused as error:
        return error
    return None


def dated(survey: Survey, mapping: ColumnMapping, previewed: Sequence[Comment]) -> tuple[str, Comment] | None:
    """A date as the file writes it and the comment that has it: an example to read back. None where no column holds dates."""
    column = mapping.column(Field.CREATED_AT)
    text = mapping.column(Field.TEXT)
    if column is None or text is None:
        return None
    at = {name: place for place, name in enumerate(survey.shape.columns)}
    known = {comment.text.strip(): comment for comment in previewed}
    pairs = ((row[at[column]].strip(), known.get(row[at[text]].strip())) for row in survey.sample)
    return next(((written, comment) for written, comment in pairs if written and comment is not None), None)


def _values(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))[:_VALUES]
