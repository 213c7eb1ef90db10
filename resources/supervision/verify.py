"""Checks a journal of CM Desktop without CM Desktop: `python verify.py`, or `python verify.py journal.zip`.

Needs Python 3.11 and the package `cryptography`. Whoever doubts a journal takes this file from the program, not from it.
"""

import base64
import csv
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Files = dict[str, bytes]
Events = dict[str, Any]
DAMAGE = (InvalidSignature, ValueError, KeyError, TypeError, AttributeError, IndexError, csv.Error, RecursionError)
FORMULA = re.compile(
    "[ \u00a0\u3000]*[=+\\-@\t\r\n\0＝＋－＠]"
)  # what a spreadsheet takes for one: it gets a ' before it
NEVER = 1 << 60
csv.field_size_limit(1 << 30)

# The sentences of the table, in English and in French.
HEADINGS = (
    "Event|Device|Number|Date (UTC)|Kind|Case|By|What|Remark|Choice|Comment's author|Comment|Link|Reply 1|Reply 2|Reply 3|"
    "Text|Reason|Person named|Message received",
    "Événement|Appareil|Numéro|Date (UTC)|Genre|Dossier|Par|Quoi|Remarque|Choix|Auteur du commentaire|Commentaire|Lien|"
    "Réponse 1|Réponse 2|Réponse 3|Texte|Motif|Personne nommée|Message reçu",
)
DEEDS = {
    "founding": ("The team begins", "L’équipe commence"),
    "joining": ("Asks to take part", "Demande à participer"),
    "welcome": ("Lets a device take part", "Fait entrer un appareil"),
    "revocation": ("Ends a device's part", "Met fin à la participation d’un appareil"),
    "departure": ("Leaves the team", "Quitte l’équipe"),
    "policyset": ("Says what is to be validated", "Dit ce qui est à valider"),
    "request": ("Asks for a validation", "Demande une validation"),
    "withdrawal": ("Takes the request back", "Retire la demande"),
    "done": ("Found it done on the page already", "L’a trouvé déjà fait sur la page"),
    "expiry": ("The request has expired", "La demande a expiré"),
    "sending": ("Is about to send it", "S’apprête à envoyer"),
    "sent": ("It is on the page", "C’est sur la page"),
    "failed": ("The page refused it", "La page l’a refusé"),
    "acted": ("Acts without a validation", "Agit sans validation"),
    "head": ("Was here", "Était là"),
    "erasure": ("Has texts erased", "Fait effacer des textes"),
    "answer": ("Answer: ", "Réponse\u00a0: "),
    "declaration": ("Declared answer: ", "Réponse déclarée\u00a0: "),
    "approve": ("Approved", "Validé"),
    "correct": ("Approved with another text", "Validé avec un autre texte"),
    "reject": ("Refused", "Refusé"),
    "advise": ("Advice", "Avis"),
}
VOID, ERASED = ("Counts for nothing", "Ne compte pas"), ("Its texts are erased", "Ses textes sont effacés")
MODERATOR = ("the moderator", "la modération")


def main() -> int:
    files = read(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
    events, problems = Events(), list[str]()
    for check in (unlisted, signed, chained, named, approved, table):
        try:
            problems += check(files, events)
        except DAMAGE as error:
            problems.append(f"{check.__name__} cannot be checked: {type(error).__name__} {error}")
    said = [f"{len(events)} events with a good signature.", *(f"WRONG: {problem}" for problem in problems)]
    twice = {} if problems else torn(events)
    said += [
        f"{key[:16]}… contradicts itself: nothing of it counts from event {twice[key]} on." for key in sorted(twice)
    ]
    said += ["This journal cannot be relied on." if problems else "It holds together, up to each author's last event."]
    sys.stdout.buffer.write("\n".join([*said, ""]).encode(sys.stdout.encoding, "replace"))
    return 1 if problems else 0


def read(place: Path) -> Files:
    if place.is_dir():
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    try:
        with zipfile.ZipFile(place) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError) as error:  # locked, packed otherwise
        sys.exit(f"WRONG: this file cannot be read: {error}")


def unlisted(files: Files, _: Events) -> Iterator[str]:
    listed = {line[66:]: line[:64] for line in files["manifest.txt"].decode().splitlines()}
    for name in sorted((listed.keys() | files.keys()) - {"manifest.txt"}):
        if listed.get(name) != (sha256(files[name]).hexdigest() if name in files else ""):
            yield f"{name} was changed, added or taken away"


def signed(files: Files, events: Events) -> Iterator[str]:
    for name in sorted(name for name in files if name.startswith("events/")):
        try:
            envelope = json.loads(files[name])
            (by,), kind = envelope["signatures"], envelope["payloadType"].encode()
            payload, key = base64.b64decode(envelope["payload"]), base64.b64decode(by["keyid"])
            event, pae = json.loads(payload), b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
            Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(by["sig"]), pae)
            if (f"events/{sha256(pae).hexdigest()}.json", sha256(key).hexdigest()) == (name, event["by"]):
                events[sha256(pae).hexdigest()] = event
            else:
                yield f"{name} is not the event that it is called, or not of the author that it names"
        except DAMAGE as error:
            yield f"{name} is not signed by its author: {type(error).__name__} {error}"


def torn(events: Events) -> dict[str, int]:
    """The first number that an author signed twice, which both events prove: nothing of theirs counts from there."""
    found, numbers = dict[str, int](), set[tuple[str, int]]()
    for place in sorted((event["by"], event["seq"]) for event in events.values()):
        if place in numbers:
            found.setdefault(*place)
        numbers.add(place)
    return found


def members(files: Files, events: Events) -> dict[str, Any]:
    """Whose each key is, where their part ended, and until which number what they say counts."""
    listed, twice = json.loads(files["keys.json"]), torn(events)
    ended = {key: one.get("ended", NEVER) for key, one in listed.items()}
    return {
        key: one | {"ended": ended[key], "until": min(ended[key], twice.get(key, NEVER) - 1)}
        for key, one in listed.items()
    }


def counts(event: Any, keys: dict[str, Any]) -> bool:
    return event["by"] in keys and event["seq"] <= keys[event["by"]]["until"]


def chained(files: Files, events: Events) -> Iterator[str]:
    keys = members(files, events)
    chains: dict[str, list[tuple[int, str]]] = {}
    for name, event in events.items():
        if counts(event, keys):
            chains.setdefault(event["by"], []).append((event["seq"], name))
    for key, chain in chains.items():
        number, before = 0, None
        for seq, name in sorted(chain):
            if (seq, events[name]["prev"]) != (number + 1, before):
                yield f"between events {number} and {seq} of {key[:16]}… one is missing, or there are two of a number"
            number, before = seq, name
        if number < keys[key]["until"] < NEVER - 1:
            yield f"after event {number} of {key[:16]}… one is missing that was there when its part ended"
    for name, event in events.items():
        seen = event["seen"].items() if counts(event, keys) else ()
        if missing := [at["seq"] for key, at in seen if at["id"] not in events and counts({"by": key, **at}, keys)]:
            yield f"event {name[:16]}… has seen events that are missing: {missing} of other authors"


def named(files: Files, events: Events) -> Iterator[str]:
    """All trust begins at one founder; owners let others in, and end their parts."""
    keys, said = members(files, events), {"founding": [], "welcome": [], "revocation": [], "departure": []}
    for event in events.values():
        said.get(event["type"], []).append(event)
    founders = [one for one in said["founding"] if one["by"] in keys and counts(one, keys)]
    if len(founders) != 1 or len({event["team"] for event in events.values()}) != 1:
        yield "it does not begin with one founder of one team"
        return
    (founder,) = founders
    owners, grants = let_in(founder, said["welcome"], keys)
    let_in_once = {key for key, given in grants.items() if len({one["person"] for one in given}) == 1}
    for key in sorted(keys.keys() ^ let_in_once):
        yield f"keys.json does not tell of the key {key[:16]}… what the events do"
    for key, one in ((key, keys[key]) for key in sorted(keys.keys() & let_in_once)):
        own = key == sha256(base64.b64decode(one["public_key"])).hexdigest()
        widest = max(("moderator", "supervisor", "owner").index(given["role"]) for given in grants[key])
        told = {"role": ("moderator", "supervisor", "owner")[widest], "public_key": one["public_key"]}
        if not own or not any(
            told.items() <= given.items() and one["name"] == text(given["name"]) for given in grants[key]
        ):
            yield f"no event says that the key {key[:16]}… is of {one['name']}"
        if one["role"] != told["role"] or not ends(key, said, keys, owners):
            yield f"the events say something else of the part of {one['name']}, {key[:16]}…"


def let_in(founder: Any, welcomes: list[Any], keys: dict[str, Any]) -> tuple[dict[str, int], dict[str, list[Any]]]:
    """The owners, with how far from the founder each is, and as what each key was let in by them."""
    owners, before, sure = {founder["by"]: 0}, None, list[Any]()
    while before != owners:
        before = dict(owners)
        sure = [one for one in welcomes if one["by"] in owners and counts(one, keys)]
        for by, member in ((one["by"], one["body"]["member"]) for one in sure):
            if member["role"] == "owner":
                owners[member["key"]] = min(owners[by] + 1, owners.get(member["key"], NEVER))
    grants = {founder["by"]: [founder["body"]["member"]]}
    for member in (one["body"]["member"] for one in sure):
        if member["key"] != founder["by"]:
            grants.setdefault(member["key"], []).append(member)
    return owners, grants


def ends(key: str, said: Any, keys: dict[str, Any], owners: dict[str, int]) -> bool:
    """Whether the part ends where owners said so, or its device left. Two who are as near and ended each other's are out."""
    by_owners = [one for one in said["revocation"] if one["by"] in owners and one["body"]["key"] == key]
    left = [one["seq"] for one in said["departure"] if one["by"] == key]
    sure = [*left, *(one["body"]["last_seq"] for one in by_owners if counts(one, keys)), NEVER]
    tied = [
        one["body"]["last_seq"]
        for one in by_owners
        for other in said["revocation"]
        if (other["by"], other["body"]["key"]) == (key, one["by"]) and owners[one["by"]] == owners.get(key)
        if one["seq"] > other["body"]["last_seq"] and other["seq"] > one["body"]["last_seq"]
    ]
    return keys[key]["ended"] in {min(sure), min(sure + tied)}


def approved(files: Files, events: Events) -> Iterator[str]:
    """What left was approved by those whom the client's rules name, as far as who asked had read them."""
    keys, let_in = (
        members(files, events),
        [event for event in events.values() if event["type"] in ("founding", "welcome")],
    )
    persons = {member["key"]: member["person"] for member in (event["body"]["member"] for event in let_in)}
    rules = [one for one in events.values() if one["type"] == "policyset" and counts(one, keys)]
    rules = [one for one in rules if keys[one["by"]]["role"] == "owner"]
    for leaving in (event for event in events.values() if event["type"] == "sending" and counts(event, keys)):
        asked = events[leaving["body"]["request"]]
        known = [one for one in rules if one["body"]["client"] == asked["body"]["client"] and knew(asked, one)]
        last = [one for one in known if not any(knew(other, one) for other in known)]
        by = [demand["by"] for one in last for demand in one["body"]["policy"]["demands"] if names(demand, asked)]
        for answer in (events[name] for name in leaving["body"]["answers"]):
            if answer["body"]["outcome"] != "reject" and any(persons[answer["by"]] not in those for those in by):
                yield f"a request of {asked['by'][:16]}… was approved by somebody whom the client did not name"


def names(demand: Any, asked: Any) -> bool:
    """Whether it names somebody for this."""
    act, about = asked["body"]["act"], {*asked["body"]["categories"]}
    covers = act and act in (demand["acts"] or [act]) and (not demand["categories"] or about & {*demand["categories"]})
    return bool(covers and "by" in demand)


def knew(event: Any, earlier: Any) -> bool:
    read = event["seq"] - 1 if event["by"] == earlier["by"] else event["seen"].get(earlier["by"], {"seq": 0})["seq"]
    return bool(earlier["seq"] <= read)


def table(files: Files, events: Events) -> Iterator[str]:
    """Each cell is what the events, the papers and keys.json make of it."""
    keys = members(files, events)
    head, *rows = csv.reader(io.StringIO(files["journal.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    if "|".join(head) not in HEADINGS:
        yield "the head of journal.csv is not that of a journal"
        return
    language = HEADINGS.index("|".join(head))
    if sorted(row[0] for row in rows) != sorted(events):
        yield "journal.csv does not list each event once"
    wanted = {f"papers/{event['papers']}.json" for event in events.values()}
    for name in (name for name in files if name.startswith("papers/")):
        if name not in wanted or name != f"papers/{sha256(files[name]).hexdigest()}.json":
            yield f"{name} is not what an event was signed with"
    gone = erased(events, keys)
    for row in (row for row in rows if row[0] in events):
        event = events[row[0]]
        papers = json.loads(files.get(f"papers/{event['papers']}.json", b"null"))
        if event["papers"] and not papers and event["papers"] not in gone and counts(event, keys):
            yield f"the texts of event {row[0][:16]}… are missing, and nobody erased them"
        facts = [row[0], *told(event, keys, gone, language), *texts(papers)]
        if row != [f"'{one}" if FORMULA.match(one) else one for one in facts]:
            yield f"journal.csv says of event {row[0][:16]}… what was not signed"


def erased(events: Events, keys: dict[str, Any]) -> set[str]:
    """What an erasure names, and what was said in those cases by who had not read of it."""
    gone, about, heard = set[str](), dict[str, set[str]](), [one for one in events.values() if counts(one, keys)]
    theirs, cases = {one["papers"] for one in heard}, {one["case"] for one in heard if one["type"] == "request"}
    for event in events.values():
        if event["type"] == "request" and event["case"] and (counts(event, keys) or event["case"] not in cases):
            about.setdefault(event["papers"], set()).add(event["case"])
    for erasure in (event for event in heard if event["type"] == "erasure"):
        gone.update(erasure["body"]["papers"])
        cases = {case for name in erasure["body"]["papers"] for case in about.get(name, ())}
        for event in (event for event in events.values() if event["case"] in cases and event["papers"]):
            if (counts(event, keys) or event["papers"] not in theirs) and not knew(event, erasure):
                gone.add(event["papers"])
    return gone


def told(event: Any, keys: dict[str, Any], gone: set[str], language: int) -> list[str]:
    body, kind, who = event["body"], event["type"], keys.get(event["by"])
    said = "done" if kind == "withdrawal" and body["why"] == "done" else kind
    deed = DEEDS[said][language] + (DEEDS[body["outcome"]][language] if kind in ("answer", "declaration") else "")
    void = event["seq"] > who["ended"] if who else kind != "joining"
    remark = VOID[language] if void else ERASED[language] if event["papers"] in gone else ""
    choice = "" if body.get("choice") is None else str(body["choice"] + 1)
    name = who["name"] or MODERATOR[language] if who else ""
    return [event["by"], str(event["seq"]), event["at"], kind, event["case"] or "", name, deed, remark, choice]


def texts(papers: Any) -> list[str]:
    if papers is None or papers["type"] == "erased":
        return [""] * 10
    said = papers["texts"]
    if papers["type"] == "answered":
        return [""] * 6 + [text(said[name]) for name in ("text", "reason", "person", "message")]
    comment, proposals = said["comment"], [*map(text, said["proposals"]), "", "", ""][:3]
    said_of = map(text, (comment["author"], comment["text"], said["permalink"]))
    return [*said_of, *proposals, "", text(said["reason"]), "", ""]


def text(said: Any) -> str:
    """What holds half a character is written as its bytes."""
    return said if isinstance(said, str) else base64.b64decode(said["utf-8"]).decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
