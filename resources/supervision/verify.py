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
from itertools import pairwise
from pathlib import Path
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit("Nothing was checked: the package cryptography is missing. Install it: python -m pip install cryptography")

Files = dict[str, bytes]
Events = dict[str, Any]
DAMAGE = (InvalidSignature, ValueError, KeyError, TypeError, AttributeError, IndexError, csv.Error, RecursionError)
# What a spreadsheet takes for a formula: it gets a ' before it.
FORMULA = re.compile("[ \u00a0\u3000]*[=+\\-@\t\r\n\0＝＋－＠]")
ROLES = ("moderator", "supervisor", "owner")
NEVER = 1 << 60
csv.field_size_limit(1 << 30)
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
    "taken_back": ("Takes their refusal back", "Revient sur son refus"),
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
    for key, number in sorted(torn(events).items() if not problems else ()):
        said.append(f"{key[:16]}… contradicts itself: nothing of it counts from event {number} on.")
    said += ["This journal cannot be relied on." if problems else "It holds together, up to each author's last event."]
    sys.stdout.buffer.write("\n".join([*said, ""]).encode(sys.stdout.encoding, "replace"))
    return 1 if problems else 0


def read(place: Path) -> Files:
    if place.is_dir():
        inside = {path.relative_to(place): path for path in place.rglob("*") if path.is_file()}
        # A system, or a spreadsheet that has the table open, leaves hidden files beside it: of a journal none is.
        return {name.as_posix(): path.read_bytes() for name, path in inside.items() if not str(name).startswith(".")}
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
    places = sorted((event["by"], event["seq"]) for event in events.values())
    return dict(reversed([place for place, after in pairwise(places) if place == after]))


def members(files: Files, events: Events) -> dict[str, Any]:
    """Whose each key is, where their part ended, and until which number what they say counts."""
    keys, twice = {key: {"ended": NEVER} | one for key, one in json.loads(files["keys.json"]).items()}, torn(events)
    return {key: one | {"until": min(one["ended"], twice.get(key, NEVER) - 1)} for key, one in keys.items()}


def counts(event: Any, keys: dict[str, Any]) -> bool:
    return event["by"] in keys and event["seq"] <= keys[event["by"]]["until"]


def of_kind(kind: str, events: Events, keys: dict[str, Any]) -> list[Any]:
    """What counts of this kind."""
    return [one for one in events.values() if one["type"] == kind and counts(one, keys)]


def chained(files: Files, events: Events) -> Iterator[str]:
    keys = members(files, events)
    for by in sorted({event["by"] for event in events.values() if counts(event, keys)}):
        number, before = 0, None
        chain = [(event["seq"], name) for name, event in events.items() if event["by"] == by and counts(event, keys)]
        for seq, name in sorted(chain):
            if (seq, events[name]["prev"]) != (number + 1, before):
                yield f"between events {number} and {seq} of {by[:16]}… one is missing, or there are two of a number"
            number, before = seq, name
        if number < keys[by]["until"] < NEVER - 1:
            yield f"after event {number} of {by[:16]}… one is missing that was there when its part ended"
    for name, event in events.items():
        seen = event["seen"].items() if counts(event, keys) else ()
        if missing := [at["seq"] for key, at in seen if at["id"] not in events and counts({"by": key, **at}, keys)]:
            yield f"event {name[:16]}… has seen events that are missing: {missing} of other authors"


def named(files: Files, events: Events) -> Iterator[str]:
    """All trust begins at one founder; owners let others in, and end their parts."""
    keys = members(files, events)
    if len(of_kind("founding", events, keys)) != 1 or len({event["team"] for event in events.values()}) != 1:
        yield "it does not begin with one founder of one team"
        return
    owners, grants = let_in(events, keys)
    let_in_once = {key for key, given in grants.items() if len({one["person"] for one in given}) == 1}
    for key in sorted(keys.keys() ^ let_in_once):
        yield f"keys.json does not tell of the key {key[:16]}… what the events do"
    for key, one in ((key, keys[key]) for key in sorted(keys.keys() & let_in_once)):
        widest = max((given["role"] for given in grants[key]), key=ROLES.index)
        as_said = [(each["role"], each["public_key"], text(each["name"])) for each in grants[key]]
        own = key == sha256(base64.b64decode(one["public_key"])).hexdigest()
        if not own or (widest, one["public_key"], one["name"]) not in as_said:
            yield f"no event says that the key {key[:16]}… is of {one['name']}"
        if one["role"] != widest or not ends(key, events, keys, owners):
            yield f"the events say something else of the part of {one['name']}, {key[:16]}…"


def let_in(events: Events, keys: dict[str, Any]) -> tuple[dict[str, int], dict[str, list[Any]]]:
    """The owners, with how far from the founder each is, and as what each key was let in by them."""
    (founder,), before, sure = of_kind("founding", events, keys), None, list[Any]()
    owners = {founder["by"]: 0}
    while before != owners:
        before = dict(owners)
        sure = [one for one in of_kind("welcome", events, keys) if one["by"] in owners]
        for by, member in ((one["by"], one["body"]["member"]) for one in sure):
            if member["role"] == "owner":
                owners[member["key"]] = min(owners[by] + 1, owners.get(member["key"], NEVER))
    given = [one["body"]["member"] for one in sure]
    grants = {one["key"]: [each for each in given if each["key"] == one["key"]] for one in given}
    return owners, grants | {founder["by"]: [founder["body"]["member"]]}


def ends(key: str, events: Events, keys: dict[str, Any], owners: dict[str, int]) -> bool:
    """Whether the part ends where owners said so, or its device left. Two who are as near and ended each other's are out."""
    ending = [one for one in events.values() if one["type"] == "revocation"]
    by_owners = [one for one in ending if one["by"] in owners and one["body"]["key"] == key]
    left = [one["seq"] for one in events.values() if one["type"] == "departure" and one["by"] == key]
    sure = [*left, *(one["body"]["last_seq"] for one in by_owners if counts(one, keys)), NEVER]
    tied = [
        one["body"]["last_seq"]
        for one in by_owners
        for other in ending
        if (other["by"], other["body"]["key"]) == (key, one["by"]) and owners[one["by"]] == owners.get(key)
        if one["seq"] > other["body"]["last_seq"] and other["seq"] > one["body"]["last_seq"]
    ]
    return keys[key]["ended"] in {min(sure), min(sure + tied)}


def approved(files: Files, events: Events) -> Iterator[str]:
    """What left was approved by those whom the client's rules name, as far as who asked had read them."""
    keys, left = members(files, events), set[tuple[str, str]]()
    owners, grants = let_in(events, keys)
    rules = [one for one in of_kind("policyset", events, keys) if one["by"] in owners]
    over = [one for one in of_kind("revocation", events, keys) if one["by"] in owners]
    declared = sorted(of_kind("declaration", events, keys), key=lambda one: -one["seq"])
    for leaving in of_kind("sending", events, keys):
        asked, answers = leaving["body"]["request"], [events[name] for name in leaving["body"]["answers"]]
        left.add((leaving["by"], asked))
        heard = [one for one in answers if took_part(one, leaving, over, keys) and not used(one, leaving, declared)]
        to_it = [one for one in heard if one["body"]["request"] == asked]
        if not answers or [one for one in to_it if is_yes(one, events[asked], rules, grants)] != answers:
            yield f"a request of {leaving['by'][:16]}… left without the yes of somebody whom the client's rules name"
    for by, _ in sorted({(one["by"], one["body"]["request"]) for one in of_kind("sent", events, keys)} - left):
        yield f"a request of {by[:16]}… is on the page, and nothing says by whose yes"


def took_part(answer: Any, leaving: Any, over: list[Any], keys: dict[str, Any]) -> bool:
    """Whether its author did, as far as who sent had read: an owner may end a part at an earlier number later."""
    read = [knew(leaving, one) for one in over if one["body"]["key"] == answer["by"]]
    return answer["seq"] <= keys[answer["by"]]["ended"] or (bool(read) and not any(read))


def used(answer: Any, leaving: Any, declared: list[Any]) -> bool:
    """Whether its code said something before, or another moderator had it say something else, as far as who sent had read."""
    code = answer["body"].get("code")
    first = {one["by"]: one for one in declared if code and code == one["body"]["code"] and knew(leaving, one)}
    said = {(one["body"]["request"], one["body"]["outcome"], one["body"]["choice"]) for one in first.values()}
    return first.get(answer["by"], answer) != answer or len(said) > 1


def demanded(asked: Any, rules: list[Any], outcome: str) -> list[Any]:
    """What such an answer has to be, as the request and the rules say that its author had read: a text is a reply."""
    body = asked["body"]
    act = body["act"] or ("reply" if outcome == "correct" else None)
    known = [one for one in rules if one["body"]["client"] == body["client"] and knew(asked, one)]
    last = [one["body"]["policy"]["demands"] for one in known if not any(knew(other, one) for other in known)]
    for_act = [one for demands in last for one in demands if act and act in (one["acts"] or [act])]
    return [body, *(one for one in for_act if not one["categories"] or {*body["categories"]} & {*one["categories"]})]


def is_yes(answer: Any, asked: Any, rules: list[Any], grants: dict[str, list[Any]]) -> bool:
    """Whether it is, to what was proposed, that of one who validates, did not ask, and is named; or a declared one."""
    act, written = asked["body"]["act"], asked["body"]["act"] in ("reply", "edit")
    choices = range(asked["body"]["proposals"]) if written else (None,)
    fits = {"approve": answer["body"]["choice"] in choices, "correct": answer["papers"] and (written or act is None)}
    if not fits.get(answer["body"]["outcome"]) or asked["body"]["purpose"] != "validate":
        return False
    needed = demanded(asked, rules, answer["body"]["outcome"])
    if answer["type"] == "declaration":
        return not any("by" in one or one["level"] == "signed" for one in needed)
    who, validates = grants[answer["by"]][0]["person"], any(one["role"] in ROLES[1:] for one in grants[answer["by"]])
    named = all(who in (one.get("by") or one.get("to") or [who]) for one in needed)
    return validates and named and who != grants[asked["by"]][0]["person"]


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
    said = "taken_back" if kind == "answer" and body["outcome"] == "advise" and event["parents"] else said
    deed = DEEDS[said][language] + (DEEDS[body["outcome"]][language] if said in ("answer", "declaration") else "")
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
    comment, proposals = said["comment"], [*said["proposals"], "", "", ""][:3]
    return [*map(text, (comment["author"], comment["text"], said["permalink"], *proposals, "", said["reason"])), "", ""]


def text(said: Any) -> str:
    """What holds half a character is written as its bytes."""
    return said if isinstance(said, str) else base64.b64decode(said["utf-8"]).decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
