"""What went wrong, in a sentence that says what to do. May not decide what follows from it."""

from pathlib import Path

from cm_desktop.domain.errors import CmDesktopError, Trouble
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
    "Offline": mark("The platform cannot be reached. It goes on by itself once the network is back."),
    "Untrusted": mark(
        "{host} cannot prove who it is: nothing was sent. At an office, name its authority in the setting “certificates”."
    ),
    "ProxyRefused": mark("The proxy {proxy} does not let us through. Look at Proxy, in the settings."),
    "ProxyRefused.password": mark(
        "The proxy {proxy} wants a user and a password, or others. Give them in the settings, under Proxy."
    ),
    "ProxyRefused.forbidden": mark("The proxy {proxy} forbids this site. Ask whoever looks after it to allow it."),
    "ProxyRefused.unreachable": mark(
        "The proxy {proxy} cannot be reached. Away from the office, choose “No proxy” in the settings;"
        " else it goes on by itself."
    ),
    "Transient": mark("The platform is having trouble. It goes on by itself in a few minutes."),
    "RateLimited": mark("The platform asks us to slow down. It goes on by itself later."),
    "AuthExpired": mark("The access is refused or has expired. Reconnect the page, with a new one."),
    "AuthExpired.role_lost": mark(
        "You no longer have a role on this page. Ask its administrator for it, then reconnect the page."
    ),
    "AuthExpired.checkpoint": mark("The platform wants you to log in on its site. Do so, then reconnect the page."),
    "AuthExpired.other_account": mark("This access is for another page. Use one made for this page."),
    "AuthExpired.password_changed": mark(
        "A changed password has ended this access. Make a new one, then reconnect the page."
    ),
    "AuthExpired.app_removed": mark(
        "The app was removed from the page's settings. Add it again, then reconnect the page."
    ),
    "Forbidden": mark("The platform does not allow this with your access. Check the rights it was given."),
    "Forbidden.instagram_business_account": mark(
        "No Instagram professional account is connected to this Page. Connect it in the Page's settings, then try again."
    ),
    "Forbidden with scope": mark("The access lacks the right “{scope}”. Ask for an access that has it."),
    "Gone": mark("The comment is no longer on the page."),
    "Duplicate": mark("An identical reply is already there. Change the text, or give this one up."),
    "Invalid": mark("The platform refuses what was sent. Change it and try again."),
    "Invalid with field": mark("The platform refuses “{field}”. Change it and try again."),
    "Invalid.content": mark("The site refuses this text: empty, or too long for it. Change it and try again."),
    "Invalid.comment_status": mark("Comments are closed under this post. Open them on the site, or give this up."),
    "Invalid.post": mark(
        "The post is not published, so nothing can be answered under it. Publish it, or give this up."
    ),
    "Invalid.trash": mark("This site has no bin. Mark the comment as spam, or hide it."),
    "Invalid.status": mark("The site left the comment as it was. Look at it there: an extension may be in the way."),
    "Invalid.text": mark("The site rewrote this text while taking it. Look at what stands there now."),
    "Invalid.half_character": mark(
        "Half of a character stands in this text, and nobody can send that. Take it out, or write the text again."
    ),
    "Invalid.link": mark("The platform refuses the link in this reply. Remove it and try again."),
    "Invalid.like": mark("This platform does not offer that."),
    "Invalid.action": mark("This platform does not offer that."),
    "Blocked": mark("The platform has blocked actions on this page for a while. Nothing leaves until it is over."),
    "Blocked.identity_check": mark("The platform wants proof of your identity on its site. Nothing leaves until then."),
    "UpgradeNeeded": mark("The platform no longer speaks with this version. Update CM Desktop."),
    "Unreadable": mark("The answer is not the platform's. Check that you are not behind a login page."),
    "NotAPage": mark("This access is a person's profile, not a page. Use an access made for the page."),
    "NotAllowedAddress": mark(
        "{address} is no public https:// address. Correct it, or allow your own network with “--allow-local”."
    ),
    "NoFeed": mark("There is no feed at {host} any more. Look for its new address with the link of the page."),
    "NoFeed.closed": mark("{host} offers no feed to anybody. Paste its comments by hand instead."),
    "Unknown": mark("No proof that it arrived. Do not send it again: we are checking."),
    "ActRefused": mark("This cannot be done to the comment where it stands now."),
    "ActRefused.empty_text": mark("The reply is empty. Write something first."),
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
    "NotFound.proxy": mark("No proxy is in use (“{name}” is chosen). Choose one first."),
    "NotFound.case": mark("No request “{name}” here. “validation list” shows those there are."),
    "NotFound.team": mark("No team “{name}” here. “validation status” shows those there are."),
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
    "SecretMissing": mark(
        "No access is known for this page. Give it by reconnecting the page; without a keyring, in CM_DESKTOP_SECRET(S)."
    ),
}
