"""All of a team as a ZIP that anybody can check: events as they were signed, texts, keys, a table, and what checks them.

May not sign anything. The same archive makes the same bytes.
"""

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256

from cm_desktop.approvals import filing
from cm_desktop.domain.approvals.events import Event
from cm_desktop.domain.approvals.papers import Answered, Asked, Erased, Papers, PapersId
from cm_desktop.domain.approvals.paperwork import Archive
from cm_desktop.settings import resources
from cm_desktop.wording import cases
from cm_desktop.wording import journal as sentences
from cm_desktop.wording.words import Words

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
# What a spreadsheet takes for a formula, half or full width.
_FORMULA = re.compile("[ \u00a0\u3000]*[=+\\-@\t\r\n\0＝＋－＠]")
_MOST_PROPOSALS = 3
_NO_TEXTS = 10  # columns of texts
_UNIX, _REGULAR = 3, 0o100644


def journal(words: Words, archive: Archive) -> bytes:
    """The ZIP. Events are in the archive's order."""
    files = {f"events/{name}.json": data for name, data in archive.envelopes.items()}
    files |= {f"papers/{name}.json": data for name, data in archive.papers.items()}
    files |= {
        "keys.json": _keys(archive),
        "journal.csv": _table(words, archive),
        "README.txt": sentences.readme(words, archive.team.name).encode("utf-8", "replace"),
        "verify.py": (resources() / "supervision" / "verify.py").read_bytes(),
    }
    files["manifest.txt"] = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
    return _zipped(files)


def _keys(archive: Archive) -> bytes:
    """Whose each key is, as the events say that let it in; `ended` is the last number that counts, where the part ended."""
    listed: dict[str, dict[str, str | int]] = {
        key: {
            "name": _plain(member.name),
            "role": member.role,
            "public_key": base64.b64encode(member.public_key).decode(),
        }
        for key, member in sorted(archive.standing.members.items())
    }
    for key, last in archive.standing.revoked.items():
        listed[key]["ended"] = last
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def _table(words: Words, archive: Archive) -> bytes:
    """For a spreadsheet: a French one expects semicolons, and knows UTF-8 only by its mark. No cell is ever a formula."""
    file = io.StringIO(newline="")
    table = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(sentences.headings(words))
    papers = {name: filing.read(data) for name, data in archive.papers.items()}
    for event in archive.events:
        table.writerow([_cell(text) for text in (*_facts(words, archive, event), *_texts(event, papers))])
    return file.getvalue().encode("utf-8-sig")


def _facts(words: Words, archive: Archive, event: Event) -> tuple[str, ...]:
    """What is in the event itself, as it is written there, and what that means."""
    payload = json.loads(base64.b64decode(json.loads(archive.envelopes[event.id])["payload"]))
    member = archive.standing.members.get(event.by)
    erased = event.papers is not None and event.papers in archive.standing.erased
    choice = getattr(event.body, "choice", None)
    return (
        event.id,
        event.by,
        str(event.seq),
        payload["at"],
        payload["type"],
        event.case or "",
        cases.somebody(words, member.name) if member else "",
        sentences.deed(words, event.body, takes_back=bool(event.parents)),
        sentences.remark(words, void=event.id in archive.standing.void, erased=erased),
        "" if choice is None else str(choice + 1),
    )


def _texts(event: Event, papers: Mapping[PapersId, Papers]) -> tuple[str, ...]:
    match papers.get(event.papers) if event.papers else None:
        case Asked() as asked:
            proposals = (*asked.proposals, "", "", "")[:_MOST_PROPOSALS]
            comment = asked.comment
            return (comment.author, comment.text, asked.permalink, *proposals, "", asked.reason, "", "")
        case Answered() as answered:
            return (*[""] * 6, answered.text, answered.reason, answered.person, answered.message)
        case Erased() | None:
            return ("",) * _NO_TEXTS


def _cell(text: str) -> str:
    whole = _plain(text)
    return f"'{whole}" if _FORMULA.match(whole) else whole


def _plain(text: str) -> str:
    """Without the halves of characters, which no file can hold."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _REGULAR << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return whole.getvalue()
