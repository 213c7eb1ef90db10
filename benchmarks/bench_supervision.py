"""How fast a team's events are signed, opened, folded, and known again at a start. May not measure a window, nor a network."""

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from cm_desktop.approvals import envelope
from cm_desktop.approvals.pairing import DevicePairing
from cm_desktop.domain.approvals.events import CaseId, Event, Sending, Sent
from cm_desktop.domain.approvals.fold import fold
from cm_desktop.domain.approvals.keeping import Kept, kept
from cm_desktop.domain.approvals.ports import Draft, Signed
from cm_desktop.store.workspace import Workspace
from tests.approvals.cast import CASE, asked, cast, payload, request
from tests.approvals.made_up import TEAM, Office
from tests.engine.port import FakeClock, FakePlatform
from tests.engine.supervision.people import People, Person

EVENTS, FOLDED = 500, 5_000
TRIES = 5


def best(work: Callable[[], object]) -> float:
    """Seconds of the quickest of a few runs: what else the machine does only makes it slower."""
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def signing() -> Iterator[str]:
    """Events signed and opened, papers filed and read, beside bare signatures."""
    team = cast()
    sign, file, read = team.moderator.notary.sign, team.moderator.notary.file, team.owner.notary.open
    draft = team.moderator.draft(request(), case=CASE)
    signed, filed = [sign(draft) for _ in range(EVENTS)], [file(asked()) for _ in range(EVENTS)]
    said = payload(team.owner.notary.bare(signed[0].sheet))
    data, key = envelope.pae(said), Ed25519PrivateKey.generate()
    signature, public = key.sign(data), key.public_key().public_bytes_raw()

    def verify() -> object:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
        return json.loads(said)

    measured: dict[str, Callable[[], object]] = {
        "events signed and sealed": lambda: [sign(draft) for _ in signed],
        "bare signatures of the same bytes": lambda: [key.sign(data) for _ in signed],
        "events opened, checked and read": lambda: [read(one.sheet) for one in signed],
        "bare signatures checked, their bytes parsed without any check": lambda: [verify() for _ in signed],
        "papers filed and sealed": lambda: [file(asked()) for _ in filed],
        "papers opened and read": lambda: [read(one.sheet) for one in filed],
    }
    for name, work in measured.items():
        yield f"{EVENTS / best(work):8,.0f} a second  {name}"
    yield f"{len(signed[0].sheet.data):8,} bytes     a request, sealed; {len(filed[0].sheet.data):,} its papers"


def folding() -> Iterator[str]:
    """What follows from all events of a team, beside putting them in the order of their dates and grouping them by case."""
    office = worked()
    events = office.events
    random.Random(1).shuffle(events)

    def by_date() -> object:
        cases: dict[CaseId | None, list[Event]] = {}
        for event in sorted(events, key=lambda one: one.at):
            cases.setdefault(event.case, []).append(event)
        return cases

    folded, sorted_ = best(lambda: fold(events, team=TEAM, root=office.ines.key)), best(by_date)
    yield f"{folded * 1000:8.1f} ms        {len(events):,} events folded, 50 asked; {folded / sorted_:.0f} times a sort by date"


def starting() -> Iterator[str]:
    """All that is kept of a team, known at a start: the first time, and once this device has noted that it checked it."""
    clock = FakeClock()
    with TemporaryDirectory() as home:
        people = People(Path(home), clock, FakePlatform(clock))
        owner = people.comes("Ines")
        people.founded(owner)
        owner.desk.close()
        keep_many(Path(home) / owner.name, owner)
        for name in ("checked for the first time", "noted as checked before"):
            again = people.comes(owner.name, owner.vault)
            start = time.process_time()
            assert again.desk.supervision.teams.one(owner.team).me
            took = time.process_time() - start
            again.desk.close()
            yield f"{took * 1000:8.0f} ms        {FOLDED:,} events that are kept, known at a start: {name}"


def keep_many(folder: Path, owner: Person) -> None:
    """The team's events, kept as they are when they were read from a folder."""
    workspace = Workspace.open(folder)
    reader = workspace.reader()
    (team,), (founding,) = reader.supervised.teams(), reader.supervised.events(owner.team)
    notary = DevicePairing(owner.vault).notary(team.id, team.root)
    last = notary.open(founding.sheet)
    signed: list[Kept] = []
    while len(signed) < FOLDED - 1 and isinstance(last, Signed):
        seq, before = last.event.seq + 1, last.event
        last = notary.sign(
            Draft(team=team.id, seq=seq, prev=before.id, at=before.at, body=request(), case=CaseId(f"{seq:032x}"))
        )
        notary.kept(last.event)
        signed.append(kept(team.id, last, before.at))
    workspace.supervision.keep_sheets(signed).result()
    reader.close()
    workspace.close()


def worked() -> Office:
    """A team that asked, answered, refused and sent, until there are so many events."""
    office = Office()
    while len(office.events) < FOLDED:
        number = len(office.hugo.said) + len(office.lea.said)
        author, judge = (office.hugo, office.lea)[number % 2], (office.claire, office.paul)[number % 3 == 0]
        author.reads(office.claire, office.paul)
        put = author.asks(CaseId(f"{number:032x}"))
        judge.reads(author)
        if number % 5 == 0:
            judge.refuses(put)
            continue
        yes = judge.approves(put)
        author.says(Sending(request=put.id, answers=(yes.id,)), case=put.case)
        author.says(Sent(request=put.id), case=put.case)
    return office


def main() -> None:
    """Print one line a measure."""
    for measure in (signing, folding, starting):
        for line in measure():
            print(line)


if __name__ == "__main__":
    main()
