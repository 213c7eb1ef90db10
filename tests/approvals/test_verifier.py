"""The small program in a journal believes nothing of the table, nor of the list of keys, that was not signed."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from cm_desktop.approvals.journal import journal
from cm_desktop.domain.approvals import events
from cm_desktop.domain.approvals.events import (
    Answer,
    Body,
    Declaration,
    EventId,
    Head,
    Outcome,
    PolicySet,
    Position,
    Sending,
    Way,
    WhyWithdrawn,
)
from cm_desktop.domain.approvals.people import KeyId, Level, Role
from cm_desktop.domain.approvals.policy import Demand, Policy
from cm_desktop.domain.approvals.ports import Signed
from cm_desktop.settings import resources
from cm_desktop.wording import cases
from cm_desktop.wording import journal as sentences
from cm_desktop.wording.words import Words
from tests.approvals.cast import CASE, CLIENT, Author, approval, cast, request
from tests.approvals.test_erasures import PutOut, links_a_case, names_papers, put_out
from tests.approvals.test_journal import archive, archived, unzipped

LANGUAGES = [Words.load(language, resources() / "translations") for language in ("en", "fr")]
COLUMNS = range(20)
Files = dict[str, bytes]


@pytest.fixture(scope="module", params=[0, 1], ids=["en", "fr"])
def whole(request: pytest.FixtureRequest) -> Files:
    return unzipped(journal(LANGUAGES[request.param], archive(erasing=True)))


def problems(verify: ModuleType, files: Files) -> list[str]:
    """What it says of these, the list of files left aside: whoever forges the others forges that one too."""
    found: dict[str, Any] = {}
    said: list[str] = []
    for check in (verify.signed, verify.chained, verify.named, verify.approved, verify.table):
        try:
            said += check(files, found)
        except verify.DAMAGE as error:
            said.append(str(error))
    return said


def table_of(files: Files) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files["journal.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))


def with_table(files: Files, rows: list[list[str]]) -> Files:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return files | {"journal.csv": file.getvalue().encode("utf-8-sig")}


def with_keys(files: Files, change: Callable[[dict[str, Any]], object]) -> Files:
    keys = json.loads(files["keys.json"])
    change(keys)
    return files | {"keys.json": json.dumps(keys).encode()}


def test_it_has_nothing_to_say_of_a_journal_that_holds(verify: ModuleType, whole: Files) -> None:
    """The control of all that follows, with the table written anew."""
    assert problems(verify, with_table(whole, table_of(whole))) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_whatever_is_written_into_a_cell_is_seen(verify: ModuleType, whole: Files, column: int) -> None:
    rows = table_of(whole)
    values = {row[at] for row in rows for at in COLUMNS} | {"", "x", "\ufffd", "'", "text"}
    for number, row in enumerate(rows):
        for value in values - {row[column]}:
            forged = [list(one) for one in rows]
            forged[number][column] = value
            assert problems(verify, with_table(whole, forged)), (number, column, value)


def test_a_line_that_is_cut_short_or_goes_on_is_seen(verify: ModuleType, whole: Files) -> None:
    rows = table_of(whole)
    assert problems(verify, with_table(whole, [*rows[:-1], rows[-1][:-1]]))
    assert problems(verify, with_table(whole, [*rows[:-1], [*rows[-1], "Approuvé"]]))


def test_texts_that_are_taken_out_with_their_cells_are_missed(verify: ModuleType, whole: Files) -> None:
    (papers,) = (name for name, data in whole.items() if name.startswith("papers/") and b"answered" in data)
    rows = [[*row[:10], *[""] * 10] if "Très bien." in row else row for row in table_of(whole)]
    without = {name: data for name, data in whole.items() if name != papers}
    assert problems(verify, with_table(without, rows))


def test_it_says_what_the_program_says(verify: ModuleType) -> None:
    for place, words in enumerate(LANGUAGES):
        assert verify.HEADINGS[place].split("|") == sentences.headings(words)
        assert verify.VOID[place] == sentences.remark(words, void=True, erased=False)
        assert verify.ERASED[place] == sentences.remark(words, void=False, erased=True)
        assert verify.MODERATOR[place] == cases.somebody(words, "")
        for kind, said in sentences._DEEDS.items():
            assert verify.DEEDS[kind.__name__.lower()][place] == words.say(said)
        for outcome in Outcome:
            name = EventId("ab" * 32)
            answer = sentences.deed(words, Answer(request=name, outcome=outcome))
            declared = sentences.deed(words, Declaration(request=name, outcome=outcome, way=Way.FILE))
            assert verify.DEEDS["answer"][place] + verify.DEEDS[outcome][place] == answer
            assert verify.DEEDS["declaration"][place] + verify.DEEDS[outcome][place] == declared
        back = sentences.deed(words, Answer(request=EventId("ab" * 32), outcome=Outcome.ADVISE), takes_back=True)
        assert verify.DEEDS["taken_back"][place] == back
    kinds = {kind.__name__.lower() for kind in events.Body.__args__}
    assert kinds | set(Outcome) | {WhyWithdrawn.DONE, "taken_back"} == set(verify.DEEDS)


def ended(*, without: int) -> Files:
    """A device signed four events; its part was ended after the second one. One of the four is not there."""
    team = cast()
    owner, supervisor, moderator = team.owner, team.supervisor, team.moderator
    heads = [supervisor.say(Head()) for _ in range(4)]
    staying = [owner.member, moderator.member]
    said = [*owner.said, owner.say(owner.notary.revocation(supervisor.member.key, 2, staying)), *heads]
    del said[said.index(heads[without - 1])]
    return unzipped(journal(LANGUAGES[0], archived(owner, [*said, moderator.say(Head())], [])))


def the_ended(files: Files) -> str:
    keys: dict[str, Any] = json.loads(files["keys.json"])
    return next(key for key, one in keys.items() if "ended" in one)


def test_a_part_that_was_ended_spoils_no_journal_by_what_it_says_later(verify: ModuleType) -> None:
    files = ended(without=3)
    assert problems(verify, files) == []
    assert [row[8] for row in table_of(files)].count("Counts for nothing") == 1
    assert "one is missing" in str(problems(verify, ended(without=2)))


@pytest.mark.parametrize("number", [None, 0, 1, 3, 4, 5])
def test_no_part_is_made_longer_or_shorter_than_its_owners_said(verify: ModuleType, number: int | None) -> None:
    files = ended(without=4)
    key = the_ended(files)
    forged = with_keys(files, lambda keys: keys[key].update(ended=number) if number else keys[key].pop("ended"))
    rows = [list(row) for row in table_of(forged)]
    for row in rows:
        if row[1] == key:
            row[8] = "Counts for nothing" if number is not None and int(row[2]) > number else ""
    assert problems(verify, with_table(forged, rows))


@pytest.mark.parametrize("field", ["name", "role", "public_key"])
def test_no_key_is_given_to_somebody_else(verify: ModuleType, whole: Files, field: str) -> None:
    keys = json.loads(whole["keys.json"])
    one, other = keys
    forged = with_keys(whole, lambda said: said[one].update({field: keys[other][field]}))
    if field == "name":
        rows = [[*row[:6], keys[other]["name"] if row[1] == one else row[6], *row[7:]] for row in table_of(whole)]
        forged = with_table(forged, rows)
    assert problems(verify, forged)
    assert problems(verify, with_keys(whole, lambda said: said.pop(one)))


def test_a_stranger_names_nobody_else_otherwise(verify: ModuleType) -> None:
    """Whoever forges a journal can sign that a key is of somebody else, with a key of their own."""
    team, stranger = cast(), Author.new("Personne", Role.OWNER)
    renamed = replace(team.supervisor.member, name="Zoé")
    said = [*team.owner.said, stranger.say(stranger.notary.founding(stranger.member))]
    said.append(stranger.say(stranger.notary.welcome(renamed)))
    files = unzipped(journal(LANGUAGES[0], archived(team.owner, said, [])))
    assert problems(verify, files) == []
    key = team.supervisor.member.key
    assert problems(verify, with_keys(files, lambda keys: keys[key].update(name="Zoé")))


@pytest.mark.parametrize("named", [True, False])
def test_what_left_by_the_word_of_others_than_the_client_named_is_seen(verify: ModuleType, named: bool) -> None:
    """`named`: whoever approves it is the one who is named."""
    team = cast()
    owner, supervisor, moderator = team.owner, team.supervisor, team.moderator
    by = frozenset({supervisor.person if named else owner.person})
    rules = owner.say(PolicySet(client=CLIENT, policy=Policy(demands=(Demand(level=Level.SIGNED, by=by),))))
    seen = ((owner.member.key, Position(seq=rules.event.seq, id=rules.event.id)),)
    asked = said_having_read(moderator, request(), seen)
    answer = supervisor.say(approval(asked.event.id), case=CASE)
    leaving = moderator.say(Sending(request=asked.event.id, answers=(answer.event.id,)), case=CASE)
    said = [*owner.said, asked, answer, leaving]
    found = problems(verify, unzipped(journal(LANGUAGES[0], archived(owner, said, []))))
    assert ["without the yes of somebody" in one for one in found] == [True] * (not named)


def said_having_read(author: Author, body: Body, seen: tuple[tuple[KeyId, Position], ...]) -> Signed:
    signed = author.notary.sign(replace(author.draft(body, case=CASE), seen=seen))
    author.notary.kept(signed.event)
    author.said.append(signed)
    return signed


@pytest.mark.parametrize("deed", [links_a_case, names_papers])
def test_what_is_taken_out_by_the_word_of_who_was_put_out_is_missed(
    verify: ModuleType, deed: Callable[[PutOut], None]
) -> None:
    put = put_out()
    deed(put)
    owner = put.team.owner
    papers = f"papers/{put.stands.id}.json"
    files = unzipped(journal(LANGUAGES[0], archived(owner, put.said, [put.stands])))
    assert problems(verify, files) == []
    without = {name: data for name, data in files.items() if name != papers}
    assert "nobody erased them" in str(problems(verify, without))
