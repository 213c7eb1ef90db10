"""The moderator's other work: drafts, decisions, what is suspended; told in the journal, sealed row by row."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cm_desktop.domain.actions import Decided, Decision, WriteReply
from cm_desktop.domain.errors import AuthExpired, Damaged, NotFound
from cm_desktop.domain.journal import Deed
from cm_desktop.domain.outbox import EntryId, State
from cm_desktop.store.cells.rows import seal
from cm_desktop.store.reader import Reader
from cm_desktop.store.workspace import Workspace
from tests.store.another_program import journal, tampering
from tests.store.samples import NOW, SHOP, comment, entry, ref
from tests.store.steps import moved

COMMENT = comment("c1")
LATER = NOW + timedelta(minutes=5)


def test_drafts_come_and_go(workspace: Workspace, reader: Reader) -> None:
    assert reader.draft(COMMENT.ref) == ""
    workspace.save_draft(COMMENT.ref, "Bonj", NOW).result()
    workspace.save_draft(COMMENT.ref, "Bonjour \ud83d !", NOW).result()
    assert reader.draft(COMMENT.ref) == "Bonjour \ud83d !"
    workspace.save_draft(COMMENT.ref, "", NOW).result()
    workspace.save_draft(COMMENT.ref, "", NOW).result()
    assert reader.draft(COMMENT.ref) == ""
    assert [line["deed"] for line in journal(workspace)[-2:]] == [Deed.DRAFT_KEPT, Deed.DRAFT_DROPPED]


def test_the_last_decision_stands(workspace: Workspace, reader: Reader) -> None:
    assert reader.decided(COMMENT.ref) is None
    for decision, at in ((Decision.DISMISSED, NOW), (Decision.REOPENED, LATER)):
        workspace.decide([COMMENT], decision, at).result()
        assert reader.decided(COMMENT.ref) == Decided(decision=decision, at=at)


def test_everything_stays_suspended_from_one_start_to_the_next(workspace: Workspace, reader: Reader) -> None:
    assert not reader.halted.suspended()
    workspace.halts.suspend(True).result()
    again = Workspace.open(workspace.folder, threads=False)
    other = again.reader()
    assert other.halted.suspended()
    again.halts.suspend(False).result()
    assert not reader.halted.suspended()
    other.close()
    again.close()


def test_the_journal_tells_each_deed_in_order(workspace: Workspace) -> None:
    start = datetime.now(UTC).replace(tzinfo=None)
    row = entry(COMMENT)
    workspace.add_entries([row], COMMENT).result()
    moved(workspace, row, to=State.SENDING)
    workspace.decide([COMMENT], Decision.DISMISSED, NOW).result()
    workspace.freeze(SHOP, AuthExpired().trouble(), None).result()
    workspace.halts.suspend(True).result()
    lines = journal(workspace)
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert [tuple(line)[2:-1] for line in lines[-5:]] == [
        (Deed.ACT_ADDED, None, SHOP, "c1", row.id, "hide queued"),
        (Deed.ACT_MOVED, None, SHOP, "c1", row.id, "hide sending"),
        (Deed.DECIDED, None, SHOP, "c1", None, "dismissed"),
        (Deed.FROZEN, None, SHOP, None, None, "AuthExpired"),
        (Deed.SUSPENDED, None, None, None, None, ""),
    ]
    end = datetime.now(UTC).replace(tzinfo=None)
    assert all(start <= datetime.fromisoformat(line["at"]) <= end for line in lines[-5:])
    assert all(line["sha256"] == seal(tuple(line)[:-1]) for line in lines)


def test_the_journal_is_silent_about_what_the_moderator_wrote(workspace: Workspace) -> None:
    workspace.save_draft(COMMENT.ref, "un secret", NOW).result()
    workspace.add_entries([entry(COMMENT, WriteReply("un secret"))], COMMENT).result()
    assert "secret" not in repr([tuple(line) for line in journal(workspace)])


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("outbox", "payload", '{"text": "Mercy"}'),
        ("outbox", "account", "facebook:1002"),
        ("outbox", "state", "sens"),
        ("outbox", "seen", "not JSON"),
        ("kept", "text", "Bonsoir"),
        ("decision", "decision", "reopened"),
        ("draft", "text", "other"),
        ("frozen", "until", None),
        ("setting", "value", "no"),
        ("client", "name", "Bink"),
        ("account", "base_url", "https://evil.example"),
    ],
)
def test_a_row_that_was_tampered_with_is_never_believed(
    workspace: Workspace, reader: Reader, table: str, column: str, value: str | None
) -> None:
    workspace.add_entries([entry(COMMENT, WriteReply("Merci"))], COMMENT).result()
    workspace.save_draft(COMMENT.ref, "text", NOW).result()
    workspace.decide([COMMENT], Decision.DISMISSED, NOW).result()
    workspace.freeze(SHOP, AuthExpired().trouble(), LATER).result()
    workspace.halts.suspend(True).result()
    reads: dict[str, Callable[[], object]] = {
        "outbox": reader.entries,
        "kept": lambda: reader.kept_comment(COMMENT.ref),
        "decision": lambda: reader.decided(COMMENT.ref),
        "draft": lambda: reader.draft(COMMENT.ref),
        "frozen": reader.frozen,
        "setting": reader.halted.suspended,
        "client": reader.clients,
        "account": reader.accounts,
    }
    reads[table]()
    with tampering(workspace) as db:
        db.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with pytest.raises(Damaged) as raised:
        reads[table]()
    assert raised.value.path == workspace.folder / "work.db"


def test_a_text_that_no_longer_is_utf8_is_damage(workspace: Workspace, reader: Reader) -> None:
    workspace.save_draft(COMMENT.ref, "text", NOW).result()
    with tampering(workspace) as db:
        db.execute("UPDATE draft SET text = CAST(x'ff74' AS TEXT)")
    with pytest.raises(Damaged):
        reader.draft(COMMENT.ref)


def test_what_is_not_here_is_not_found(reader: Reader) -> None:
    for ask in (
        lambda: reader.entry(EntryId("none")),
        lambda: reader.kept_comment(ref("none")),
        lambda: reader.row(ref("none")),
    ):
        with pytest.raises(NotFound):
            ask()
