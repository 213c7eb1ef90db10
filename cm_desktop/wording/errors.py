"""What went wrong, in a sentence that says what to do. May not decide what follows from it."""

from pathlib import Path

from cm_desktop.domain.errors import CmDesktopError, Trouble
from cm_desktop.wording.platform_errors import PLATFORM_SENTENCES
from cm_desktop.wording.rule_errors import RULE_SENTENCES
from cm_desktop.wording.supervision_errors import SUPERVISION_SENTENCES
from cm_desktop.wording.words import Words, mark

_UNFORESEEN = mark("Something unexpected happened. Nothing was lost; try again.")
_TELLING = ("reason", "what", "problem", "field", "scope")  # the facts whose value chooses among sentences
_FACTS = (
    "path",
    "file",
    "line",
    "field",
    "place",
    "problem",
    "port",
    "limit",
    "address",
    "host",
    "proxy",
    "scope",
    "name",
    "detail",
    "value",
    "account",
    "client",
)


def explain(words: Words, what: Exception | Trouble) -> str:
    """One or two sentences for a person: what happened, then what to do. The platform's own sentence is added, if any."""
    match what:
        case Trouble():
            trouble = what
        case CmDesktopError():
            trouble = what.trouble()
        case _:
            return words.say(_UNFORESEEN)
    ours = _wait(words, trouble) if "retry_after" in trouble.facts else _sentence(words, trouble)
    theirs = trouble.facts.get("message", "")
    return f"{ours} ({theirs})" if theirs else ours


def _sentence(words: Words, trouble: Trouble) -> str:
    """The most telling sentence there is: by class and reason before class alone, with a fact before without."""
    told = [f"{trouble.name}.{trouble.facts[fact]}" for fact in _TELLING if fact in trouble.facts]
    told += [f"{trouble.name}.{Path(trouble.facts['path']).name}"] if "path" in trouble.facts else []
    keys = [key for base in (*told, trouble.name) for key in (*(f"{base} with {fact}" for fact in trouble.facts), base)]
    sentence = next((SENTENCES[key] for key in keys if key in SENTENCES), _UNFORESEEN)
    return words.say(sentence, **{**dict.fromkeys(_FACTS, "?"), **trouble.facts})


def _wait(words: Words, trouble: Trouble) -> str:
    minutes = max(1, round(float(trouble.facts["retry_after"]) / 60))
    pause = words.count("It goes on by itself in {n} minute.", "It goes on by itself in {n} minutes.", minutes)
    bare = Trouble(trouble.name, {k: v for k, v in trouble.facts.items() if k != "retry_after"})
    return f"{_sentence(words, bare)} {pause}"


SENTENCES: dict[str, str] = {
    "ActRefused": mark("This cannot be done to the comment where it stands now."),
    "ActRefused.empty_text": mark("The reply is empty. Write something first."),
    "ActRefused.no_proposal": mark("No reply is proposed. Write the one that is to be validated, or ask for advice."),
    "ActRefused.unfilled": mark(
        "Something between brackets is still to be filled in. Put words in its place, or take it out."
    ),
    "ActRefused.too_long": mark("The reply is too long: {limit} at most on this platform. Shorten it."),
    "ActRefused.unsupported": mark("This platform does not offer that."),
    "ActRefused.changed": mark("The comment was edited since you read it. Read it again before you let this go."),
    "ActRefused.answered": mark("The page has answered meanwhile. Read the answer before you let this go."),
    "ActRefused.moved": mark(
        "The comment was hidden, refused or removed since you read it. Look at it before you let this go."
    ),
    "ActRefused.restored": mark(
        "Brought back from a copy: it may have left since. Look at the page before you let it go."
    ),
    "ActRefused.restored_by_hand": mark(
        "Brought back from a copy: it may be done already. Look at the page before you do it again."
    ),
    "ActRefused.prepared_offline": mark("Prepared offline. Look whether it still fits before you let it go."),
    "ActRefused.stale": mark("Prepared more than 24 hours ago. Read it again before you let it go."),
    "ActRefused.needs_validation": mark(
        "This client wants this validated first. Have it validated: it leaves once somebody has approved it."
    ),
    "ActRefused.policy_unread": mark(
        "What this client wants validated cannot be read yet, and this is done by hand: nothing would stop it. Unlock the "
        "keyring, then try again."
    ),
    "ActRefused.edit_validated": mark(
        "This client wants replies validated: one that stands on the page is not rewritten here. Have a new reply validated, "
        "then delete this one."
    ),
    "ActRefused.already": mark("That is already on its way for this comment."),
    "ActRefused.too_late": mark("Too late: it has already left."),
    "ActRefused.not_waiting": mark("This does not wait for you: it is on its way, being checked, or over."),
    "ActRefused.no_time_to_sleep": mark("Choose a moment to come, within a year."),
    "ActRefused.not_asleep": mark("This comment is not snoozed."),
    "ActRefused.rewritten": mark("The rules were written since. Take the correction out of them there."),
    "BadValue": mark("“{value}” cannot be understood here. Look at “--help”."),
    "BadValue.delay": mark("“{value}” is no delay. Give seconds, from 0 to {limit}."),
    "BadValue.day": mark("“{value}” is no day. Give it as year, month, day, like 2026-11-22."),
    "BadValue.ahead": mark(
        "{value} is still to come, and new comments would be left aside too. Give today or a day before."
    ),
    "BadValue.moment": mark("“{value}” is no moment. Give the day and the hour, like 2026-11-22T18:00."),
    "BadValue.mapping": mark("“{value}” is no field and column. Give both, like text=Commentaire."),
    "BadValue.colour": mark("“{value}” is no colour. Give it as #RRGGBB, like #2F6F73."),
    "BadValue.base_url": mark("“{value}” is no address of a site. Give it whole, like https://blog.example."),
    "BadValue.port": mark("“{value}” is no port. Give a number from 0 to {limit}; 0 takes any free one."),
    "BadValue.limit": mark("“{value}” is no number of comments. Give one from 1 to {limit}."),
    "BadValue.months": mark("“{value}” is no number of months. Give one from 1 to {limit}."),
    "BadValue.workspace": mark("The folder of the workspace has no name. Give it with --workspace."),
    "BadValue.outcome": mark(
        "Say what was answered, once: --approved, --corrected or --refused, and by whom with --person. An answer with a code"
        " goes without any of them; nothing was noted."
    ),
    "BadValue.proposals": mark("{limit} replies can be put forward, no more. Leave out “{value}”; nothing was done."),
    "BadValue.which_team": mark("There are several teams here. Name one with --team: “validation status” shows them."),
    "BadValue.several": mark("“{value}” may be several here. Give its name whole, or more of its key."),
    "BadValue.whom": mark(
        "Whoever is named signs: of what is declared, nobody can tell who said it. Leave out --level declared, or {value}."
    ),
    "BadValue.client": mark("A client needs a name. Give it with --client."),
    "BadValue.client_taken": mark("There is a client called “{value}” already. Give this one another name."),
    "BadValue.proxy": mark(
        "“{value}” is no proxy. Give its address, like http://proxy.example:8080, or system, or none."
    ),
    "BadValue.proxy_password": mark(
        "A password does not belong into the address of a proxy. Give the address alone, and its user and password apart."
    ),
    "BadValue.proxy_login": mark("Give a user and a password; on the command line as USER:PASSWORD."),
    "BadValue.word": mark("“{value}” is not one word of {limit} letters at most."),
    "BadValue.saved_reply": mark("A reply that is kept needs a name of 80 signs at most, and a text of 8,000 at most."),
    "BadValue.view": mark("A view needs a name of 80 signs at most, and looks for 200 signs at most."),
    "BadValue.no_secret": mark("No access was given. Type it, pipe it in, or set CM_DESKTOP_SECRET."),
    "BadValue.secret": mark("That is no access: it has letters, digits and signs, without accents. Copy it again."),
    "BadValue.input": mark("What came in is not UTF-8 text. Convert it first; nothing was done."),
    "BadValue.argument": mark("“{value}” is not UTF-8 text. Type it again; nothing was done."),
    "ActRefused.not_brought_in": mark(
        "Only a page in assisted mode takes comments that are imported or pasted. Add such a page first; nothing came in."
    ),
    "PageTaken": mark(
        "“{account}” is already here, as a page of {client}. Remove it there first, or give this one another name;"
        " nothing was changed."
    ),
    "NotSpelt": mark("The dictionaries cannot be asked just now. What you write is not checked, and not changed."),
    "NotFound": mark("Nothing named “{name}” here."),
    "NotFound.comment": mark("No comment “{name}” here. Sync first, or find its name with “queue”."),
    "NotFound.author": mark("Nobody is known to have written “{name}”: nothing can be said of them."),
    "NotFound.account": mark("No page “{name}” here. “accounts list” shows those there are."),
    "NotFound.client": mark("No client “{name}” here. “accounts list” shows those there are."),
    "NotFound.copy": mark("No good copy “{name}” here. “restore” lists those there are."),
    "NotFound.good_copy": mark(
        "There is no good copy. Put the file back from a backup of your computer; or rename its folder: all in it is kept, "
        "and the program begins anew in an empty one."
    ),
    "NotFound.proxy": mark("No proxy is in use (“{name}” is chosen). Choose one first."),
    "NotFound.case": mark("No request “{name}” here. “validation list” shows those there are."),
    "NotFound.team": mark("No team “{name}” here. “validation status” shows those there are."),
    "NotFound.any_team": mark("No team yet. “validation found” begins one."),
    "NotFound.dossier": mark("This file is of a team that this computer takes no part in. Nothing was taken in."),
    "NotFound.member": mark("Nobody of that name takes part. “validation members” shows who does."),
    "NotFound.reply": mark("No reply “{name}” is kept here. “replies list” shows those there are."),
    "NotFound.view": mark("No view “{name}” is kept here. “views list” shows those there are."),
    "NotFound.entry": mark("No action “{name}” in the outbox. “outbox list” shows those there are."),
    "NotFound.mark": mark("The mark “{name}” is of another list. Start again without --after."),
    "EntryMoved": mark("Another window was quicker: look at the list again."),
    "NewerVersion": mark("{path} was written by a newer CM Desktop. Update the program; nothing was changed."),
    "ForeignFile": mark("{path} belongs to another program. Choose another folder; nothing was changed."),
    "NoParcel": mark(
        "{path} carries no workspace. Choose a file that “Pack for another computer” made (.cmdesktop); nothing was changed."
    ),
    "Damaged.cache.db": mark(
        "{path} is damaged. Close CM Desktop and open it again: it is made anew, and platforms say again what it held."
    ),
    "Damaged.work.db": mark(
        "{path} is damaged: nothing leaves from it. Close CM Desktop and open it again: a good copy is offered, as with"
        " “restore” on the command line."
    ),
    "Damaged": mark("{path} is damaged and cannot be used; nothing was changed."),
    "NotWritable": mark("{path} cannot be used: a folder is wanted that you may write in. Choose or allow one."),
    "DiskFull": mark("The disk is full: {path} cannot grow. Free some room; nothing was lost."),
    "WorkRestored": mark(
        "{path} was brought back from a copy meanwhile: what was just done is not in it. Look at it, and do it again."
    ),
    "WorkspaceBusy": mark("CM Desktop is already open on {path}. Use that window, or close it."),
    "SettingsError.CM_DESKTOP_SECRETS": mark(
        "CM_DESKTOP_SECRETS cannot be understood. Give a JSON object, from the name of each page to its access."
    ),
    "SettingsError.password": mark(
        "A password does not belong into the settings ({file}). Give the proxy's address alone there, and its user and"
        " password once with “proxy login”, on the command line."
    ),
    "SettingsError.decided": mark("{file} says “{field}”, and has the last word. Change it there."),
    "SettingsError.certificates": mark(
        "No certificates are found where the setting “{field}” says ({file}). Name a file in PEM format."
    ),
    "SettingsError": mark("The setting “{field}” cannot be understood ({file}). Correct or remove it."),
    **PLATFORM_SENTENCES,
    **RULE_SENTENCES,
    **SUPERVISION_SENTENCES,
    "ScenarioError": mark("The scenario {file} cannot be played ({problem})."),
    "ScenarioError.unreadable": mark("The scenario {file} cannot be read. Give a file in UTF-8 that you may read."),
    "ScenarioError.not_json": mark("The scenario {file} is no JSON. Correct it."),
    "ScenarioError.not_json with place": mark("The scenario {file} is no JSON ({place}). Correct it there."),
    "ScenarioError.wrong_type": mark(
        "The scenario {file} holds something else than a history. Look at the shipped one."
    ),
    "ScenarioError.wrong_type with place": mark(
        "In the scenario {file}, {place} is of another kind than what goes there. Correct it."
    ),
    "ScenarioError.missing": mark("In the scenario {file}, {place} is missing. Add it."),
    "ScenarioError.unknown_key": mark("In the scenario {file}, {place} is no word of a history. Correct or remove it."),
    "ScenarioError.bad_value": mark("In the scenario {file}, {place} has a value that cannot be. Correct it."),
    "ScenarioError.empty": mark("In the scenario {file}, {place} is empty. Fill it in."),
    "ScenarioError.duplicate": mark("In the scenario {file}, {place} is given twice. Change one of them."),
    "ScenarioError.unknown_parent": mark(
        "In the scenario {file}, {place} answers a comment that is not before it. Correct it."
    ),
    "ScenarioError.too_early": mark("In the scenario {file}, {place} is older than what it stands under. Correct it."),
    "ImportRefused": mark("{file} cannot be imported ({problem}). Nothing came in."),
    "ImportRefused.unreadable": mark(
        "{file} cannot be read. Check that it is there and that you may open it; nothing came in."
    ),
    "ImportRefused.empty": mark("{file} is empty. Nothing came in."),
    "ImportRefused.spreadsheet": mark(
        "{file} is a workbook. Save it as CSV in your spreadsheet, then import that file."
    ),
    "ImportRefused.binary": mark("{file} is no text. Give a file in CSV, TSV, JSON or JSONL; nothing came in."),
    "ImportRefused.unknown_encoding": mark(
        "The file cannot be read as “{detail}”. Choose another encoding; nothing came in."
    ),
    "ImportRefused.too_large": mark(
        "{file} is one JSON document of over {detail} MB. Export it as CSV or JSONL, or in parts; nothing came in."
    ),
    "ImportRefused.not_json": mark("{file} is no JSON. Export it again; nothing came in."),
    "ImportRefused.not_json with detail": mark(
        "{file} is no JSON: look at line {detail}, or export it again. Nothing came in."
    ),
    "ImportRefused.no_list": mark("{file} holds no list of comments. Export it again, as CSV if you can."),
    "ImportRefused.no_text_column": mark(
        "No column holds the text of the comments. Say which one does; nothing came in."
    ),
    "ImportRefused.two_columns": mark("Two columns are said to hold the same thing. Choose one; nothing came in."),
    "ImportRefused.no_such_column": mark("{file} has no column “{detail}”. Choose one that it has; nothing came in."),
    "PortTaken": mark("Port {port} is in use. Choose another, or 0 for any."),
    "NoKeyring": mark("This machine offers no safe keyring: the access is kept for this session only."),
    "KeyringLocked": mark("The keyring is locked. Unlock it, then try again."),
    "KeyringFailed": mark("The keyring does not answer. Start it, then try again."),
    "SecretTooLong": mark("This access is too long for a keyring: {limit} characters at most."),
    "KeysMissing": mark(
        "The keys of this team are not on this computer: they stay in the keyring of the one where they were made. Have the "
        "owner of the team invite this one, then join with the invitation; an owner comes back with a spare key."
    ),
    "SecretMissing": mark(
        "No access is known for this page. Give it by reconnecting the page; without a keyring, in CM_DESKTOP_SECRET(S)."
    ),
}
