"""What a moderator says about a rule in front of a comment: kept in a pack, journalled, taken back."""

from dataclasses import replace

import pytest

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.errors import ActRefused, NotFound, RuleError
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.rules import PackId, Precision, RuleState
from cm_desktop.domain.verdicts import Category, Hit, RuleId
from cm_desktop.engine.desk import Desk
from tests.engine.packs import OWN, SHIPPED, FakeLibrary
from tests.engine.port import CLIENT, OTHER, FakePlatform
from tests.engine.test_rejudging import THIEF, TOWN
from tests.store.another_program import journal

FRAUD = RuleId("fraude")
OF_CLIENT = PackId(f"{CLIENT.id}.fr")


def hit(desk: Desk, ref: CommentRef) -> Hit:
    return desk.inbox.row(ref).verdict.hits[0]


def deeds(desk: Desk) -> list[tuple[str, str]]:
    """What the journal tells of rules."""
    ours = {Deed.MISTAKE_NOTED, Deed.MISTAKE_FORGOTTEN, Deed.EXPRESSION_ADDED, Deed.EXPRESSION_FORGOTTEN}
    ours |= {Deed.PACK_SAVED, Deed.PACK_REMOVED, Deed.RULE_MOVED}
    return [(line["deed"], line["detail"]) for line in journal(desk._workspace) if line["deed"] in ours]


def test_a_passage_marked_by_mistake_loses_its_mark_for_this_client_alone(
    desk: Desk, comment: CommentRef, platform: FakePlatform, other: FakePlatform
) -> None:
    desk.accounts.add(replace(OTHER, client=TOWN.id), TOWN, "jeton")
    elsewhere, again = other.post("c1", "Quel escroc !"), platform.post("c2", "Encore cet escroc")
    desk.sync()
    correction = desk.rules.mistaken(comment, hit(desk, comment))
    assert (correction.rule, correction.passage) == (FRAUD, "escroc")
    assert [desk.inbox.row(ref).verdict.severity for ref in (comment, again, elsewhere)] == [0, 0, 3]
    assert deeds(desk) == [(Deed.MISTAKE_NOTED, FRAUD)]


def test_everywhere_means_for_every_client(desk: Desk, comment: CommentRef, other: FakePlatform) -> None:
    desk.accounts.add(replace(OTHER, client=TOWN.id), TOWN, "jeton")
    elsewhere = other.post("c1", "Quel escroc !")
    desk.sync()
    desk.rules.mistaken(comment, hit(desk, comment), everywhere=True)
    assert [desk.inbox.row(ref).verdict.severity for ref in (comment, elsewhere)] == [0, 0]


def test_a_correction_taken_back_leaves_nothing(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    version = desk.rules.judge().version
    correction = desk.rules.mistaken(comment, hit(desk, comment))
    assert desk.rules.precision() == (Precision(rule=FRAUD, mistaken=1),)
    desk.rules.take_back(correction)
    assert desk.inbox.row(comment).verdict.severity == 3
    assert (library.files, desk.rules.judge().version, desk.rules.precision()) == ({}, version, ())
    assert [deed for deed, _ in deeds(desk)] == [Deed.MISTAKE_NOTED, Deed.MISTAKE_FORGOTTEN]


def test_a_pack_that_was_there_keeps_what_was_in_it(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    library.files[OF_CLIENT] = THIEF
    desk.rules.keep_up()
    correction = desk.rules.mistaken(comment, hit(desk, comment))
    assert library.files[OF_CLIENT] != THIEF
    desk.rules.take_back(correction)
    assert library.files == {OF_CLIENT: THIEF}


def test_corrections_are_taken_back_the_last_one_first(desk: Desk, comment: CommentRef, platform: FakePlatform) -> None:
    second = platform.post("c2", "Escrocs et escroc")
    desk.sync()
    first = desk.rules.mistaken(comment, hit(desk, comment))
    last = desk.rules.missed(second, "Escrocs", Category.FRAUD)
    with pytest.raises(ActRefused, match="rewritten"):
        desk.rules.take_back(first)
    assert desk.inbox.row(comment).verdict.severity == 0
    desk.rules.take_back(last)
    desk.rules.take_back(first)
    assert desk.inbox.row(comment).verdict.severity == 3


def test_a_mark_that_is_no_longer_there_cannot_be_a_mistake(
    desk: Desk, comment: CommentRef, platform: FakePlatform, library: FakeLibrary
) -> None:
    shown = hit(desk, comment)
    platform.edit(comment, "Un autre escroc, plus loin")
    desk.sync()
    with pytest.raises(ActRefused, match="changed"):
        desk.rules.mistaken(comment, shown)
    assert (library.files, desk.rules.precision()) == ({}, ())


def test_an_expression_that_was_missed_is_a_rule_on_trial(desk: Desk, platform: FakePlatform) -> None:
    ref = platform.post("c1", "Quel aigrefin !")
    desk.sync()
    correction = desk.rules.missed(ref, "aigrefin", Category.FRAUD)
    why = desk.rules.why("Quel aigrefin !", CLIENT.id)
    assert ([hit.rule for hit in why.trials], why.verdict.hits) == ([correction.rule], ())
    assert desk.inbox.row(ref).verdict.severity == 0
    desk.rules.set_state(correction.rule, RuleState.LIVE)
    assert desk.inbox.row(ref).verdict.severity == 3
    assert deeds(desk) == [
        (Deed.EXPRESSION_ADDED, correction.rule),
        (Deed.RULE_MOVED, f"{correction.rule} live"),
    ]


def test_a_trial_rule_can_be_taken_back(desk: Desk, platform: FakePlatform, library: FakeLibrary) -> None:
    ref = platform.post("c1", "Quel aigrefin !")
    desk.sync()
    desk.rules.take_back(desk.rules.missed(ref, "aigrefin", Category.FRAUD))
    assert library.files == {}
    assert [deed for deed, _ in deeds(desk)] == [Deed.EXPRESSION_ADDED, Deed.EXPRESSION_FORGOTTEN]


def test_what_a_pack_refuses_is_told_and_nothing_is_kept(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    with pytest.raises(RuleError):
        desk.rules.missed(comment, "aigrefin", Category.FRAUD)
    assert (library.files.get(OWN, ""), deeds(desk)) == ("", [])


def test_how_right_a_rule_is_is_told_by_what_was_done_about_its_comments(desk: Desk, platform: FakePlatform) -> None:
    hidden, classed, wrong, reopened, untouched = (platform.post(f"c{n}", f"Quel escroc ! {n}") for n in range(5))
    calm = platform.post("calm", "Merci !")
    desk.sync()
    desk.acts.do(hidden, Hide()).result()
    desk.acts.dismiss(classed, wrong, reopened, calm).result()
    desk.acts.reopen(reopened).result()
    desk.rules.mistaken(wrong, hit(desk, wrong))
    desk.rules.put_in_force(OF_CLIENT, "")  # marked again: that it was a mistake has been said
    assert desk.rules.precision() == (Precision(rule=FRAUD, acted=1, classed=1, mistaken=1),)
    assert desk.inbox.row(untouched).verdict.severity == 3
    desk.acts.undo(desk.acts.do(untouched, Hide()).result()).result()
    assert desk.rules.precision()[0].acted == 1


def test_a_pack_put_in_force_is_told_in_the_journal(desk: Desk) -> None:
    desk.rules.put_in_force(OWN, THIEF)
    assert deeds(desk) == [(Deed.PACK_SAVED, OWN)]


def test_a_pack_that_is_taken_away_can_be_put_back(desk: Desk, comment: CommentRef, library: FakeLibrary) -> None:
    text = "except | fraude | escroc |"
    desk.rules.put_in_force(OWN, text)
    desk.rules.keep_up()
    assert desk.inbox.row(comment).verdict.severity == 0
    removed = desk.rules.remove(OWN)
    desk.rules.keep_up()
    assert (removed.text, OWN in library.files, desk.inbox.row(comment).verdict.severity) == (text, False, 3)
    desk.rules.put_back(removed)
    desk.rules.keep_up()
    assert (library.files[OWN], desk.inbox.row(comment).verdict.severity) == (text, 0)
    assert deeds(desk) == [(Deed.PACK_SAVED, OWN), (Deed.PACK_REMOVED, OWN), (Deed.PACK_SAVED, OWN)]


def test_a_pack_is_not_put_back_over_another_of_its_name(desk: Desk, library: FakeLibrary) -> None:
    desk.rules.put_in_force(OWN, "")
    removed = desk.rules.remove(OWN)
    library.files[OWN] = "rule | lent | lent | live"
    with pytest.raises(ActRefused, match="rewritten"):
        desk.rules.put_back(removed)
    assert library.files[OWN] == "rule | lent | lent | live"


def test_a_pack_that_came_with_the_program_is_not_taken_away(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.rules.remove(SHIPPED)
    assert deeds(desk) == []
