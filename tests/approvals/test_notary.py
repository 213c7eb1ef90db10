"""A device signs for its team, and opens what the others signed."""

from dataclasses import replace
from hashlib import sha256
from itertools import islice, permutations

import pytest

from cm_desktop.approvals import ownership
from cm_desktop.approvals.keys import KeyCase
from cm_desktop.approvals.notary import TeamNotary
from cm_desktop.approvals.strict_json import LARGEST
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.approvals.events import Event, Head
from cm_desktop.domain.approvals.membership import weighed
from cm_desktop.domain.approvals.people import KeyId, Role, TeamId
from cm_desktop.domain.approvals.ports import Notary, Sheet
from cm_desktop.domain.errors import NotEntitled, SecretMissing, Unacceptable
from tests.approvals.cast import CASE, TEAM, Author, Cast, answered, approval, asked, cast, payload, request


@pytest.fixture
def team() -> Cast:
    return cast()


def test_what_one_signs_and_files_the_others_open(team: Cast) -> None:
    papers = team.moderator.notary.file(asked())
    signed = team.moderator.say(request(), case=CASE, papers=papers)
    yes = team.supervisor.say(approval(team.supervisor.reads(signed.sheet).id), case=CASE)
    assert team.moderator.reads(yes.sheet) == yes.event
    assert team.owner.reads_papers(papers.sheet) == asked()
    notary: Notary = team.owner.notary
    assert notary.key == team.owner.member.key


def test_a_second_workspace_of_a_device_signs_no_number_twice(team: Cast) -> None:
    team.moderator.say(Head())
    team.moderator.said.pop()  # a copy of the workspace from before
    with pytest.raises(NotEntitled, match="unread"):
        team.moderator.notary.sign(team.moderator.draft(Head()))


def test_an_older_event_and_somebody_elses_move_no_number_back(team: Cast) -> None:
    first, last = team.moderator.say(Head()), team.moderator.say(Head())
    others = [team.owner.say(Head()) for _ in range(3)][-1]
    for signed in (last, first, others):
        team.moderator.notary.kept(signed.event)
    assert team.moderator.say(Head()).event.prev == last.event.id


def test_an_event_that_never_reached_the_store_may_be_signed_again(team: Cast) -> None:
    lost = team.moderator.notary.sign(team.moderator.draft(Head()))
    again = team.moderator.say(Head())
    assert again.event.seq == lost.event.seq


def test_nothing_is_signed_or_filed_before_the_teams_key_is_known(team: Cast) -> None:
    stranger = Author.new("Paul", Role.MODERATOR, root=team.owner.member.key)
    with pytest.raises(NotEntitled, match="unread"):
        stranger.say(Head())
    with pytest.raises(NotEntitled, match="unread"):
        stranger.notary.file(answered())


def test_a_device_without_keys_has_no_notary(team: Cast) -> None:
    with pytest.raises(SecretMissing):
        TeamNotary(TEAM, team.owner.member.key, KeyCase(KeyringVault.in_memory(), TEAM))


def test_what_one_team_signed_is_nothing_in_another(team: Cast) -> None:
    other = cast(TeamId("b2" * 16))
    with pytest.raises(Unacceptable, match="team"):
        team.owner.notary.open(other.owner.said[0].sheet)
    with pytest.raises(Unacceptable, match="sealed"):
        team.owner.notary.open(other.moderator.say(Head()).sheet)
    with pytest.raises(NotEntitled, match="no_team"):
        team.owner.notary.sign(other.owner.draft(Head()))


def test_whoever_is_revoked_reads_nothing_that_is_said_from_then_on(team: Cast) -> None:
    gone, staying = team.moderator, team.supervisor
    before = staying.say(Head())
    end = team.owner.say(
        team.owner.notary.revocation(gone.member.key, 0, [team.owner.member, staying.member, gone.member])
    )
    for author in (gone, staying):
        assert author.reads(end.sheet) == end.event
    after = staying.say(Head())
    assert team.owner.reads(after.sheet) == after.event
    assert gone.reads(before.sheet) == before.event
    with pytest.raises(Unacceptable, match="sealed"):
        gone.notary.open(after.sheet)


def test_whoever_comes_later_reads_what_was_said_before(team: Cast) -> None:
    early = team.moderator.say(request(), case=CASE)
    team.owner.say(team.owner.notary.revocation(team.moderator.member.key, 1, [team.owner.member]))
    late = Author.new("Paul", Role.SUPERVISOR, root=team.owner.member.key)
    team.owner.say(team.owner.notary.welcome(late.member))
    late.hear([signed.sheet for signed in reversed(team.owner.said)])
    assert late.reads(early.sheet) == early.event


def test_nobody_but_an_owner_hands_out_a_teams_key(team: Cast) -> None:
    stranger = Author.new("Eve", Role.OWNER)
    stranger.say(stranger.notary.founding(stranger.member))
    false = stranger.say(stranger.notary.welcome(replace(team.moderator.member, role=Role.OWNER)))
    team.moderator.notary.open(false.sheet)
    said = team.moderator.say(Head())
    assert team.owner.reads(said.sheet) == said.event
    with pytest.raises(Unacceptable, match="sealed"):
        stranger.notary.open(said.sheet)


def test_an_owner_whose_part_is_over_hands_out_no_key(team: Cast) -> None:
    """However many keys they make: of two rings the longer one seals."""
    second, nobody = team.supervisor, KeyId("9c" * 32)
    team.owner.say(team.owner.notary.welcome(replace(second.member, role=Role.OWNER)))
    second.hear([team.owner.said[-1].sheet])
    for _ in range(2):
        second.say(second.notary.revocation(nobody, 0, [second.member, team.moderator.member]))
    team.owner.say(team.owner.notary.revocation(second.member.key, 0, [team.owner.member, team.moderator.member]))
    team.moderator.hear([signed.sheet for signed in (*second.said, *team.owner.said)])
    said = team.moderator.say(Head())
    assert team.owner.reads(said.sheet) == said.event
    with pytest.raises(Unacceptable, match="sealed"):
        second.notary.open(said.sheet)


def test_strangers_may_say_as_much_as_they_like_at_no_cost(team: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    weighings: list[int] = []

    def counted(said: list[Event], root: KeyId) -> list[Event]:
        weighings.append(len(said))
        return weighed(said, root)

    monkeypatch.setattr(ownership, "weighed", counted)
    for _ in range(20):
        stranger = Author.new("Eve", Role.OWNER)
        stranger.say(stranger.notary.founding(stranger.member))
        own = len(weighings)
        team.moderator.hear([stranger.said[0].sheet])
        assert len(weighings) == own
    team.moderator.hear([team.owner.said[0].sheet])
    assert weighings[-1] == 2


def test_a_device_that_trusted_the_wrong_first_owner_would_take_their_key(team: Cast) -> None:
    """Negative control of both: all trust begins at the one key that the invitation named."""
    stranger = Author.new("Eve", Role.OWNER)
    stranger.say(stranger.notary.founding(stranger.member))
    fooled = TeamNotary(TEAM, stranger.member.key, KeyCase(team.moderator.vault, TEAM))
    fooled.open(stranger.say(stranger.notary.welcome(team.moderator.member)).sheet)
    assert stranger.reads_papers(fooled.file(asked()).sheet) == asked()


def test_the_order_in_which_owners_are_heard_changes_nothing(team: Cast) -> None:
    second = team.supervisor
    team.owner.say(team.owner.notary.welcome(replace(second.member, role=Role.OWNER)))
    second.hear([signed.sheet for signed in team.owner.said])
    third = Author.new("Paul", Role.MODERATOR, root=team.owner.member.key)
    second.say(second.notary.welcome(third.member))
    second.say(second.notary.revocation(team.moderator.member.key, 0, [team.owner.member, second.member, third.member]))
    said = second.say(Head())
    clear = [signed.sheet for signed in (*team.owner.said, *second.said[:-1])]
    for order in islice(permutations(clear), 0, None, 11):
        reader = TeamNotary(TEAM, team.owner.member.key, KeyCase(third.vault, TEAM))
        for sheet in order:
            reader.open(sheet)
        assert reader.open(said.sheet) == said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_whole"),
        (b"%PDF-1.7\n", "not_whole"),
        (b"cmdesktop/2 sealed\n", "version"),
        (b"cmdesktop/1 clear\n", "bad_value"),
        (b"cmdesktop/1 clear\npapers\n{}", "bad_value"),
        (b"cmdesktop/1 clear\nevent\n{}", "missing"),
        (b"cmdesktop/1 clear\nevent\n[1", "not_json"),
        (b"cmdesktop/1 sealed\n" + bytes(20), "not_whole"),
        (b"cmdesktop/1 sealed\n" + bytes(60), "sealed"),
        (b"cmdesktop/1 sealed\n" + bytes(LARGEST + 2000), "too_large"),
        (b"cmdesktop/1 clear\nevent\n" + b" " * (LARGEST + 1), "too_large"),
    ],
)
def test_a_file_that_is_no_sheet_is_not_believed(team: Cast, data: bytes, reason: str) -> None:
    with pytest.raises(Unacceptable, match=rf"={reason}\)"):
        team.owner.notary.open(Sheet(name=sha256(data).hexdigest(), data=data))


def test_a_sheet_under_another_name_is_not_believed(team: Cast) -> None:
    sheet = team.owner.said[0].sheet
    with pytest.raises(Unacceptable, match="name"):
        team.owner.notary.open(replace(sheet, name="0" * 64))


def test_what_only_members_are_to_read_is_not_believed_in_clear(team: Cast) -> None:
    data = b"cmdesktop/1 clear\nevent\n" + team.owner.notary.bare(team.moderator.say(Head()).sheet)
    with pytest.raises(Unacceptable, match="bad_value"):
        team.owner.notary.open(Sheet(name=sha256(data).hexdigest(), data=data))


def test_papers_are_not_believed_in_clear(team: Cast) -> None:
    data = b"cmdesktop/1 clear\npapers\n" + team.owner.notary.bare(team.moderator.notary.file(asked()).sheet)
    with pytest.raises(Unacceptable, match="bad_value"):
        team.owner.notary.open(Sheet(name=sha256(data).hexdigest(), data=data))


def test_the_folder_tells_nothing_of_what_is_said(team: Cast) -> None:
    papers = team.moderator.notary.file(asked("Le gérant Marc Delvaux ment"))
    signed = team.moderator.say(request(), case=CASE, papers=papers)
    clear = team.owner.notary.bare(papers.sheet) + payload(team.owner.notary.bare(signed.sheet))
    for word in (b"Delvaux", CASE.encode(), team.moderator.member.key.encode(), papers.id.encode()):
        assert word in clear
        assert word not in papers.sheet.data + signed.sheet.data


def test_the_same_texts_are_filed_under_another_name_each_time(team: Cast) -> None:
    assert team.moderator.notary.file(asked()).id != team.moderator.notary.file(asked()).id


def test_each_device_has_a_secret_of_its_own_that_stays(team: Cast) -> None:
    owner = team.owner
    again = TeamNotary(TEAM, owner.member.key, KeyCase(owner.vault, TEAM))
    assert again.key == owner.notary.key
    assert again.secret == owner.notary.secret
    assert len({owner.notary.secret, team.moderator.notary.secret, owner.member.public_key}) == 3
