"""Which column holds what: told by names in French and English, by what stands in them, and by the moderator."""

from pathlib import Path

import pytest

from cm_desktop.domain.arrivals import ColumnMapping, DateOrder, Field
from cm_desktop.domain.comments import RemoteId
from cm_desktop.domain.errors import ImportRefused
from cm_desktop.imports import headers
from tests.imports.conftest import PAGE, Page, WriteFile


def guessed(page: Page, file: Path) -> dict[str, str]:
    return {column: field.value for column, field in page.reception.survey(file).mapping.fields.items()}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Commentaire", Field.TEXT),
        ("TEXTE DU COMMENTAIRE", Field.TEXT),
        ("Message", Field.TEXT),
        ("data.comment.comment", Field.TEXT),
        ("Auteur", Field.AUTHOR),
        ("Nom d’utilisateur", Field.AUTHOR),
        ("nom_d'utilisateur", Field.AUTHOR),
        ("from.name", Field.AUTHOR),
        ("Horodatage", Field.CREATED_AT),
        ("created_time", Field.CREATED_AT),
        ("Date de publication", Field.CREATED_AT),
        ("Permalien", Field.LINK),
        ("permalink_url", Field.LINK),
        ("Identifiant", Field.ID),
        ("comment_ID", Field.ID),
        ("Publication", Field.POST),
        ("posts.id", Field.POST),
        ("J'aime", Field.LIKES),
        ("J’aime", Field.LIKES),
        ("like_count", Field.LIKES),
        ("En réponse à", Field.PARENT),
        ("parent_id", Field.PARENT),
        ("from.id", Field.AUTHOR_ID),
        ("is_hidden", Field.HIDDEN),
        ("Masqué", Field.HIDDEN),
    ],
)
def test_a_name_says_what_a_column_holds(name: str, field: Field) -> None:
    found = headers.meaning(name)
    assert found is not None
    assert found[0] is field


def test_a_name_that_says_nothing_is_left_to_its_content() -> None:
    assert headers.meaning("Colonne 7") is None
    assert headers.meaning("") is None


def test_no_name_stands_for_two_fields() -> None:
    plain = [headers.plain(name) for names in headers.NAMES.values() for name in names]
    assert sorted(plain) == sorted(set(plain))


def test_a_file_without_names_is_told_by_what_stands_in_it(page: Page, write: WriteFile) -> None:
    file = write(
        "Odile Garance;22/11/2026 13:08;https://page.example/1;Je ne reviendrai plus jamais dans ce magasin\n"
        "Bastien Leroux;21/11/2026 09:00;https://page.example/2;Très bon accueil, merci à toute l’équipe\n"
    )
    survey = page.reception.survey(file)
    assert not survey.shape.header
    assert survey.shape.columns == ("A", "B", "C", "D")
    assert guessed(page, file) == {"A": "author", "B": "created_at", "C": "link", "D": "text"}
    assert page.bring_in(file).new == 2


def test_names_that_say_nothing_are_told_by_what_stands_below_them(page: Page, write: WriteFile) -> None:
    file = write("col1,col2,col3\n2026-11-22,Un avis assez long pour en être un,https://page.example/1\n")
    assert guessed(page, file) == {"col1": "created_at", "col2": "text", "col3": "link"}


def test_what_stands_in_a_column_can_belie_its_name(page: Page, write: WriteFile) -> None:
    file = write(
        "Commentaires,Message,Publication,Id\n"
        "12,Un avis,22/11/2026,1.78946E+16\n"
        "3,Un autre avis,21/11/2026,1.78946E+16\n"
    )
    assert guessed(page, file) == {"Message": "text", "Publication": "created_at"}


def test_a_list_of_texts_is_one_column_whatever_its_commas(page: Page, write: WriteFile) -> None:
    page.bring_in(write("Bonjour, ça va ?\nNul, nul, nul\nMerci\n", "texts.txt"))
    assert page.texts == ["Bonjour, ça va ?", "Nul, nul, nul", "Merci"]


def test_two_columns_of_one_name_are_two(page: Page, write: WriteFile) -> None:
    survey = page.reception.survey(write("Date,Texte,Date\n2026-11-22,Bonjour,2026-11-23\n"))
    assert survey.shape.columns == ("Date", "Texte", "Date (2)")


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("03/04/2026", "22/11/2026"), DateOrder.DAY_FIRST),
        (("03/04/2026", "11/22/2026"), DateOrder.MONTH_FIRST),
        (("03/04/2026 1:08 PM",), DateOrder.MONTH_FIRST),
        (("03/04/2026",), DateOrder.DAY_FIRST),
    ],
)
def test_the_day_comes_first_unless_the_column_proves_otherwise(
    page: Page, write: WriteFile, dates: tuple[str, ...], order: DateOrder
) -> None:
    file = write("texte,date\n" + "".join(f"Avis {n},{date}\n" for n, date in enumerate(dates)))
    assert page.reception.survey(file).mapping.dates is order


def test_a_correction_is_remembered_for_the_next_file_with_the_same_columns(page: Page, write: WriteFile) -> None:
    survey = page.reception.survey(write("titre,resume\nAvis,Un avis\n"))
    corrected = survey.mapping.giving("titre", None).giving("resume", Field.TEXT)
    assert corrected != survey.mapping
    assert not survey.remembered
    page.bring_in(survey.file, corrected)
    again = page.reception.survey(write("titre,resume\nAutre,Tout autre chose\n", "later.csv"))
    assert (again.mapping, again.remembered) == (corrected, True)
    other = page.reception.survey(write("titre,resume,date\nAutre,Tout autre chose,2026-11-22\n", "other.csv"))
    assert not other.remembered


def test_a_damaged_memory_counts_as_none(page: Page, write: WriteFile) -> None:
    file = write("texte,auteur\nAvis,Odile\n")
    page.bring_in(file)
    assert page.reception.survey(file).remembered
    (page.shelf.folder / "mappings.json").write_text('{"half', "utf-8")
    assert not page.reception.survey(file).remembered


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"texte": Field.TEXT, "auteur": Field.TEXT}, "two_columns"),
        ({"auteur": Field.AUTHOR}, "no_text_column"),
        ({"texte": Field.TEXT, "date": Field.CREATED_AT}, "no_such_column"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_and_nothing_comes_in(
    page: Page, write: WriteFile, fields: dict[str, Field], problem: str
) -> None:
    file = write("texte,auteur\nAvis,Odile\n")
    with pytest.raises(ImportRefused) as refused:
        page.bring_in(file, ColumnMapping(fields=fields))
    assert refused.value.problem == problem
    assert not page.shelf.page(PAGE.id).exists()
    assert not (page.shelf.folder / "mappings.json").exists()


def test_a_preview_shows_the_sample_as_it_would_come_in(page: Page, write: WriteFile) -> None:
    survey = page.reception.survey(write("texte,date\n" + "Avis,22/11/2026\n" * 50))
    shown = page.reception.preview(survey, survey.mapping, PAGE.id)
    assert len(shown) == len(survey.sample) == 20
    assert {one.text for one in shown} == {"Avis"}
    assert survey.rows == 50
    assert not page.shelf.folder.exists()


def test_ids_are_ids_though_some_lines_come_twice(page: Page, write: WriteFile) -> None:
    lines = [f"{number};Odile;Bonjour {number}\n" for number in range(30)]
    report = page.bring_in(write("identifiant;auteur;commentaire\n" + "".join([*lines, lines[3]])))
    assert (report.new, report.repeated) == (30, 1)
    assert RemoteId("3") in page.comments
