"""A broken line is named, the rest comes in; and what can be saved of a doubtful one is."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.domain.arrivals import BrokenLine, ColumnMapping, DateOrder, Format, LineProblem, Shape
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.imports import delimited, encoding, guessing, reception
from cm_desktop.imports.reception import LINES_NAMED
from cm_desktop.imports.row import Row
from tests.imports.conftest import NOW, Page, WriteFile

HEADER = "auteur;texte;date\n"


def lost(line: int, problem: LineProblem, detail: str = "") -> BrokenLine:
    return BrokenLine(line=line, problem=problem, detail=detail)


def kept(line: int, problem: LineProblem, detail: str = "") -> BrokenLine:
    return BrokenLine(line=line, problem=problem, detail=detail, kept=True)


@pytest.mark.parametrize(
    ("broken", "named", "text"),
    [
        ("Odile;trop;de;cellules;ici\n", lost(3, LineProblem.COLUMNS, "5/3"), None),
        ("Odile;;22/11/2026\n", lost(3, LineProblem.NO_TEXT), None),
        ("Odile\n", lost(3, LineProblem.COLUMNS, "1/3"), None),
        ("Odile;court\n", kept(3, LineProblem.COLUMNS, "2/3"), "court"),
        ("Odile;sans jour;31/02/2026\n", kept(3, LineProblem.DATE, "31/02/2026"), "sans jour"),
        ('Odile;"jamais fermé;22/11/2026\n', kept(3, LineProblem.QUOTES), "jamais fermé;22/11/2026\n"),
        ('Odile;"elle dit "non" et part";22/11/2026\n', kept(3, LineProblem.QUOTES), 'elle dit non" et part"'),
        (b"Odile;d\xe9j\xe0 vu;22/11/2026\n", kept(3, LineProblem.BYTES), "déjà vu"),
    ],
)
def test_a_broken_line_is_named_and_the_others_come_in(
    page: Page, write: WriteFile, broken: str | bytes, named: BrokenLine, text: str | None
) -> None:
    before = HEADER + "Paul;avant été;21/11/2026\n"
    broken = broken if isinstance(broken, bytes) else broken.encode()
    after = "Paul;après « Noël »;23/11/2026\n" + "Maëlys;fin;23/11/2026\n" * 20
    report = page.bring_in(write(before.encode() + broken + after.encode()))
    assert report.lines == (named,)
    assert (report.broken, report.doubtful) == (int(not named.kept), int(named.kept))
    assert report.read == 23
    expected = ["avant été", *([] if text is None else [text.strip()]), "après « Noël »"]
    assert page.texts[: len(expected)] == expected


def test_an_unreadable_date_leaves_the_moment_of_the_import(page: Page, write: WriteFile) -> None:
    page.bring_in(write(HEADER + "Odile;ok;22/11/2026\nPaul;perdu;bientôt\n"))
    undated = list(page.comments.values())[1]
    assert undated.created_at == page.clock.now() > NOW


def test_a_quotation_mark_that_never_ends_swallows_one_line(page: Page, write: WriteFile) -> None:
    lines = [f"Odile;avis {n};22/11/2026\n" for n in range(5_000)]
    lines[7] = 'Odile;"avis 7;22/11/2026\n'
    report = page.bring_in(write(HEADER + "".join(lines)))
    assert report.new == 5_000
    assert report.lines == (kept(9, LineProblem.QUOTES),)


def test_a_line_is_counted_as_an_editor_does(page: Page, write: WriteFile) -> None:
    report = page.bring_in(write(HEADER + 'Odile;"deux\nlignes";22/11/2026\n\nPaul;;22/11/2026\n'))
    assert report.lines == (lost(5, LineProblem.NO_TEXT),)


def test_lines_of_json_that_are_none_are_named(page: Page, write: WriteFile) -> None:
    lines = [
        '{"text": "un"}',
        '{"text": "coup',
        "[1]",
        "",
        '{"text": "deux"}',
        '{"texte": "autre"}',
        '{"text": "trois"}',
    ]
    report = page.bring_in(write("\n".join(lines), "said.jsonl"))
    assert page.texts == ["un", "deux", "trois"]
    assert report.lines == (lost(2, LineProblem.JSON), lost(3, LineProblem.JSON), lost(6, LineProblem.NO_TEXT))


def test_another_comment_under_the_same_id_is_not_lost(page: Page, write: WriteFile) -> None:
    trusted = page.reception.survey(write("id;texte\n1;un\n", "one.csv")).mapping
    file = write("id;texte\n1;un\n1;deux\n1;un\n2;trois\n")
    assert "id" not in page.reception.survey(file).mapping.fields, "what is not distinct is no id"
    report = page.bring_in(file, trusted)
    assert report.lines == (kept(3, LineProblem.ID, "1"),)
    assert (report.new, report.repeated) == (3, 1)
    assert page.texts == ["un", "deux", "trois"]


def test_only_so_many_lines_are_named_and_all_are_counted(page: Page, write: WriteFile) -> None:
    report = page.bring_in(write(HEADER + "Odile;;22/11/2026\n" * (LINES_NAMED + 50) + "Odile;ok;22/11/2026\n"))
    assert report.broken == LINES_NAMED + 50
    assert len(report.lines) == LINES_NAMED


CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
TABLES = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12))


@given(TABLES, st.sampled_from(",;\t|"))
def test_what_the_csv_module_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    columns = tuple("ABCD"[: len(table[0])]) if table else ("A", "B")
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(table)
    written.seek(0)
    shape = Shape(format=Format.TABLE, encoding="utf-8", delimiter=delimiter, header=False, columns=columns)
    told = [row.cells for row in delimited.rows(written, shape) if isinstance(row, Row) and row.doubt is None]
    tells_the_delimiter = delimited.tells_delimiter(written.getvalue().split("\n")[0]) != ""
    expected = [dict(zip(columns, row, strict=True)) for row in table[int(tells_the_delimiter) :] if any(row)]
    assert told == expected


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8", "surrogateescape", newline="")
    shape = Shape(format=Format.TABLE, encoding="utf-8", delimiter=";", header=False, columns=("A", "B"))
    lines = [row.line for row in delimited.rows(text, shape)]
    assert lines == sorted(set(lines)), "every record is told once, in order"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "9" * 400 + "k"])
def test_a_figure_that_no_database_holds_is_no_figure(page: Page, write: WriteFile, number: str) -> None:
    report = page.bring_in(write(f"texte;likes\nBravo;{number}\nMerci;1,234\n"))
    assert report.new == 2
    assert [comment.likes for comment in page.comments.values()] == [0, 1234]


def test_a_document_with_an_endless_number_is_refused(page: Page, write: WriteFile) -> None:
    with pytest.raises(ImportRefused, match="not_json"):
        page.bring_in(write('[{"text": "Bravo", "likes": ' + "9" * 5000 + "}]", "comments.json"))


def test_a_line_without_end_is_cut_and_those_after_it_keep_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST_LINE", 10)
    text = io.StringIO("court\n" + "x" * 95 + "\r\nla fin\n", newline="")
    assert list(encoding.lines(text)) == ["court\n", "x" * 10, "la fin\n"]


def test_a_look_at_thousands_of_columns_takes_few_of_their_rows(
    page: Page, write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "CELLS_LOOKED_AT", 300)
    looked_at: list[int] = []
    guess = guessing.guess

    def counted(columns: Sequence[str], rows: Sequence[Sequence[str]], now: datetime) -> ColumnMapping:
        looked_at.append(len(rows))
        return guess(columns, rows, now)

    monkeypatch.setattr(guessing, "guess", counted)
    page.reception.survey(write("auteur;texte;date\n" + "Odile;Bravo;22/11/2026\n" * 500))
    assert looked_at == [100]


@pytest.mark.parametrize("name", ["utf-16", "undefined", "idna", "a\0b"])
def test_an_encoding_that_cannot_be_the_file_s_is_refused(page: Page, write: WriteFile, name: str) -> None:
    file = write('{"texte": "Bravo"}\n{"texte": "Merci"}\n', "comments.jsonl")
    with pytest.raises(ImportRefused, match="unknown_encoding"):
        page.reception.survey(file, encoding=name)


def test_a_date_against_the_order_of_the_others_comes_in_and_is_named(page: Page, write: WriteFile) -> None:
    file = write("auteur;texte;date\nOdile;Bonjour;03/04/2026\nMarc;Bonsoir;03/25/2026\n")
    survey = page.reception.survey(file)
    day_first = replace(survey.mapping, dates=DateOrder.DAY_FIRST)
    report = page.bring_in(file, day_first)
    assert (report.new, report.doubtful) == (2, 1)
    assert [(line.line, line.problem, line.detail, line.kept) for line in report.lines] == [
        (3, LineProblem.ORDER, "03/25/2026", True)
    ]
