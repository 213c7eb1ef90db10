"""A replay that asks the index of words misses nothing that a full pass finds, whatever hides in the texts."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import example, given

from cm_desktop.domain.rules import PackId, Replay
from cm_desktop.engine.desk import Desk
from cm_desktop.engine.ruling import replaying
from cm_desktop.rules.keeping.drafting import Draft
from cm_desktop.rules.keeping.library import Library
from cm_desktop.rules.text import finders, words
from cm_desktop.store.comments.history import History
from cm_desktop.store.index.plain import is_plain
from cm_desktop.store.index.search import searchable
from tests.engine.conftest import OpenDesk
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform
from tests.rules.test_amended import BASE, DRAFTS, WORDS
from tests.rules.test_sieve import ANYTHING, DISGUISES

FILLING = "le la les un une très bien merci bonjour madame service soir table repas magasin produit 3 !"
ODD = "fil\u200bou|\ud83d filou|ﬁlou|ｆｉｌｏｕ|fiLOU|l'escroc|l’escroc|filou™|①filou|filou1|filou_|@filou|filou€|fi\u0308lou"
BY_READING = {
    *("an expression", "a sign", "a sign taken out", "taken out", "what all share"),
    *("a word that others take for a slip", "a slip of others"),
    *(
        "less grave",
        "for one client",
        "a word in figures taken out",
        "a slip taken out",
    ),  # of a rule that has a sign alone
}


def texts() -> Iterator[str]:
    """A few of many have a word that some rule wants; a part of these is disguised."""
    chance, wanted, hidden = random.Random(7), WORDS.split(" "), [*DISGUISES.values()]
    for number in range(600):
        some = chance.choices(FILLING.split(), k=8)
        if number % 2:
            some[2:2] = chance.choices(wanted, k=chance.randint(1, 4))
        text = " ".join(some)
        yield chance.choice(hidden)(text) if number % 5 == 1 else text
    yield from (f"{odd} client" for odd in (*ODD.split("|"), "é" * 120, "filou" + "x" * 96))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "shipped").mkdir()
    (folder / "shipped" / "pack.yaml").write_text(BASE, encoding="utf-8")
    return Library(folder / "shipped", folder / "own")


@pytest.fixture
def history(open_desk: OpenDesk, platform: FakePlatform, packs: Library) -> Desk:
    for number, text in enumerate(texts()):
        platform.post(f"c{number}", text)
    desk = open_desk(packs)
    desk.accounts.add(ACCOUNT, CLIENT, "jeton")
    desk.sync()
    return desk


def pack_of(name: str) -> PackId:
    return PackId("base.fr" if name == "taken out" else "mine")


def replayed(desk: Desk, name: str) -> Replay:
    return desk.rules.replay(pack_of(name), DRAFTS[name], lambda _: None, Event())


def found(replay: Replay) -> Replay:
    """All but the samples, of which there are more than are shown."""
    return replace(replay, samples_caught=(), samples_lost=())


def test_an_index_misses_nothing(history: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    by_index = {name: found(replayed(history, name)) for name in DRAFTS}
    monkeypatch.setattr(History, "holding", lambda *_: None)
    monkeypatch.setattr(Draft, "may_differ", lambda _, texts, __: range(len(texts)))
    assert by_index == {name: found(replayed(history, name)) for name in DRAFTS}
    assert sum(replay.caught + replay.lost > 0 for replay in by_index.values()) > len(DRAFTS) // 2


def test_an_index_is_asked_where_words_tell(packs: Library) -> None:
    version = packs.load().version
    drafts = {name: packs.draft(pack_of(name), text) for name, text in DRAFTS.items()}
    assert {name for name, draft in drafts.items() if draft.wanted(version) is None} == BY_READING
    assert drafts["a rule"].wanted("another version") is None


def test_only_what_it_finds_and_what_is_doubtful_is_read(history: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def look(_: Draft, texts: Sequence[str], __: str) -> Sequence[int]:
        read.extend(texts)
        return ()

    monkeypatch.setattr(Draft, "may_differ", look)
    assert replayed(history, "a rule").read == len(list(texts()))
    assert len(read) < len(list(texts())) / 2
    assert all("voleur" in text or "filou" in text or "êtes" in text for text in read if is_plain(text))


def test_where_an_index_finds_many_all_is_read_the_newest_first(history: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found(replayed(history, "a rule"))
    monkeypatch.setattr(replaying, "FEW_ENOUGH", 0)
    monkeypatch.setattr(History, "doubtful", None)
    assert found(replayed(history, "a rule")) == whole


def test_without_the_doubtful_ones_it_would_miss_some(history: Desk, tmp_path: Path) -> None:
    whole = replayed(history, "a rule").caught
    with closing(sqlite3.connect(tmp_path / "workspace" / "cache.db", isolation_level=None)) as db:
        db.execute("DELETE FROM doubtful")
    assert 0 < replayed(history, "a rule").caught < whole


@given(ANYTHING)
@example("1'con")
@example("c.o.n€")
@example("09con")
@example("ßß œee")
@example("A A Œ")
@example("l'arnaque du 3 l’été ❤️ 🤡 « déjà » n°5 oh ! A-t-il…")
def test_what_rules_compare_of_a_plain_text_is_what_the_index_has_of_it(text: str) -> None:
    if not is_plain(text):
        return
    kept = f" {searchable(words.fold_text(text))} "
    for word in words.split(text):
        assert f" {searchable(words.folded(word))} " in kept
        assert not any(hides(word) for hides in (words.unmasked, words.is_elongated, words.is_starred))
    assert not {finders.SPACED, finders.LETTERED} & {kind for _, _, kind in finders.find(text)}
