"""Two people, two workspaces, one folder, by command line: nothing else is between them, and each may be offline in turn."""

import json
import shutil
from pathlib import Path

from cm_desktop.practice import Act, PracticePlatform
from tests.journeys.conftest import Seat, Someone, done, played

LINK = "https://www.facebook.com/laterrasse"


def some_comment(person: Someone, place: int = 0) -> str:
    queue = person.json("queue")
    assert isinstance(queue, list | dict)
    rows = queue["rows"] if isinstance(queue, dict) else queue
    name = rows[place]["id"]
    assert isinstance(name, str)
    return name


def ask(person: Someone, comment: str, *words: str) -> str:
    """Have it validated; answers the case's name."""
    put = person("act", "escalate", comment, *words)
    assert put.status == 0, put.err
    synced = person.json("validation", "sync")
    assert isinstance(synced, dict)
    case = synced["asked"][0]
    assert isinstance(case, str)
    return case


def replies(practice: PracticePlatform) -> list[str]:
    return [name for act, name in done(practice) if act is Act.REPLY]


def test_a_reply_goes_from_one_laptop_to_the_other_and_to_the_page(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform
) -> None:
    comment = some_comment(moderator)
    case = ask(moderator, comment, "--proposal", "Bonjour, nous regardons cela.", "--reason", "Elle insiste.")
    seen = supervisor("validation", "list")
    assert (seen.status, case in seen.out) == (0, True)
    shown = supervisor("validation", "show", case[:10])
    assert "Bonjour, nous regardons cela." in shown.out
    assert "Elle insiste." in shown.out
    assert supervisor("validation", "approve", case[:10]).status == 0
    sent = moderator("outbox", "send")
    assert sent.status == 0, sent.out + sent.err
    assert replies(practice) == [comment.partition("/")[2]]
    after = supervisor.json("validation", "show", case)
    assert isinstance(after, dict)
    assert after["state"] == "sent"


def test_both_work_offline_in_turn(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform, shared: Path
) -> None:
    """The folder is what cannot be reached: first for who asks, then for who answers."""
    comment, aside = some_comment(moderator), shared.with_name("elsewhere")
    shared.rename(aside)
    put = moderator("act", "escalate", comment, "--proposal", "Bonjour.")
    assert put.status == 0
    offline = moderator("validation", "sync", "--json")
    assert (offline.status, "cannot be read or written" in offline.err) == (1, True)
    case = offline.document["asked"][0]
    aside.rename(shared)
    assert moderator("validation", "sync").status == 0
    assert supervisor("validation", "sync").status == 0

    shared.rename(aside)
    answered = supervisor("validation", "correct", case, "Bonjour Madame.")
    assert (answered.status, "cannot be read or written" in answered.err) == (0, True)
    aside.rename(shared)
    assert moderator("outbox", "send").status == 0
    assert replies(practice) == []  # nothing has arrived yet
    assert supervisor("validation", "sync").status == 0
    assert moderator("outbox", "send").status == 0
    assert replies(practice) == [comment.partition("/")[2]]
    decided = moderator.json("validation", "show", case)
    assert isinstance(decided, dict)
    assert decided["answers"][0]["text"] == "Bonjour Madame."


def test_a_refusal_comes_back_with_its_reason(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform
) -> None:
    case = ask(moderator, some_comment(moderator), "--proposal", "Bonjour.")
    refused = supervisor("validation", "reject", case, "Trop sec.")
    assert refused.status == 0, refused.err
    told = moderator("validation", "list", "--all", language="fr")
    assert "Refusé" in told.out
    assert "Trop sec." in moderator("validation", "show", case).out
    moderator("outbox", "send")
    assert replies(practice) == []
    assert "Waits for an answer" in supervisor("validation", "take-back", case).out
    assert "No refusal of yours stands here" in supervisor("validation", "take-back", case).err


def test_a_decision_to_do_nothing_is_listed_as_such(moderator: Someone, supervisor: Someone) -> None:
    ask(moderator, some_comment(moderator), "--asks", "nothing")
    assert "Rien à faire" in supervisor("validation", "list", language="fr").out
    assert "Nothing is to be done" in supervisor("validation", "list").out


def test_nobody_approves_their_own(moderator: Someone, supervisor: Someone) -> None:
    case = ask(moderator, some_comment(moderator), "--proposal", "Bonjour.")
    own = moderator("validation", "approve", case)
    assert (own.status, "Nobody validates their own request" in own.err) == (1, True)
    assert supervisor("validation", "show", case).status == 0


def test_a_policy_keeps_a_reply_from_leaving_alone(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform
) -> None:
    client = played(practice, "facebook").client
    said = moderator("validation", "policy", client, "--level", "signed", "--act", "reply")
    assert (said.status, "Signed" in said.out) == (0, True)
    comment = some_comment(moderator)
    alone = moderator("act", "reply", comment, "Bonjour.")
    assert (alone.status, "validated first" in alone.err) == (1, True)
    moderator("outbox", "send")
    assert replies(practice) == []
    assert supervisor("validation", "status").status == 0


def test_what_a_command_demands_leaves_no_way_around(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform
) -> None:
    client = played(practice, "facebook").client
    said = moderator.json("validation", "policy", client, "--level", "signed", "--act", "reply", "--act", "hide")
    assert isinstance(said, dict)
    assert said["demands"] == [
        {"level": "signed", "acts": ["edit", "hide", "reply", "spam"], "categories": [], "by": []}
    ]
    assert supervisor("validation", "status").status == 0


def test_who_is_named_is_who_validates(moderator: Someone, supervisor: Someone, practice: PracticePlatform) -> None:
    client = played(practice, "facebook").client
    declared = moderator("validation", "policy", client, "--level", "declared", "--whom", "Dominique")
    assert (declared.status, "Whoever is named signs" in declared.err) == (2, True)
    assert moderator("validation", "policy", client, "--whom", "Personne").status == 1
    said = moderator("validation", "policy", client, "--whom", "Dominique", "--act", "reply")
    assert "Signed by Dominique" in said.out
    policy = moderator.json("validation", "policy", client)
    assert isinstance(policy, dict)
    assert policy["demands"][0]["by"] == ["Dominique"]
    case = ask(moderator, some_comment(moderator), "--proposal", "Bonjour.")
    assert supervisor("validation", "approve", case).status == 0
    moderator("outbox", "send")
    assert len(replies(practice)) == 1
    assert moderator("validation", "revoke", "Dominique").status == 0
    assert "(ne valide plus)" in moderator("validation", "policy", client, language="fr").out
    put = moderator("act", "escalate", some_comment(moderator, 1), "--proposal", "Bonjour.")
    assert put.status == 0
    moderator("validation", "sync")
    assert "owner of the team change what is validated" in moderator("outbox", "list").out


def test_a_wrong_code_opens_no_invitation(
    seat: Seat, supervisor: Someone, moderator: Someone, shared: Path, tmp_path: Path
) -> None:
    file = tmp_path / "second.cminvite"
    moderator("validation", "invite", str(file))
    refused = seat("sacha")(
        *(
            "validation",
            "join",
            str(file),
            "--code",
            "ABCD-EFGH-JKMN-PQRS",
            "--folder",
            str(shared),
            "--person",
            "Sacha",
        )
    )
    assert refused.status == 1
    assert "not the code" in refused.err
    assert supervisor("validation", "members").status == 0


def test_alone_a_request_leaves_as_a_page_and_its_answer_is_pasted(
    moderator: Someone, practice: PracticePlatform, tmp_path: Path
) -> None:
    comment = some_comment(moderator)
    case = ask(moderator, comment, "--proposal", "Bonjour.")
    page = tmp_path / "demande.html"
    written = moderator("validation", "page", case, str(page))
    assert written.status == 0, written.err
    assert "Bonjour." in page.read_text("utf-8")
    unclear = moderator("validation", "declare", case, typed="OK pour moi")
    assert (unclear.status, "goes on waiting" in unclear.err) == (1, True)
    for said in ((), ("--approved", "1", "--refused", "Non."), ("--corrected", "", "--refused", "Non.")):
        none = moderator("validation", "declare", case, "--person", "Mme Vidal", *said, typed="C'est bon pour moi.")
        assert (none.status, "Say what was answered, once" in none.err) == (2, True), said
    nobody = moderator("validation", "declare", case, "--approved", "1", typed="C'est bon pour moi.")
    assert (nobody.status, "Say what was answered, once" in nobody.err) == (2, True)
    waits = moderator.json("validation", "show", case)
    assert isinstance(waits, dict)
    assert waits["state"] == "submitted"
    told = moderator(
        *("validation", "declare", case, "--person", "Mme Vidal", "--approved", "1"), typed="C'est bon pour moi."
    )
    assert told.status == 0, told.err
    moderator("outbox", "send")
    assert replies(practice) == [comment.partition("/")[2]]
    fiche = tmp_path / "fiche.html"
    assert moderator("validation", "fiche", case, str(fiche)).status == 0
    assert "Mme Vidal" in fiche.read_text("utf-8")


def test_what_is_erased_is_gone_at_both(moderator: Someone, supervisor: Someone, shared: Path, tmp_path: Path) -> None:
    comment = some_comment(moderator)
    case = ask(moderator, comment, "--proposal", "Bonjour, une phrase que rien d'autre ne dit.")
    assert "une phrase que rien" in supervisor("validation", "show", case).out
    author = moderator.json("author", comment)
    assert isinstance(author, dict)
    assert moderator("views", "add", "Lundi", "--author", str(author["author"])).status == 0
    erased = moderator("validation", "erase", comment)
    assert erased.status == 0, erased.err
    assert "1 view with the author’s name went too: Lundi" in erased.out
    assert "une phrase que rien" not in supervisor("validation", "show", case).out
    assert "erased" in supervisor("validation", "show", case).out


def test_a_journal_is_handed_over(moderator: Someone, supervisor: Someone, tmp_path: Path) -> None:
    case = ask(moderator, some_comment(moderator), "--proposal", "Bonjour.")
    supervisor("validation", "approve", case)
    file = tmp_path / "journal.zip"
    handed = moderator("validation", "journal", str(file))
    assert handed.status == 0, handed.err
    assert file.read_bytes().startswith(b"PK")


def test_a_dossier_goes_by_mail_where_no_folder_is_reached(
    moderator: Someone, supervisor: Someone, shared: Path, tmp_path: Path
) -> None:
    supervisor("validation", "sync")
    aside, file = shared.with_name("elsewhere"), tmp_path / "dossier.cmev"
    shared.rename(aside)
    put = moderator("act", "escalate", some_comment(moderator), "--proposal", "Bonjour.")
    assert put.status == 0
    case = json.loads(moderator("validation", "sync", "--json").out)["asked"][0]
    assert moderator("validation", "dossier", case, str(file)).status == 0
    taken = supervisor("validation", "take-in", str(file))
    assert taken.status == 0, taken.err
    assert supervisor("validation", "approve", case).status == 0
    back = tmp_path / "back.cmev"
    assert supervisor("validation", "dossier", case, str(back)).status == 0
    assert moderator("validation", "take-in", str(back)).status == 0
    shown = moderator.json("validation", "show", case)
    assert isinstance(shown, dict)
    assert shown["state"] == "approved"
    shutil.rmtree(aside)


def test_what_was_approved_is_said_to_be_done_unless_it_was_refused_since(
    moderator: Someone, supervisor: Someone, practice: PracticePlatform, file: Path
) -> None:
    """A command reads the folder first: nothing else does."""
    named = ("--client", played(practice, "facebook").client, "--name", "La Terrasse", "--base-url", LINK)
    page = moderator("accounts", "add", "assisted", *named, "--json").document["id"]
    moderator("import", str(file), "--page", page)
    rows = moderator("queue", "--json").document["rows"]
    comments = [row["id"] for row in rows if row["id"].startswith(page)][:2]
    kept, refused = [ask(moderator, comment, "--proposal", "Bonjour.") for comment in comments]
    for case in (kept, refused):
        assert supervisor("validation", "approve", case).status == 0
    moderator("validation", "sync")
    waiting = moderator("outbox", "list", "--json").document
    row_of = {row["comment"]: row["id"] for row in waiting if row["state"] == "held"}
    assert supervisor("validation", "reject", refused, "Finalement non.").status == 0
    assert [moderator("outbox", "done", row_of[comment]).status for comment in comments] == [0, 1]
    moderator("validation", "sync")
    shown = [moderator("validation", "show", case, "--json").document["state"] for case in (kept, refused)]
    assert shown == ["sent", "rejected"]
