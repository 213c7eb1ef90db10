"""An invitation lets one device ask in: by a file, a code told another way, and an owner who says yes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from cm_desktop.approvals.pairing import GOOD_FOR, DevicePairing
from cm_desktop.approvals.spoken import typed
from cm_desktop.credentials import KeyringVault
from cm_desktop.domain.approvals.events import Event, Head, Joining
from cm_desktop.domain.approvals.pairing import Device, Issued, Pairing
from cm_desktop.domain.approvals.people import KeyId, Member, PersonId, Role, TeamId, aloud
from cm_desktop.domain.approvals.ports import Draft, Sheet, Signed
from cm_desktop.domain.errors import InvitationRefused, NotEntitled, SecretMissing, Unacceptable
from cm_desktop.domain.vault import Keeping
from tests.approvals.cast import NOW, TEAM

OTHER = TeamId("b2" * 16)


class Desk:
    """One device, with what it holds of a team."""

    def __init__(self, name: str, role: Role = Role.MODERATOR) -> None:
        self.vault = KeyringVault.in_memory()
        self.pairing: Pairing = DevicePairing(self.vault)
        self.name, self.role = name, role

    def member(self, team: TeamId = TEAM, device: Device | None = None) -> Member:
        device = device or self.pairing.device(team)
        person = PersonId(f"{len(self.name):032x}")
        return Member(
            key=device.key,
            public_key=device.public_key,
            sealing_key=device.sealing_key,
            person=person,
            name=self.name,
            role=self.role,
        )

    def founds(self, team: TeamId = TEAM) -> Signed:
        member = self.member(team)
        notary = self.pairing.notary(team, member.key)
        founding = notary.sign(Draft(team=team, seq=1, prev=None, at=NOW, body=notary.founding(member)))
        notary.kept(founding.event)
        return founding

    def asks(self, issued: Issued, *, code: str | None = None) -> Event:
        """Its first event."""
        joining = self.pairing.join(issued.file, code or issued.code, self.member(), NOW)
        notary = self.pairing.notary(TEAM, issued.offer.root)
        return notary.sign(Draft(team=TEAM, seq=1, prev=None, at=NOW, body=joining)).event


def noise() -> Sheet:
    return Sheet(name="0" * 64, data=b"")


def kept(device: Device) -> Device:
    """The same, once this vault without a keyring has its keys."""
    return replace(device, keeping=Keeping.SESSION)


def misread(code: str) -> str:
    return ("7" if code[0] != "7" else "4") + code[1:]


@pytest.fixture
def owner() -> Desk:
    return Desk("Claire", Role.OWNER)


@pytest.fixture
def founding(owner: Desk) -> Signed:
    return owner.founds()


@pytest.fixture
def issued(owner: Desk, founding: Signed) -> Issued:
    return owner.pairing.invite(founding.sheet, "Agence Lumen", NOW)


def test_whoever_holds_the_file_and_the_code_is_known_to_whoever_invited(owner: Desk, issued: Issued) -> None:
    hugo = Desk("Hugo")
    offer = hugo.pairing.read(issued.file, issued.code, NOW)
    assert offer == issued.offer
    assert (offer.team, offer.team_name) == (TEAM, "Agence Lumen")
    owner.pairing.check(hugo.asks(issued), NOW)


def test_a_code_may_be_typed_as_people_do(owner: Desk, issued: Issued) -> None:
    """Negative control: letters that it does not have."""
    clumsy = f" {issued.code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert Desk("Hugo").pairing.read(issued.file, clumsy, NOW) == issued.offer
    assert typed("7k3q 9f4d·22ab OIL U") == "7K3Q9F4D22AB011"
    with pytest.raises(InvitationRefused, match="code"):
        Desk("Hugo").pairing.read(issued.file, issued.code[:-1], NOW)


def test_a_wrong_code_opens_nothing(owner: Desk, founding: Signed, issued: Issued) -> None:
    other = owner.pairing.invite(founding.sheet, "Agence Lumen", NOW)
    with pytest.raises(InvitationRefused, match="code"):
        Desk("Hugo").asks(issued, code=other.code)


def test_an_invitation_ends_after_seven_days_on_either_side(owner: Desk, issued: Issued) -> None:
    hugo = Desk("Hugo")
    asking = hugo.asks(issued)
    late = NOW + GOOD_FOR + timedelta(seconds=1)
    with pytest.raises(InvitationRefused, match="expired"):
        hugo.pairing.read(issued.file, issued.code, late)
    with pytest.raises(InvitationRefused, match="expired"):
        owner.pairing.check(asking, late)


def test_an_invitation_that_was_spent_lets_nobody_else_in(owner: Desk, issued: Issued) -> None:
    first, second = Desk("Hugo").asks(issued), Desk("Paul").asks(issued)
    owner.pairing.check(first, NOW)
    owner.pairing.spend(issued.offer.invitation)
    with pytest.raises(InvitationRefused, match="used"):
        owner.pairing.check(second, NOW)


def test_whoever_only_saw_another_ask_in_does_not_get_in(owner: Desk, issued: Issued) -> None:
    """Their proof holds for their device, their person and their name alone."""
    asking = Desk("Hugo").asks(issued)
    owner.pairing.check(asking, NOW)
    joining = asking.body
    assert isinstance(joining, Joining)
    for changed in (
        replace(joining.member, key=Desk("Eve").member().key),
        replace(joining.member, sealing_key=Desk("Eve").member().sealing_key),
        replace(joining.member, person=PersonId("f" * 32)),
        replace(joining.member, name="Claire"),
    ):
        with pytest.raises(InvitationRefused, match="code"):
            owner.pairing.check(replace(asking, body=replace(joining, member=changed)), NOW)


def test_an_invitation_to_one_team_opens_no_other(owner: Desk, issued: Issued) -> None:
    asking = Desk("Hugo").asks(issued)
    with pytest.raises(InvitationRefused, match="other_team"):
        owner.pairing.check(replace(asking, team=OTHER), NOW)


def test_an_event_of_another_kind_asks_for_nothing(owner: Desk, issued: Issued) -> None:
    with pytest.raises(InvitationRefused, match="damaged"):
        owner.pairing.check(replace(Desk("Hugo").asks(issued), body=Head()), NOW)


def test_every_letter_of_the_file_that_changes_makes_it_worthless(issued: Issued) -> None:
    hugo = DevicePairing(KeyringVault.in_memory())
    accepted = []
    for place in range(len(issued.file)):
        for data in (flipped(issued.file, place), issued.file[:place]):
            try:
                hugo.read(data, issued.code, NOW)
            except (InvitationRefused, Unacceptable):
                continue
            accepted.append(place)
    assert accepted == []


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_file_that_somebody_else_wrote_needs_the_code_too(issued: Issued) -> None:
    """Their own team in our invitation: everything in it agrees, but they have not the code."""
    eve = Desk("Eve", Role.OWNER)
    false = eve.pairing.invite(eve.founds(OTHER).sheet, "Agence Lumen", NOW)
    with pytest.raises(InvitationRefused, match="code"):
        Desk("Hugo").pairing.read(false.file, issued.code, NOW)


def test_a_file_with_anothers_first_event_is_refused(owner: Desk, issued: Issued) -> None:
    elsewhere = json.loads(issued.file)
    elsewhere["offer"]["team"] = OTHER
    elsewhere["digest"] = written_digest(elsewhere["offer"])
    with pytest.raises(InvitationRefused, match="other_team"):
        Desk("Hugo").pairing.read(compact(elsewhere), issued.code, NOW)


def test_a_file_of_a_newer_program_asks_for_an_update(issued: Issued) -> None:
    newer = json.loads(issued.file) | {"v": 2}
    with pytest.raises(Unacceptable, match="version"):
        Desk("Hugo").pairing.read(compact(newer), issued.code, NOW)


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def written_digest(offer: object) -> str:
    return sha256(compact(offer)).hexdigest()


def test_a_device_keeps_its_keys(owner: Desk, founding: Signed) -> None:
    again: Pairing = DevicePairing(owner.vault)
    assert again.device(TEAM) == owner.pairing.device(TEAM)
    assert again.device(TEAM).keeping is Keeping.SESSION  # this vault has no keyring
    assert again.device(OTHER).key != again.device(TEAM).key
    with pytest.raises(SecretMissing):
        again.notary(TeamId("d4" * 16), founding.event.by)


def nowhere(_: TeamId) -> bool:
    """Takes part in nothing."""
    return False


def test_an_owner_who_lost_everything_comes_back_with_the_printed_code(owner: Desk, founding: Signed) -> None:
    notary = owner.pairing.notary(TEAM, founding.event.by)
    notary.open(founding.sheet)
    code, spare = owner.pairing.recovery(TEAM, founding.event.by)
    draft = Draft(team=TEAM, seq=2, prev=founding.event.id, at=NOW, body=notary.welcome(owner.member(device=spare)))
    welcome = notary.sign(draft)

    found_again = Desk("Claire", Role.OWNER)
    assert found_again.pairing.recover([noise(), welcome.sheet, founding.sheet], code.lower(), nowhere) == (
        founding,
        kept(spare),
    )
    back = found_again.pairing.notary(TEAM, founding.event.by)
    for sheet in (founding.sheet, welcome.sheet):
        back.open(sheet)
    ended = back.sign(
        Draft(team=TEAM, seq=1, prev=None, at=NOW, body=back.revocation(founding.event.by, 2, [found_again.member()]))
    )
    assert ended.event.by == spare.key
    with pytest.raises(NotEntitled, match="unread"):
        back.sign(Draft(team=TEAM, seq=2, prev=ended.event.id, at=NOW, body=Head()))


@pytest.mark.parametrize("spoil", [lambda code: code[:-1], lambda code: code[1:], misread, lambda _: ""])
def test_a_printed_code_with_a_slip_in_it_is_refused(
    owner: Desk, founding: Signed, spoil: Callable[[str], str]
) -> None:
    code, _ = owner.pairing.recovery(TEAM, founding.event.by)
    with pytest.raises(InvitationRefused, match="code"):
        owner.pairing.recover([founding.sheet], spoil(code), nowhere)


def test_a_printed_code_fits_no_team_that_somebody_else_began(owner: Desk, founding: Signed) -> None:
    """Whoever has the folder can begin a team of the same name there, and welcome the printed key into it."""
    code, spare = owner.pairing.recovery(TEAM, founding.event.by)
    back = DevicePairing(KeyringVault.in_memory())
    false = [Desk("Eve", Role.OWNER).founds(team).sheet for team in (TEAM, OTHER)]
    with pytest.raises(InvitationRefused, match="code"):
        back.recover(false, code, nowhere)
    for _ in range(2):  # whoever was cut short does it again
        assert back.recover([*false, founding.sheet], code, nowhere) == (founding, kept(spare))


def test_a_printed_code_takes_no_device_its_own_key(owner: Desk, founding: Signed) -> None:
    code, _ = owner.pairing.recovery(TEAM, founding.event.by)
    before = owner.pairing.device(TEAM)
    with pytest.raises(InvitationRefused, match="member"):
        owner.pairing.recover([founding.sheet], code, lambda team: team == TEAM)
    assert owner.pairing.device(TEAM) == before


def test_a_device_is_compared_in_digits() -> None:
    key = KeyId("00" * 31 + "ff")
    assert aloud(key) == "0000 0000 0000 0000 0000 0255"
    assert len(aloud(KeyId("f" * 64))) == 29
