"""What a client wants validated stays so by whatever way an act comes: through its own reply, another team, or by hand."""

from dataclasses import replace

import pytest

from cm_desktop.cli.case_forms import case_form
from cm_desktop.domain.actions import ActionKind, EditReply, Publish, Repeat, Restore, Unhide, WriteReply
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.policy import Demand, Policy, with_ways_around
from cm_desktop.domain.comments import CommentRef, Visibility
from cm_desktop.domain.errors import ActRefused, Trouble
from cm_desktop.domain.outbox import Addressee, State
from cm_desktop.domain.verdicts import Category
from tests.engine.packs import FakeJudge
from tests.engine.port import CLIENT, FakePlatform
from tests.engine.supervision.people import AT_ONCE, People, Person
from tests.engine.test_background import heard

REPLYING = frozenset({ActionKind.REPLY, ActionKind.EDIT})
OF_FRAUD = Policy(demands=(Demand(level=Level.SIGNED, acts=REPLYING, categories=frozenset({Category.FRAUD})),))
MISSING = Trouble("NotValidated", {"reason": "missing"})


def read_again(person: Person) -> None:
    for _ in range(2):
        person.desk.sync()


def own_reply(two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform) -> CommentRef:
    """What was validated and left, as the platform says it back; its client wants all about fraud validated."""
    moderator, supervisor = two
    supervisor.approve(moderator.ask(comment))
    moderator.desk.send()
    read_again(moderator)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    (own,) = (known.ref for known in platform.comments.values() if known.author.is_page)
    return own


def test_a_validated_reply_is_about_what_it_answers(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    own = own_reply(two, comment, platform)
    with pytest.raises(ActRefused) as refused:
        two[0].desk.acts.do(own, EditReply("Autre chose."), delay=AT_ONCE)
    assert refused.value.reason == "needs_validation"


def test_other_words_for_a_validated_reply_are_held_too(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    own = own_reply(two, comment, platform)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy())
    moderator.desk.acts.do(own, EditReply("Autre chose."), delay=AT_ONCE).result()
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    moderator.desk._push.run()
    assert [row.trouble for row in moderator.rows()] == [MISSING]
    assert platform.comments[own.id].text == "Bonjour."


def test_a_reply_to_what_nobody_has_here_is_about_everything(
    two: tuple[Person, Person], platform: FakePlatform
) -> None:
    moderator, _ = two
    own = platform.post("own", "Bonjour.", parent="gone", by_page=True)
    read_again(moderator)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    with pytest.raises(ActRefused):
        moderator.desk.acts.do(own, EditReply("Autre chose."), delay=AT_ONCE)


def test_a_reply_to_a_harmless_comment_is_the_moderators_own(
    two: tuple[Person, Person], platform: FakePlatform
) -> None:
    """The control of those above."""
    moderator, _ = two
    platform.post("calm", "Merci !")
    own = platform.post("own", "Bonjour.", parent="calm", by_page=True)
    read_again(moderator)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    moderator.desk.acts.do(own, EditReply("Autre chose."), delay=AT_ONCE).result()
    moderator.desk._push.run()
    assert platform.comments[own.id].text == "Autre chose."


PUBLISHING = frozenset({ActionKind.PUBLISH})


@pytest.mark.parametrize("acts", [with_ways_around(PUBLISHING), PUBLISHING], ids=["as said today", "as signed before"])
@pytest.mark.parametrize(
    ("stands", "action"),
    [(Visibility.HELD, Publish()), (Visibility.HELD, Unhide()), (Visibility.SPAM, Restore())],
    ids=["published", "shown again", "back from spam"],
)
def test_what_is_held_does_not_appear_by_another_name_where_publishing_is_validated(
    two: tuple[Person, Person],
    comment: CommentRef,
    platform: FakePlatform,
    acts: frozenset[ActionKind],
    stands: Visibility,
    action: Publish | Unhide | Restore,
) -> None:
    moderator, _ = two
    platform.caps = replace(platform.caps, acts={**platform.caps.acts, ActionKind.RESTORE: Repeat.STATE})
    platform.move(comment, stands)
    read_again(moderator)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy(demands=(Demand(level=Level.SIGNED, acts=acts),)))
    with pytest.raises(ActRefused) as refused:
        moderator.desk.acts.do(comment, action, delay=AT_ONCE)
    assert refused.value.reason == "needs_validation"
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy())
    moderator.desk.acts.do(comment, action, delay=AT_ONCE).result()


def done_by_hand(platform: FakePlatform) -> None:
    """The page takes replies from a hand alone."""
    platform.caps = replace(platform.caps, acts={**platform.caps.acts, ActionKind.REPLY: Repeat.BY_HAND})


def test_a_single_command_knows_what_a_client_wants(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    """Nothing reads in the background of one command, and no gate stands before what never leaves."""
    moderator, _ = two
    done_by_hand(platform)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    moderator.desk.close()
    again = people.comes(moderator.name, moderator.vault)
    with pytest.raises(ActRefused) as refused:
        again.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE)
    assert refused.value.reason == "needs_validation"


def started_locked(people: People, moderator: Person) -> Person:
    """The moderator's window opens again while the keyring gives nothing out."""
    moderator.desk.close()
    moderator.vault.sealed = True
    again = people.comes(moderator.name, moderator.vault, threads=True)
    again.desk.start()
    return again


def test_a_window_that_cannot_read_what_a_client_wants_lets_nothing_be_done_by_hand(
    people: People, two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    done_by_hand(platform)
    name = moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result().entries[0]
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    desk = started_locked(people, moderator).desk
    with pytest.raises(ActRefused, match="policy_unread"):
        desk.acts.do(comment, WriteReply("Autre."), delay=AT_ONCE)
    with pytest.raises(ActRefused, match="policy_unread"):
        desk.acts.confirm(name)
    assert desk.inbox.entry(name).state is State.HELD
    with heard(desk, lambda: desk.supervision.teams.policy(CLIENT.id) == OF_FRAUD):
        moderator.vault.sealed = False
        desk.sync_soon()
    with pytest.raises(ActRefused) as refused:
        desk.acts.confirm(name)
    assert refused.value.reason == "needs_validation"


def test_what_leaves_by_the_gate_does_not_wait_for_the_keyring_to_be_put_down(
    people: People, two: tuple[Person, Person], comment: CommentRef
) -> None:
    """The control of the one above: the gate asks before it leaves."""
    desk = started_locked(people, two[0]).desk
    name = desk.acts.do(comment, WriteReply("Bonjour.")).result().entries[0]
    assert desk.inbox.entry(name).state is State.QUEUED


def test_what_was_put_down_before_a_client_wanted_it_validated_is_not_confirmed(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    done_by_hand(platform)
    name = moderator.desk.acts.do(comment, WriteReply("Bonjour."), delay=AT_ONCE).result().entries[0]
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    with pytest.raises(ActRefused):
        moderator.desk.acts.confirm(name)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, Policy())
    moderator.desk.acts.confirm(name).result()
    assert moderator.desk.inbox.entry(name).state is State.SENT


def test_what_was_approved_is_done_by_hand_and_confirmed(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    done_by_hand(platform)
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    supervisor.approve(moderator.ask(comment))
    moderator.scan()
    (row,) = moderator.desk.inbox.waiting(addressee=Addressee.HAND)
    moderator.desk.acts.confirm(row.entry.id).result()
    assert moderator.desk.inbox.entry(row.entry.id).state is State.SENT


def said_mistaken(person: Person, comment: CommentRef) -> None:
    """The rules find nothing in it any more."""
    (hit,) = person.desk.inbox.row(comment).verdict.hits
    person.desk.rules.mistaken(comment, hit)
    assert not person.desk.inbox.row(comment).verdict.categories


def test_what_a_moderator_says_to_be_found_by_mistake_is_validated_all_the_same(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, supervisor = two
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    said_mistaken(moderator, comment)
    with pytest.raises(ActRefused, match="needs_validation"):
        moderator.desk.acts.do(comment, WriteReply("Sans accord."), delay=AT_ONCE)
    case = moderator.ask(comment)
    assert moderator.desk.supervision.case(case).case.request.categories == (Category.FRAUD,)
    supervisor.approve(case)
    moderator.scan()
    moderator.desk.send()
    assert [reply.text for _, reply in platform.replies] == ["Bonjour."]


def test_a_comment_in_which_nothing_is_found_is_not_shown_as_all_that_its_policy_may_be_about(
    two: tuple[Person, Person], comment: CommentRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    moderator, supervisor = two
    said_mistaken(moderator, comment)
    monkeypatch.setattr(FakeJudge, "category", lambda _judge, _rule: None)  # its pack is used no more
    view = supervisor.see(moderator.ask(comment))
    assert set(view.case.request.categories) == set(Category)
    assert case_form(view, supervisor.desk.clock.now())["categories"] == []


def test_what_waited_is_held_though_it_is_said_to_be_found_by_mistake(
    two: tuple[Person, Person], comment: CommentRef, platform: FakePlatform
) -> None:
    moderator, _ = two
    moderator.desk.acts.do(comment, WriteReply("Sans accord."), delay=AT_ONCE).result()
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    said_mistaken(moderator, comment)
    moderator.desk.send()
    assert ([row.trouble for row in moderator.rows()], platform.replies) == ([MISSING], [])


def test_the_control_where_nothing_was_ever_found_nothing_is_validated(
    two: tuple[Person, Person], platform: FakePlatform
) -> None:
    moderator, _ = two
    calm = platform.post("c9", "Bonne journée")
    moderator.desk.sync()
    moderator.desk.supervision.teams.set_policy(CLIENT.id, OF_FRAUD)
    moderator.desk.acts.do(calm, WriteReply("Sans accord."), delay=AT_ONCE).result()
    moderator.desk.send()
    assert len(platform.replies) == 1
