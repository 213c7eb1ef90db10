"""Searching through everything: words, phrases, authors, periods; whatever is typed finds what a plain filter finds."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cm_desktop.domain.comments import Comment
from cm_desktop.domain.queue import Order, Query, Queue
from cm_desktop.domain.verdicts import Category
from cm_desktop.store.index.search import searchable
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.samples import BAKERY, BANK, BLOG, BRANCH, NOW, SHOP, add_accounts, comment, save, verdict

COLIS = comment("c1", text="Le colis est perdu, remboursez-moi !", author="Zoé Œuvrard", minutes=1)
PERDU = comment("c2", text="Perdu, le colis… pas moi", author="Max Colis", minutes=2)
OURS = comment("c3", text="Bonjour, votre colis est en route", author="La Boutique", parent="c1", page=True, minutes=3)
ELSEWHERE = comment("c4", text="Aucun colis ici", author="Zoé", account=BRANCH, minutes=4)


@pytest.fixture
def said(workspace: Workspace) -> Workspace:
    save(workspace, COLIS, PERDU, OURS, judged={COLIS.ref: (verdict(Category.FRAUD), searchable(COLIS.text))})
    save(workspace, ELSEWHERE)
    return workspace


def found(reader: Reader, **asked: object) -> list[str]:
    query = Query(**{"queue": Queue.ALL, "order": Order.OLDEST, **asked})  # type: ignore[arg-type]
    rows = reader.page(query).rows
    assert len(rows) == len(reader.handles(query))
    return [row.comment.ref.id for row in rows]


def test_everything_is_searched_wherever_it_stands_our_own_words_too(said: Workspace, reader: Reader) -> None:
    assert found(reader, search="colis") == ["c1", "c2", "c3", "c4"]
    assert found(reader, search="route") == ["c3"]
    assert found(reader) == ["c1", "c2", "c3", "c4"]


@pytest.mark.parametrize("phrase", ['"colis est"', "«\u00a0colis est\u00a0»", "“COLIS EST”", 'perdu "colis est"'])
def test_what_is_quoted_is_one_phrase(said: Workspace, reader: Reader, phrase: str) -> None:
    assert found(reader, search=phrase) == (["c1"] if "perdu" in phrase else ["c1", "c3"])
    assert "c2" in found(reader, search=re.sub('["«»“”]', " ", "perdu colis"))


def test_a_quoted_word_is_whole_and_another_is_only_begun(said: Workspace, reader: Reader) -> None:
    assert found(reader, search="rembours") == ["c1"]
    assert found(reader, search='"rembours"') == []
    assert found(reader, search='"rembours') == ["c1"]  # a quotation that does not end is none
    assert found(reader, search='colis ""') == ["c1", "c2", "c3", "c4"]


def test_words_of_an_author_are_looked_for_among_authors_alone(said: Workspace, reader: Reader) -> None:
    assert found(reader, author="colis") == ["c2"]
    assert found(reader, author="oeuvr ZOE") == ["c1"]
    assert found(reader, author="zoe", search="colis") == ["c1", "c4"]
    assert found(reader, author="!!!", search="colis") == []
    assert found(reader, author=" ", search="route") == ["c3"]


def test_a_period_holds_its_beginning_and_not_its_end(said: Workspace, reader: Reader) -> None:
    second, fourth = (NOW + timedelta(minutes=number) for number in (2, 4))
    assert found(reader, since=second, until=fourth) == ["c2", "c3"]
    assert found(reader, since=second, search="colis") == ["c2", "c3", "c4"]
    assert found(reader, until=second) == ["c1"]
    assert found(reader, since=fourth, until=second) == []


def test_a_search_is_narrowed_like_any_list(said: Workspace, reader: Reader) -> None:
    assert found(reader, search="colis", account=SHOP) == ["c1", "c2", "c3"]
    assert found(reader, search="colis", client=BANK) == ["c4"]
    assert found(reader, search="colis", client=BAKERY, category=Category.FRAUD) == ["c1"]
    assert found(reader, search="colis", queue=Queue.DONE) == ["c1", "c3"]
    assert found(reader, search="colis", order=Order.NEWEST) == ["c4", "c3", "c2", "c1"]


def test_a_text_pasted_whole_finds_itself(workspace: Workspace, reader: Reader) -> None:
    words = " ".join(f"mot{number}" for number in range(3000))
    save(workspace, comment("c1", text=words), comment("c2", text=words[:100]))
    assert found(reader, search=words) == ["c1"]
    assert found(reader, search=f'"{words}"') == ["c1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'ÉTÉ, à Nîmes", "l ete a nimes"),
        ("e\u0301te\u0301", "ete"),
        ("Cœur & ex æquo", "coeur ex aequo"),
        ("Straße, ŒUVRE, Łódź", "strasse oeuvre lodz"),
        ("co\u00adlis\u200b", "colis"),
        ("ﬁn 10² Ⅷ", "fin 102 viii"),
        ("a_b\0c \U0001f621 \ud800", "a b c"),
        ("привет, 東京", "привет 東京"),
    ],
)
def test_a_text_is_its_words(text: str, words: str) -> None:
    assert searchable(text) == words
    assert searchable(words) == words


LETTERS = st.sampled_from(list("aéœÆ1 '\"«»“”*-^:(){}+_%\\\0\ud800\u0301\u00ad\U0001f621東\ua7c2"))
TEXTS = st.text(st.one_of(LETTERS, st.characters()), max_size=30)
OPERATORS = st.sampled_from(["NEAR", "AND", "OR", "NOT", "text:", "author :", "*", '"', "NEAR(", "^", "-"])


def a_plain_filter(one: Comment, search: str, author: str) -> bool:
    """What a query means, without an index."""
    texts = [searchable(one.text).split(), searchable(one.author.name).split()]
    quoted = re.findall('"([^"]*)"|“([^”]*)”|«([^»]*)»', search)
    phrases = [words for parts in quoted if (words := searchable("".join(parts)).split())]
    loose = searchable(re.sub('"[^"]*"|“[^”]*”|«[^»]*»', " ", search)).split()
    if (search.strip() and not (phrases or loose)) or (author.strip() and not searchable(author)):
        return False
    return (
        all(any(_stands(words, text) for text in texts) for words in phrases)
        and all(any(_begins(word, text) for text in texts) for word in loose)
        and all(_begins(word, texts[1]) for word in searchable(author).split())
    )


def _stands(words: Sequence[str], text: Sequence[str]) -> bool:
    return any(list(text[at : at + len(words)]) == list(words) for at in range(len(text)))


def _begins(word: str, text: Sequence[str]) -> bool:
    return any(one.startswith(word) for one in text)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Reader]]:
    """One workspace for all the examples: each writes over the same three comments."""
    workspace = Workspace.open(tmp_path_factory.mktemp("search") / "workspace", threads=False)
    add_accounts(workspace)
    with closing(workspace), closing(workspace.reader()) as reader:
        yield workspace, reader


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_whatever_is_typed_finds_what_a_plain_filter_finds(
    shared: tuple[Workspace, Reader], data: st.DataObject
) -> None:
    names = ["c1", "c2", "c3"]
    comments = [comment(name, text=data.draw(TEXTS), author=data.draw(TEXTS)) for name in names]
    pieces = [one.text[: data.draw(st.integers(0, 30))] for one in comments] + [one.author.name for one in comments]
    typed = st.lists(st.one_of(TEXTS, OPERATORS, st.sampled_from(pieces)), max_size=4).map(" ".join)
    search, author = data.draw(typed), data.draw(st.one_of(st.just(""), typed))
    workspace, reader = shared
    save(workspace, *comments)
    expected = {one.ref.id for one in comments if a_plain_filter(one, search, author)}
    assert set(found(reader, search=search, author=author, account=SHOP)) == expected


def test_a_word_that_sqlite_has_never_heard_of_is_found(workspace: Workspace, reader: Reader) -> None:
    """A letter that its own tokenizer takes for none."""
    save(workspace, comment("c1", text="\u19b0 bonjour", account=BLOG))
    assert found(reader, search="\u19b0") == ["c1"]
