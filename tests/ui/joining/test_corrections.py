"""Columns that are named and pasted rows that are corrected, as data, without any window."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cm_desktop.domain.arrivals import ColumnMapping, Field, Format, PastedComment, Shape, Survey
from cm_desktop.domain.comments import AccountId, Author, Comment, CommentRef, RemoteId
from cm_desktop.domain.errors import BadValue, ImportRefused
from cm_desktop.ui.joining.columns import columns, dated, moved, wrong
from cm_desktop.ui.joining.pasted import Cell, Rows, corrected, shown, typed
from cm_desktop.ui.joining.refusals import refusal
from cm_desktop.wording.words import Words

PARIS_IN_WINTER = timezone(timedelta(hours=1))
MAPPING = ColumnMapping(fields={"Message": Field.TEXT, "Qui": Field.AUTHOR, "Quand": Field.CREATED_AT})
SURVEY = Survey(
    file=Path("export.csv"),
    shape=Shape(format=Format.TABLE, encoding="utf-8", delimiter=";", columns=("Qui", "Message", "Quand", "Note")),
    sample=(("Odile", "Bonjour", "", ""), ("Odile", "Merci", "22/11/2026 13:08", "x"), ("Paul", "Non", "", "x")),
    mapping=MAPPING,
)


def comment(text: str) -> Comment:
    return Comment(
        ref=CommentRef(AccountId("assisted:lumen"), RemoteId(text)),
        post=RemoteId("p"),
        parent=None,
        author=Author(id="", name="Odile"),
        text=text,
        created_at=datetime(2026, 11, 22, 12, 8, tzinfo=UTC),
        read_at=datetime(2026, 11, 22, 13, 0, tzinfo=UTC),
    )


def test_a_column_shows_two_different_values_that_are_not_empty() -> None:
    shown = {column.name: column.values for column in columns(SURVEY, MAPPING)}
    assert shown == {
        "Qui": ("Odile", "Paul"),
        "Message": ("Bonjour", "Merci"),
        "Quand": ("22/11/2026 13:08",),
        "Note": ("x",),
    }


def test_a_field_moves_from_the_column_that_held_it() -> None:
    now = moved(MAPPING, "Note", Field.TEXT)
    assert (now.column(Field.TEXT), now.fields.get("Message")) == ("Note", None)
    assert wrong(SURVEY, now) is None


def test_a_column_chosen_again_keeps_its_field() -> None:
    assert moved(MAPPING, "Message", Field.TEXT) == MAPPING


def test_a_mapping_without_text_is_wrong() -> None:
    problem = wrong(SURVEY, moved(MAPPING, "Message", None))
    assert isinstance(problem, ImportRefused)
    assert problem.problem == "no_text_column"


def test_the_example_of_a_date_is_one_that_was_read() -> None:
    example = dated(SURVEY, MAPPING, [comment("Bonjour"), comment("Merci")])
    assert example is not None
    assert (example[0], example[1].text) == ("22/11/2026 13:08", "Merci")
    assert dated(SURVEY, moved(MAPPING, "Quand", None), [comment("Merci")]) is None


def test_a_date_is_edited_as_it_is_shown() -> None:
    row = PastedComment(text="Bonjour", created_at=datetime(2026, 11, 22, 12, 8, tzinfo=UTC))
    assert typed(row, Cell.DATE, PARIS_IN_WINTER) == "22/11/2026 13:08"
    assert corrected(row, Cell.DATE, "22/11/2026 13:08", PARIS_IN_WINTER) == row
    assert corrected(row, Cell.DATE, "  ").created_at is None


def test_the_last_moment_of_all_is_edited_though_no_clock_here_shows_it() -> None:
    row = PastedComment(text="Bonjour", created_at=datetime.max.replace(tzinfo=UTC))
    assert typed(row, Cell.DATE, PARIS_IN_WINTER) == "31/12/9999 23:59"


@pytest.mark.parametrize("wrong_date", ["hier", "32/01/2026", "11/22/2026 13:08", "01/01/0001"])
def test_what_is_no_date_is_refused_in_words(wrong_date: str, words: Words) -> None:
    with pytest.raises(BadValue) as refused:
        corrected(PastedComment(text=""), Cell.DATE, wrong_date)
    assert wrong_date in refusal(words, refused.value)


def test_rows_without_text_are_not_worth_adding() -> None:
    rows = Rows((PastedComment(text="Bonjour"),)).more()
    assert len(rows.all) == 2
    assert [row.text for row in rows.worth] == ["Bonjour"]
    assert rows.changed(1, replace(rows.all[1], text="Merci")).without(0).worth == (PastedComment(text="Merci"),)


def test_a_link_is_looked_at_without_what_all_links_have_and_edited_whole() -> None:
    row = PastedComment(text="Bravo", link="https://www.facebook.com/lumen/posts/12")
    assert shown(row, Cell.LINK) == "facebook.com/lumen/posts/12"
    assert typed(row, Cell.LINK) == row.link
    assert shown(row, Cell.TEXT) == "Bravo"
