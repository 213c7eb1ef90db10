"""What went wrong, in a sentence that says what to do. May not decide what follows from it."""

from cm_desktop.domain.errors import CmDesktopError, Trouble
from cm_desktop.wording.words import Words, mark

_UNFORESEEN = mark("Something unexpected happened. Nothing was lost; try again.")
_TELLING = ("reason", "what", "problem")  # the fields whose value chooses among sentences
_FIELDS = ("path", "file", "line", "field", "place", "problem", "port", "limit", "address", "scope", "name", "detail")


def explain(words: Words, what: CmDesktopError | Trouble) -> str:
    """One or two sentences for a person: what happened, then what to do. The platform's own sentence is added, if any."""
    trouble = what.trouble() if isinstance(what, CmDesktopError) else what
    ours = _wait(words, trouble) if "retry_after" in trouble.facts else _sentence(words, trouble)
    theirs = trouble.facts.get("message", "")
    return f"{ours} ({theirs})" if theirs else ours


def _sentence(words: Words, trouble: Trouble) -> str:
    """The most telling sentence there is: by class and reason, by class and what is known, by class alone."""
    told = [trouble.facts[name] for name in _TELLING if name in trouble.facts]
    known = [f"with {name}" for name in ("scope", "field") if name in trouble.facts]
    keys = [
        *(f"{trouble.name}.{value}" for value in told),
        *(f"{trouble.name} {field}" for field in known),
        trouble.name,
    ]
    sentence = next((SENTENCES[key] for key in keys if key in SENTENCES), _UNFORESEEN)
    return words.say(sentence, **{**dict.fromkeys(_FIELDS, "?"), **trouble.facts})


def _wait(words: Words, trouble: Trouble) -> str:
    minutes = max(1, round(float(trouble.facts["retry_after"]) / 60))
    pause = words.count("It goes on by itself in {n} minute.", "It goes on by itself in {n} minutes.", minutes)
    bare = Trouble(trouble.name, {k: v for k, v in trouble.facts.items() if k != "retry_after"})
    return f"{_sentence(words, bare)} {pause}"


SENTENCES: dict[str, str] = {
    "Offline": mark("The platform cannot be reached. It goes on by itself once the network is back."),
    "Transient": mark("The platform is having trouble. It goes on by itself in a few minutes."),
    "RateLimited": mark("The platform asks us to slow down. It goes on by itself later."),
    "AuthExpired": mark("The access to this page is refused or has expired. Reconnect the page with a new one."),
    "AuthExpired.role_lost": mark(
        "You no longer have a role on this page. Ask its administrator for it, then reconnect the page."
    ),
    "AuthExpired.checkpoint": mark("The platform wants you to log in on its site. Do so, then reconnect the page."),
    "AuthExpired.other_account": mark("This access is for another page. Use one made for this page."),
    "AuthExpired.password_changed": mark("A changed password has ended this access. Reconnect the page."),
    "AuthExpired.app_removed": mark(
        "The app was removed from the page's settings. Add it again, then reconnect the page."
    ),
    "Forbidden": mark("The platform does not allow this with your access. Check the rights it was given."),
    "Forbidden with scope": mark("The access lacks the right “{scope}”. Ask for an access that has it."),
    "Gone": mark("The comment is no longer on the page."),
    "Duplicate": mark("An identical reply is already there. Change the text, or give this one up."),
    "Invalid": mark("The platform refuses what was sent. Change it and try again."),
    "Invalid with field": mark("The platform refuses “{field}”. Change it and try again."),
    "Blocked": mark("The platform has blocked actions on this page for a while. Nothing leaves until it is over."),
    "Blocked.identity_check": mark("The platform wants proof of your identity on its site. Nothing leaves until then."),
    "UpgradeNeeded": mark("The platform no longer speaks with this version. Update CM Desktop."),
    "Unreadable": mark("The answer is not the platform's. Check that you are not behind a login page."),
    "NotAPage": mark("This access is a person's profile, not a page. Use an access made for the page."),
    "NotAllowedAddress": mark("The address {address} is on a local network. Allow it for this page if it is right."),
    "Unknown": mark("No proof that it arrived. Do not send it again: we are checking."),
    "ActRefused": mark("This cannot be done to the comment where it stands now."),
    "ActRefused.empty_text": mark("The reply is empty. Write something first."),
    "ActRefused.too_long": mark("The reply is too long: {limit} at most on this platform. Shorten it."),
    "ActRefused.unsupported": mark("This platform does not offer that."),
    "ActRefused.changed": mark("The comment was edited since you read it. Read it again before you let this go."),
    "ActRefused.answered": mark("The page has answered meanwhile. Read the answer before you let this go."),
    "ActRefused.stale": mark("Prepared more than 24 hours ago. Read it again before you let it go."),
    "ActRefused.already": mark("That is already on its way for this comment."),
    "ActRefused.too_late": mark("Too late: it has already left."),
    "ActRefused.not_waiting": mark("This does not wait for you: it is on its way, being checked, or over."),
    "NotFound": mark("Nothing named “{name}” here."),
    "NotFound.comment": mark("No comment “{name}” here. Sync first, or find its name with “queue”."),
    "NotFound.account": mark("No page “{name}” here. “accounts list” shows those there are."),
    "NotFound.entry": mark("No action “{name}” in the outbox. “outbox list” shows those there are."),
    "NotFound.mark": mark("The mark “{name}” is of another list. Start again without --after."),
    "EntryMoved": mark("Another window was quicker: look at the list again."),
    "NewerVersion": mark("{path} was written by a newer CM Desktop. Update the program; nothing was changed."),
    "ForeignFile": mark("{path} belongs to another program. Choose another folder; nothing was changed."),
    "Damaged": mark("{path} is damaged. Restore it from a copy; nothing was changed."),
    "NotWritable": mark("{path} cannot be written. Check the permissions of the folder."),
    "DiskFull": mark("The disk is full: {path} cannot grow. Free some room; nothing was lost."),
    "WorkspaceBusy": mark("CM Desktop is already open on {path}. Use that window, or close it."),
    "SettingsError": mark("The setting “{field}” cannot be understood ({file}). Correct or remove it."),
    "RuleError": mark("{file}, line {line}: this cannot be read ({problem}: {detail}). No rule was changed."),
    "RuleError.duplicate_key": mark("{file}, line {line}: “{detail}” is given twice. No rule was changed."),
    "RuleError.unknown_key": mark("{file}, line {line}: “{detail}” is no word of the rules. No rule was changed."),
    "RuleError.failing_example": mark(
        "{file}, line {line}: this example does not hold: {detail}. No rule was changed."
    ),
    "ScenarioError": mark("The scenario {file} cannot be played, at {place}: {problem}. Correct it there."),
    "PortTaken": mark("Port {port} is in use. Choose another, or 0 for any."),
    "NoKeyring": mark("This machine offers no safe keyring: the access is kept for this session only."),
    "KeyringLocked": mark("The keyring is locked. Unlock it, then try again."),
    "KeyringFailed": mark("The keyring does not answer. Start it, then try again."),
    "SecretTooLong": mark("This access is too long for a keyring: {limit} characters at most."),
    "SecretMissing": mark("No access is known for this page. Reconnect it."),
}
