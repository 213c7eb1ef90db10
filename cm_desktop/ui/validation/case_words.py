"""A case in the words and pills of the window, and its comment as the window draws any other. May not decide anything."""

from cm_desktop.domain.actions import ActionKind
from cm_desktop.domain.approvals.cases import CaseState
from cm_desktop.domain.approvals.events import Purpose
from cm_desktop.domain.approvals.papers import Asked
from cm_desktop.domain.approvals.people import Level
from cm_desktop.domain.approvals.views import CaseView
from cm_desktop.domain.comments import Author, Client, ClientId, Comment, CommentRef, Visibility
from cm_desktop.domain.queue import Handle, Row
from cm_desktop.ui.kit.marks.pill import Fill, Pill, Tone
from cm_desktop.ui.kit.marks.row_words import verdict_pills
from cm_desktop.ui.kit.passages.sentence import MARKS
from cm_desktop.ui.kit.safe_text import isolated
from cm_desktop.wording import cases
from cm_desktop.wording.words import Words, mark

_TITLES = {
    ActionKind.REPLY: mark("Publish a reply to {author}"),
    ActionKind.HIDE: mark("Hide, {author}"),
    ActionKind.DELETE: mark("Delete, {author}"),
    ActionKind.PUBLISH: mark("Publish, {author}"),
}
_FOLLOWS = {
    ActionKind.REPLY: mark("{strong}{client}{plain} will reply {strong}publicly{plain} to {strong}{author}{plain}"),
    ActionKind.HIDE: mark("{strong}{client}{plain} will hide this comment by {strong}{author}{plain}"),
    ActionKind.DELETE: mark("{strong}{client}{plain} will delete this comment by {strong}{author}{plain}"),
    ActionKind.PUBLISH: mark("{strong}{client}{plain} will let this comment by {strong}{author}{plain} appear"),
}
_REFUSED = frozenset({CaseState.REJECTED, CaseState.CONFLICT, CaseState.EXPIRED, CaseState.WITHDRAWN, CaseState.FAILED})
_UNKNOWN = "#8A8378"  # of a client whose papers are erased


def title(words: Words, view: CaseView) -> str:
    """What is asked about whom: "Répondre à Marc Delvaux"."""
    author = view.asked.comment.author if view.asked else words.say("somebody")
    if view.purpose is Purpose.ADVISE:
        return words.say("Advice about {author}", author=author)
    act = view.case.request.act
    return words.say(
        _TITLES.get(act, mark("Leave as it is, {author}")) if act else "Leave as it is, {author}", author=author
    )


def follows(words: Words, view: CaseView, asked: Asked) -> str:
    """What is done if it is approved, who and what matters marked as strong; of an advice, what is thought of."""
    names = {"client": isolated(asked.client), "author": isolated(asked.comment.author), **MARKS}
    if view.purpose is Purpose.ADVISE:
        return words.say("Nothing is decided yet: {strong}{client}{plain} asks for your advice", **names)
    act = view.case.request.act
    if act is None:
        return words.say("{strong}{client}{plain} will leave this comment by {strong}{author}{plain} as it is", **names)
    return words.say(_FOLLOWS.get(act, _FOLLOWS[ActionKind.REPLY]), **names)


def client_of(view: CaseView) -> Client:
    """The client as the request shows it: who validates may not have it in their own workspace."""
    asked = view.asked
    return Client(
        id=ClientId(view.case.request.client),
        name=asked.client if asked else "–",
        colour=asked.colour if asked else _UNKNOWN,
    )


def row_of(view: CaseView) -> Row | None:
    """The comment as it stood when it was asked about; None where its papers are erased, or have not arrived."""
    asked = view.asked
    if asked is None:
        return None
    comment = Comment(
        ref=CommentRef(asked.account, asked.remote_id),
        post=asked.remote_id,
        parent=None,
        author=Author(id="", name=asked.comment.author),
        text=asked.comment.text,
        created_at=asked.comment.at,
        read_at=view.case.current.at,
        visibility=Visibility.HIDDEN if asked.hidden_at else Visibility.PUBLIC,
        permalink=asked.permalink,
    )
    return Row(handle=Handle(0), comment=comment, verdict=asked.verdict)


def pills(words: Words, view: CaseView) -> tuple[Pill, ...]:
    """That it was declared, what the rules found, that it is hidden, which version it is."""
    row = row_of(view)
    found = verdict_pills(words, row.verdict)[1:] if row is not None else ()
    hidden = view.asked is not None and view.asked.hidden_at is not None
    shown = (Pill(words.say("Hidden now"), fill=Fill.OUTLINE, icon="eye-off"),) if hidden else ()
    number = len(view.versions)
    declared = (level_pill(words, view),) if view.level is Level.DECLARED else ()
    return (*declared, *found, *shown, *((Pill(words.say("V{n}", n=number), fill=Fill.OUTLINE),) if number > 1 else ()))


def level_pill(words: Words, view: CaseView) -> Pill:
    """How surely it was decided; of what waits, how surely this person's answer would: whoever may answer here signs."""
    level = view.level or (view.case.level if view.cannot_answer else Level.SIGNED)
    tone = Tone.OK if level is Level.SIGNED else Tone.NEUTRAL
    return Pill(cases.level(words, level), tone=tone, icon="shield-check")


def state_pill(words: Words, view: CaseView) -> Pill:
    """How it stands, once it is answered or over."""
    refused = view.stands in _REFUSED and not view.advised
    told = cases.failed(words, view.case.failed) if view.case.failed else cases.brief(words, view)
    return Pill(told, tone=Tone.NEUTRAL if refused else Tone.OK, icon="x" if refused else "check")
