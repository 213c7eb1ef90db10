"""What docs/supervision.md says of figures, names, examples and files is what the code does."""

import ast
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cm_desktop.approvals import codes, dossier, envelope, folder, looking, pairing, sealing, strict_json
from cm_desktop.approvals.journal import journal
from cm_desktop.approvals.keys import MOST_FORMER, SEED
from cm_desktop.approvals.ownership import CLEAR
from cm_desktop.domain.approvals import gate, terms
from cm_desktop.domain.approvals.events import EventId, Head
from cm_desktop.domain.approvals.people import KeyId, aloud
from cm_desktop.domain.backups import KEPT_FOR
from cm_desktop.domain.departure import STALE_AFTER
from cm_desktop.engine.supervision import strangers, supervision, witness
from tests.approvals.cast import CASE, answered, approval, cast, payload
from tests.approvals.test_journal import FRENCH, archive, unzipped

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "supervision.md").read_text("utf-8")
CATALOGUES = ROOT / "resources" / "translations" / "fr" / "LC_MESSAGES"
FIGURES = [
    f"DSSEv1 {len(envelope.TYPE)} {envelope.TYPE} <length> <payload>",
    f"key name ({sealing._NAME} bytes) nonce ({sealing._NONCE})",
    f"in base64; no more than {strict_json.LARGEST >> 20} MiB",
    f"with the next: {2 * SEED} bytes in base64",
    f"a code of {pairing.CODE} letters, {5 * pairing.CODE} bits",
    f"a code of {pairing.RECOVERY + pairing._CHECKED} letters ({5 * pairing.RECOVERY} bits,",
    f"the first {5 * codes._NAME_LETTERS} bits of its id",
    f"the first {5 * codes._CODE_LETTERS} bits of HMAC-SHA-256 over `{codes.VERSION}`",
    f"/{folder.PLACE}/<first {folder._OURS} digits of a device's key>/<SHA-256>{folder._ENDING}`",
    f"nothing over {looking.LARGEST / (1 << 20)} MiB is read",
    f"At most {looking._ENTRIES:,} names and {looking._READ >> 20} MiB are looked through",
    f"at most {strangers.MOST} events are kept",
    f"none over {strangers.LARGEST >> 10} KiB",
    f"It is read every {supervision.EVERY.seconds} seconds while the program runs",
    f"`{dossier.NAME}`, at most {dossier.MOST >> 20} MiB and {dossier._MOST_SHEETS:,} sheets",
    f"{dossier._FIRST.decode().strip()}\\n",
    f"They live on in `backups/` for {KEPT_FOR.days} days at most",
    f"the folder was not read to its end within {gate.READ_WITHIN.seconds // 60} minutes",
    f"what was approved has {terms.LEAVES_WITHIN // timedelta(hours=1)} hours more",
]
IN_WORDS = {
    "those of two former keys, which only open": MOST_FORMER == 2,
    "until when: seven days": timedelta(days=7) == pairing.GOOD_FOR,
    "Ils valent sept jours": timedelta(days=7) == pairing.GOOD_FOR,
    "six groups of four digits": [len(group) for group in aloud(KeyId("0")).split()] == [4] * 6,
    "and four letters that tell a slip of the pen": pairing._CHECKED == 4,
    "at every twentieth reading all the same": looking._DOUBTED_AGAIN == 20,
    "A late answer counts for three days": timedelta(days=3) == terms.LATE_BY,
    "Une réponse en retard compte encore trois jours": timedelta(days=3) == terms.LATE_BY,
    "the folder was read within a quarter of an hour": timedelta(minutes=15) == gate.READ_WITHIN,
    "every member says once a day how far they have read": timedelta(days=1) == witness.WITNESS_EVERY,
    "a reply over a day old": timedelta(days=1) == STALE_AFTER,
    "Five kinds of events are in clear": len(CLEAR) == 5,
}


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def under(heading: str) -> str:
    """What stands under it, up to the next one."""
    return re.split(r"^#{2,3} ", DOCUMENT.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def examples(heading: str) -> list[Any]:
    """The blocks of JSON under it, in which names are cut short."""
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", under(heading), re.DOTALL)]


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_is_that_of_the_code(figure: str) -> None:
    assert figure in flat(DOCUMENT)


@pytest.mark.parametrize("sentence", IN_WORDS)
def test_every_figure_in_words_is_that_of_the_code(sentence: str) -> None:
    assert sentence in flat(DOCUMENT)
    assert IN_WORDS[sentence]


def test_a_figure_that_is_one_too_high_would_be_noticed() -> None:
    wrong = [re.sub(r"\d+", lambda figure: str(int(figure[0]) + 1), one) for one in FIGURES]
    assert [one for one in wrong if one in flat(DOCUMENT)] == []


def test_what_is_in_clear_is_named() -> None:
    named = ", ".join(f"`{kind.__name__.lower()}`" for kind in CLEAR)
    assert f"before they have any key: {named}." in flat(under("A sheet"))


def test_the_examples_have_the_keys_that_are_written() -> None:
    supervisor = cast().supervisor
    papers = supervisor.notary.file(answered("Merci, nous regardons."))
    supervisor.say(Head())
    said = supervisor.say(approval(EventId("e7" * 32)), case=CASE)
    written = supervisor.notary.bare(said.sheet)
    (enclosed, event), (filed,) = examples("An event"), examples("Papers")
    assert shape(enclosed) == shape(json.loads(written))
    assert shape({**event, "seen": {}}) == shape(json.loads(payload(written)))
    assert shape(filed) == shape(json.loads(supervisor.notary.bare(papers.sheet)))


def shape(value: Any) -> Any:
    """Its keys in their order, and of what kind each value is."""
    if isinstance(value, dict):
        return [(key, shape(inner)) for key, inner in value.items()]
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value)


def test_the_files_of_a_journal_are_those_that_are_named() -> None:
    named = set(re.findall(r"`([\w/<>]+\.\w+)`(?:, `([\w/<>]+\.\w+)`)? \|", under("A journal")))
    made = {re.sub("[0-9a-f]{64}", "<id>", name) for name in unzipped(journal(FRENCH, archive()))}
    assert {name for names in named for name in names if name} == made


def test_every_module_that_is_named_is_there() -> None:
    rooms = [ROOT / "cm_desktop" / "domain" / "approvals", ROOT / "cm_desktop" / "approvals"]
    listed = re.findall(r"^(\w+\.py) ", DOCUMENT, re.MULTILINE)
    paths = re.findall(r"`((?:cm_desktop|tests|resources|approvals)/[\w/]+\.py)`", DOCUMENT)
    assert len(listed) >= 7
    assert [name for name in listed if not (rooms[0] / name).exists()] == []
    assert [path for path in paths if not any((place / path).exists() for place in (ROOT, ROOT / "cm_desktop"))] == []


def test_what_it_calls_by_name_on_the_screen_is_called_so_there() -> None:
    known = {says(entry) for name in CATALOGUES.glob("*.po") for entry in name.read_text("utf-8").splitlines()}
    both = DOCUMENT.partition("## The bytes")[0]
    called = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", both)
    assert called
    assert [name for name in called if plain(name) not in known] == []
    assert plain("Found another team") not in known


def says(entry: str) -> str:
    """The text of a line of a catalogue, in either language."""
    keyword, _, text = entry.partition(" ")
    return plain(ast.literal_eval(text)) if keyword in ("msgid", "msgstr") else ""


def plain(text: str) -> str:
    """With blanks of one kind."""
    return flat(text.replace("\u00a0", " ").replace("\u202f", " "))
