"""Whole files, as they come: in four encodings, from a spreadsheet, from an Instagram tool, from Facebook."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cm_desktop.domain.arrivals import Field, Format
from cm_desktop.domain.comments import Visibility
from cm_desktop.domain.errors import ImportRefused
from tests.imports.conftest import FIXTURES, Page, WriteFile

ROWS = [
    {"auteur": "Odile Garance", "texte": "Où est passé l’été ? « Déçue », cœur serré.", "date": "2026-11-22 13:08"},
    {"auteur": "Bastien Leroux", "texte": "Génial,\nà bientôt ; merci !", "date": "2026-11-21 09:00"},
    {"auteur": "Maëlys Cœur", "texte": "Ça alors… 10 €", "date": "2026-11-20 18:30"},
]


def delimited(delimiter: str) -> str:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return written.getvalue()


FORMATS = {
    "comma": delimited(","),
    "semicolon": delimited(";"),
    "tab": delimited("\t"),
    "bar": delimited("|"),
    "json": json.dumps(ROWS, ensure_ascii=False, indent=2),
    "nested json": json.dumps({"paging": {"next": None}, "data": ROWS}, ensure_ascii=False),
    "jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_read_in_every_encoding(page: Page, write: WriteFile, form: str, encoding: str) -> None:
    report = page.bring_in(write(FORMATS[form], encoding=encoding))
    assert (report.read, report.new, report.broken, report.doubtful) == (3, 3, 0, 0)
    assert page.texts == [row["texte"] for row in ROWS]
    assert [one.author.name for one in page.comments.values()] == [row["auteur"] for row in ROWS]
    assert next(iter(page.comments.values())).created_at == datetime(2026, 11, 22, 12, 8, tzinfo=UTC)


def test_a_file_in_another_encoding_than_guessed_is_read_as_told(page: Page, write: WriteFile) -> None:
    file = write("auteur;texte\nOdile;Ÿ Ž Š\n", encoding="cp1252")
    survey = page.reception.survey(file, encoding="latin-1")
    assert survey.sample == (("Odile", "\x9f \x8e \x8a"),)


def test_a_spreadsheet_made_file_with_french_headers(page: Page) -> None:
    report = page.bring_in(FIXTURES / "spreadsheet.csv")
    assert (report.new, report.broken, report.doubtful) == (4, 0, 0)
    first, second, ours, hidden = page.comments.values()
    assert (first.ref.id, first.author.name, first.likes) == ("501", "Odile Garance", 12)
    assert first.created_at == datetime(2026, 11, 22, 12, 8, tzinfo=UTC)
    assert second.text == "Livraison en retard ; le carton « fragile » était ouvert.\nJe suis déçu."
    assert ours.author.is_page
    assert not first.author.is_page
    assert hidden.text.startswith("-10 %"), "the apostrophe is the spreadsheet's"
    assert hidden.visibility is Visibility.HIDDEN
    assert [post.permalink for post in page.posts.values()] == [
        "https://www.facebook.com/painselise/posts/1001",
        "https://www.facebook.com/painselise/posts/1002",
    ]


def test_a_file_that_a_spreadsheet_saved_in_france_with_the_hour_in_a_column_of_its_own(page: Page) -> None:
    survey = page.reception.survey(FIXTURES / "gnumeric.csv")
    assert survey.mapping.fields["Heure"] is Field.TIME
    report = page.bring_in(FIXTURES / "gnumeric.csv")
    assert (report.new, report.broken, report.doubtful) == (4, 0, 0)
    first, _, _, in_the_hour_that_comes_twice = page.comments.values()
    assert first.created_at == datetime(2026, 11, 22, 12, 8, tzinfo=UTC)
    assert in_the_hour_that_comes_twice.created_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert first.text == "Bande d'escrocs, remboursez-moi !"


def test_an_hour_that_is_none_leaves_the_day(page: Page, write: WriteFile) -> None:
    hours = ("13 h 08", "13:10", "matin", "9:05", "10:00")
    rows = "".join(f"22/11/2026;{hour};Bonjour {hour}\n" for hour in hours)
    page.bring_in(write(f"Date;Heure;Commentaire\n{rows}"))
    times = [comment.created_at for comment in page.comments.values()]
    assert times[0] == datetime(2026, 11, 22, 12, 8, tzinfo=UTC)
    assert times[2] == datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def test_a_column_called_time_that_holds_whole_moments_is_the_date(page: Page, write: WriteFile) -> None:
    survey = page.reception.survey(write("time;texte\n2026-11-22T13:08:00Z;Bonjour\n2026-11-22T13:09:00Z;Bonsoir\n"))
    assert survey.mapping.fields["time"] is Field.CREATED_AT


def test_an_instagram_tool_s_file(page: Page) -> None:
    survey = page.reception.survey(FIXTURES / "instagram.csv")
    assert survey.shape.encoding == "utf-8-sig"
    assert survey.mapping.fields == {
        "username": Field.AUTHOR,
        "comment": Field.TEXT,
        "created_at": Field.CREATED_AT,
        "likesCount": Field.LIKES,
        "post_url": Field.POST,
        "comment_id": Field.ID,
    }, "the address of a profile is not that of a comment"
    page.bring_in(FIXTURES / "instagram.csv")
    first = next(iter(page.comments.values()))
    assert (first.ref.id, first.text) == ("17894561230012345", "Trop beau 😍😍 où l’acheter ?")
    assert first.created_at == datetime(2026, 11, 22, 12, 8, tzinfo=UTC)
    assert first.post == first.permalink == "https://www.instagram.com/p/DAbc123/"


def test_facebook_s_own_export_is_flattened_and_its_letters_set_right(page: Page) -> None:
    survey = page.reception.survey(FIXTURES / "facebook.json")
    assert survey.shape.format is Format.DOCUMENT
    assert survey.mapping.column(Field.TEXT) == "data.comment.comment"
    assert survey.mapping.column(Field.AUTHOR) == "data.comment.author"
    page.bring_in(FIXTURES / "facebook.json")
    assert page.texts == ["Très réussi, bravo ! 😀", "C’était à l’été dernier", "Vivement Noël"]
    assert next(iter(page.comments.values())).created_at == datetime(2026, 11, 22, 13, 8, tzinfo=UTC)


def test_comments_that_stand_under_their_posts_keep_them_and_replies_keep_what_they_answer(
    page: Page, write: WriteFile
) -> None:
    reply = {"id": "11", "message": "Moi aussi", "from": {"name": "Bastien"}}
    first = {"id": "1", "message": "J’adore", "from": {"name": "Odile", "id": "9"}, "replies": {"data": [reply]}}
    others = [{"id": str(n), "message": f"Avis {n}", "from": {"name": "Maëlys"}} for n in (2, 3)]
    posts = [
        {"id": "p1", "title": "Nos brioches", "comments": {"data": [first, *others]}},
        {"id": "p2", "title": "Nos tartes", "comments": {"data": [{"id": "4", "message": "Bof"}]}},
    ]
    page.bring_in(write(json.dumps({"posts": posts}), "posts.json"))
    assert page.texts == ["J’adore", "Moi aussi", "Avis 2", "Avis 3", "Bof"]
    reached = {str(name): (one.post, one.parent) for name, one in page.comments.items()}
    assert reached["11"] == ("p1", "1")
    assert reached["2"] == ("p1", None)
    assert reached["4"] == ("p2", None)
    assert page.comments[next(iter(page.comments))].author.id == "9"


TABLE = "Auteur;Commentaire\nOdile;Été\nPaul;Bof\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE,
        TABLE.replace("\n", "\r"),
        "sep=;\r\n" + TABLE,
        '"sep=;"\n' + TABLE,
        "Export des commentaires\n\n" + TABLE,
        "\ufeff" + TABLE,
        TABLE.replace("Été", "É\0t\0é"),
        "Auteur;Commentaire\n\n;\nOdile;Été\n\n\nPaul;Bof",
    ],
)
@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_what_stands_around_a_table_is_no_comment(
    page: Page, write: WriteFile, content: str, encoding: str | None
) -> None:
    survey = page.reception.survey(write(content), encoding=encoding)
    assert (survey.shape.columns, survey.rows) == (("Auteur", "Commentaire"), 2)
    assert survey.sample == (("Odile", "Été"), ("Paul", "Bof"))


def test_replies_that_are_built_like_what_they_answer_are_comments_too(page: Page, write: WriteFile) -> None:
    def said(name: str, **more: object) -> dict[str, object]:
        return {"id": name, "message": f"Avis {name}", "created_time": "2026-11-22T12:08:00+0000"} | more

    under = {"data": [said(name) for name in ("11", "12", "13")]}
    link = "https://www.facebook.com/x/posts/10?comment_id=1"
    page.bring_in(write(json.dumps({"data": [said("1", permalink_url=link, comments=under), said("2")]}), "graph.json"))
    assert [str(name) for name in page.comments] == ["1", "11", "12", "13", "2"]
    assert {one.post for one in page.comments.values() if one.parent == "1"} == {"https://www.facebook.com/x/posts/10"}


def test_one_comment_alone_is_a_document(page: Page, write: WriteFile) -> None:
    page.bring_in(write('{"text": "seul"}', "one.jsonl"))
    assert page.texts == ["seul"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0", "binary"),
        (b'[{"text": "ok"}, {"text": ', "not_json"),
        (b'{"likes": 3}', "no_list"),
        (b"[" * 100_000, "not_json"),
    ],
)
def test_what_holds_no_comments_is_refused(page: Page, write: WriteFile, content: bytes, problem: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        page.reception.survey(write(content))
    assert refused.value.problem == problem


def test_what_cannot_be_opened_is_refused(page: Page, tmp_path: Path) -> None:
    for file in (tmp_path / "not there.csv", tmp_path):
        with pytest.raises(ImportRefused) as refused:
            page.reception.survey(file)
        assert refused.value.problem == "unreadable"
    with pytest.raises(ImportRefused) as refused:
        page.reception.survey(FIXTURES / "instagram.csv", encoding="klingon")
    assert (refused.value.problem, refused.value.detail) == ("unknown_encoding", "klingon")


def test_a_document_that_would_not_fit_in_memory_is_refused(
    page: Page, write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(json.dumps([{"text": "a" * 3_000}]), "large.json")
    monkeypatch.setattr("cm_desktop.imports.documents.LARGEST", 2 << 10)
    with pytest.raises(ImportRefused) as refused:
        page.reception.survey(file)
    assert refused.value.problem == "too_large"
