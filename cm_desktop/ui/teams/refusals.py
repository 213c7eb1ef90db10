"""What could not be set up, for somebody who is filling in a form: what to look at in it. May not decide anything.

What is not said otherwise here is said as everywhere.
"""

from cm_desktop.domain.errors import CarrierError, InvitationRefused, Unacceptable
from cm_desktop.wording.errors import explain
from cm_desktop.wording.words import Words, mark

_SENTENCES: dict[tuple[type[Exception], str], str] = {
    (CarrierError, "absent"): mark("{path} is not there. Choose a folder that is, or make it first."),
    (CarrierError, "not_a_folder"): mark("{path} is not a folder. Choose the one that you share."),
    (CarrierError, "a_workspace"): mark(
        "{path} holds a workspace of CM Desktop. Choose another folder, for the team alone."
    ),
    (CarrierError, "unreadable"): mark("{path} cannot be read. Check that it is there, and whole."),
    (CarrierError, "not_writable"): mark("{path} cannot be written. Choose another place, or ask for that right."),
    (InvitationRefused, "code"): mark(
        "This code does not fit. Check it letter by letter, and whether the file or the folder is the right one."
    ),
    (Unacceptable, "too_large"): mark("This file is far larger than what a member sends. Nothing was taken in."),
}


def refusal(words: Words, error: Exception) -> str:
    """One or two sentences: what is wrong, then what to do."""
    match error:
        case CarrierError(reason=told) | InvitationRefused(reason=told) | Unacceptable(reason=told):
            sentence = _SENTENCES.get((type(error), told))
        case _:
            sentence = None
    path = error.path if isinstance(error, CarrierError) else ""
    return explain(words, error) if sentence is None else words.say(sentence, path=path)
