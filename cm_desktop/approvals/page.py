"""A request as one page of HTML, to be answered on any device without the program. May not send or fetch anything.

The page holds the request's secret: whoever is given it can answer. What it makes is read by `pasted.py`.
"""

import html
from dataclasses import dataclass
from datetime import tzinfo
from string import Template

from cm_desktop.approvals import codes, foreign, inline
from cm_desktop.domain.approvals.events import Event, Outcome, Purpose, Request
from cm_desktop.domain.approvals.papers import Asked, Said
from cm_desktop.domain.approvals.rulings import WITH_TEXT
from cm_desktop.domain.names import initials
from cm_desktop.domain.verdicts import Form
from cm_desktop.settings import resources
from cm_desktop.wording import request_page as sentences
from cm_desktop.wording import terms
from cm_desktop.wording.request_page import About
from cm_desktop.wording.words import Words

_LONGEST_NAME = 60  # in an answer's first line
_WITHOUT_MARKS = str.maketrans({"[": "(", "]": ")", codes.LINE_END: " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """What a page is made of. `asker` is who asks, by name; `secret` is the request's, of `codes.secret_of`.

    `reply_to` is where an answer can be mailed, empty where the page offers no mail. Moments are said as in `zone`, the
    machine's own when left out.
    """

    words: Words
    event: Event
    asked: Asked
    asker: str
    secret: bytes
    reply_to: str = ""
    zone: tzinfo | None = None

    def made(self) -> bytes:
        """The file."""
        folder = resources() / "supervision"
        style = Template((folder / "request.css").read_text("utf-8")).substitute(
            client=inline.under_white(self.asked.colour)
        )
        script = (folder / "request.js").read_text("utf-8")
        return inline.filled(
            folder / "request.html",
            language=self.words.language,
            policy=inline.attribute(inline.policy(style=style, script=script)),
            style=style,
            script=script,
            said=inline.data(self._said()),
            title=html.escape(sentences.title(self.words, self._request)),
            whose=f"{foreign.line(self.asked.client)} · {html.escape(terms.platform(self.words, self.asked.platform))}",
            deadline=self._deadline(),
            comment=self._comment(),
            note=self._note(),
            proposed=self._proposed(),
            buttons=self._buttons(),
            by_hand=self._by_hand(),
            asked_by=html.escape(sentences.asked_by(self.words, self._shown)),
            **{name: html.escape(said) for name, said in self._sentences.items() if name in _IN_TEMPLATE},
        )

    @property
    def heads(self) -> dict[str, str]:
        """What stands above an answer, by the answer's token."""
        return {
            self._token(outcome, choice): self._head(outcome, choice)
            for outcome in self._outcomes
            for choice in (self._choices if outcome is Outcome.APPROVE else (0,))
        }

    @property
    def _request(self) -> Request:
        assert isinstance(self.event.body, Request)
        return self.event.body

    @property
    def _shown(self) -> About:
        """Names inside sentences of the page, which they cannot turn round."""
        names = (self.asker, self._author, self.asked.client)
        asker, author, client = (f"\u2068{foreign.within(name)}\u2069" for name in names)
        return About(asker=asker, author=author, client=client)

    @property
    def _copied(self) -> About:
        """Names inside an answer, where nothing of theirs may look like a part of it."""
        names = (self.asker, self._author, self.asked.client)
        asker, author, client = (_told(name) for name in names)
        return About(asker=asker, author=author, client=client)

    @property
    def _author(self) -> str:
        return sentences.author(self.words, self.asked.comment.author)

    @property
    def _sentences(self) -> dict[str, str]:
        return sentences.sentences(self.words, self._shown)

    @property
    def _outcomes(self) -> tuple[Outcome, ...]:
        """What can be answered, the first as what is proposed."""
        if self._request.purpose is Purpose.ADVISE:
            return (Outcome.ADVISE,)
        if self._request.proposals:
            return (Outcome.APPROVE, Outcome.CORRECT, Outcome.REJECT)
        if self._request.act in WITH_TEXT:  # an older program asked for a reply and proposed none
            return (Outcome.REJECT,)
        return (Outcome.APPROVE, Outcome.REJECT)

    @property
    def _choices(self) -> range:
        return range(max(1, self._request.proposals))

    def _said(self) -> dict[str, object]:
        """All that the script needs."""
        request, said = self._request, self._sentences
        approved = self._choices if Outcome.APPROVE in self._outcomes else ()
        return {
            "request": self.event.id,
            "name": codes.name(self.event.id),
            "secret": self.secret.hex(),
            "proposals": list(self.asked.proposals),
            "approved": [self._ready(Outcome.APPROVE, choice) for choice in approved],
            "written": {
                outcome: {
                    "label": sentences.writing(self.words, outcome, self._shown),
                    "head": self._head(outcome),
                    "token": codes.LETTERS[outcome],
                }
                for outcome in self._outcomes
                if outcome is not Outcome.APPROVE
            },
            "deadline": int(request.deadline.timestamp() * 1000) if request.deadline else None,
            "today": sentences.before_today(self.words, request.deadline, self.zone) if request.deadline else "",
            "mail": self.reply_to,
            "subject": f"{sentences.title(self.words, request)} · {codes.name(self.event.id)}",
            "copied": said["copied"],
            "selected": said["selected"],
        }

    def _head(self, outcome: Outcome, choice: int = 0) -> str:
        return sentences.head(self.words, outcome, self._request, self._copied, choice)

    def _ready(self, outcome: Outcome, choice: int = 0) -> str:
        """An answer that needs no script: with a text of its own, to be written by hand, its code does not cover that."""
        head, token = self._head(outcome, choice), self._token(outcome, choice)
        if outcome is not Outcome.APPROVE:
            return codes.composed(head, self._line(f"{token}0"), "")
        return codes.composed(head, self._line(token))

    def _token(self, outcome: Outcome, choice: int = 0) -> str:
        number = str(choice + 1) if outcome is Outcome.APPROVE and self._request.proposals else ""
        return f"{codes.LETTERS[outcome]}{number}"

    def _line(self, token: str) -> str:
        return codes.line(self.secret, self.event.id, token)

    def _deadline(self) -> str:
        deadline = self._request.deadline
        if deadline is None:
            return ""
        said = sentences.before(self.words, deadline, self.event.at, self.zone)
        return f'<time id="deadline" datetime="{deadline.isoformat()}">{html.escape(said)}</time>'

    def _comment(self) -> str:
        asked, verdict = self.asked, self.asked.verdict
        form = next((form for form in (Form.ATTACK, Form.GRIEVANCE) if form in verdict.forms), Form.NEITHER)
        chips = (
            f'<li class="{category.form}">{html.escape(terms.form(self.words, category.form, category))}</li>'
            for category in verdict.categories
        )
        return (
            f'<article class="comment {form}"><div class="who"><span class="face" aria-hidden="true">'
            f'{foreign.block(initials(asked.comment.author))}</span><div><p class="name">'
            f'{foreign.line(self._author)}</p><p class="when">{html.escape(self._when(asked.comment))}</p>'
            f'</div></div><div class="foreign words" dir="auto">{foreign.block(asked.comment.text, asked.hits)}</div>'
            f'<ul class="found">{"".join(chips)}</ul>{self._thread()}</article>'
        )

    def _when(self, said: Said) -> str:
        if said is self.asked.comment and self.asked.hidden_at is not None:
            return sentences.hidden(self.words, said.at, self.asked.hidden_at, self.event.at, self.zone)
        return sentences.when(self.words, said.at, self.event.at, self.zone)

    def _thread(self) -> str:
        """Folded: the post, which has no author, and what was said before the comment."""
        thread = self.asked.thread
        if not thread:
            return ""
        post = not thread[0].author
        names = [sentences.author(self.words, one.author) for one in thread]
        if post:
            names[0] = sentences.post(self.words)
        messages = (
            f'<div class="said"><p class="name">{foreign.line(name)}</p>'
            f'<p class="when">{html.escape(self._when(one))}</p>'
            f'<div class="foreign" dir="auto">{foreign.block(one.text)}</div></div>'
            for name, one in zip(names, thread, strict=True)
        )
        summary = html.escape(sentences.thread(self.words, len(thread) - post, post=post))
        return f"<details><summary>{summary}</summary>{''.join(messages)}</details>"

    def _note(self) -> str:
        if not self.asked.reason.strip():
            return ""
        return (
            f'<section class="note"><p class="when">{html.escape(self._sentences["note"])}</p>'
            f'<div class="foreign" dir="auto">{foreign.block(self.asked.reason)}</div></section>'
        )

    def _proposed(self) -> str:
        label = sentences.proposed(self.words, self._request, self._shown)
        if not label:
            return ""
        return f'<fieldset><legend class="label">{html.escape(label)}</legend>{self._cards()}</fieldset>'

    def _cards(self) -> str:
        proposals = self.asked.proposals
        if not proposals:
            return f'<p class="act">{html.escape(sentences.act(self.words, self._request.act))}</p>'
        if len(proposals) == 1 or Outcome.APPROVE not in self._outcomes:
            return "".join(f'<p class="text foreign" dir="auto">{foreign.block(text)}</p>' for text in proposals)
        return "".join(
            f'<label class="card"><input type="radio" name="proposal" value="{choice}"{"" if choice else " checked"}>'
            f'<span class="foreign" dir="auto">{foreign.block(text)}</span></label>'
            for choice, text in enumerate(proposals)
        )

    def _buttons(self) -> str:
        first, *others = (
            f'<button type="button" id="{outcome}"{"" if number else " class=first"}>'
            f"{html.escape(sentences.button(self.words, outcome, self._request))}</button>"
            for number, outcome in enumerate(self._outcomes)
        )
        return f'{first}<div class="pair">{"".join(others)}</div>' if others else first

    def _by_hand(self) -> str:
        """The answers that are ready without a script."""
        request, said = self._request, self._sentences
        choices = [(outcome, 0) for outcome in self._outcomes if outcome is not Outcome.CORRECT]
        if Outcome.APPROVE in self._outcomes:
            choices[:1] = [(Outcome.APPROVE, choice) for choice in self._choices]
        answers = (
            f"<p>{html.escape(sentences.by_hand(self.words, outcome, choice, request))}</p>"
            f"<pre>{html.escape(self._ready(outcome, choice))}</pre>"
            for outcome, choice in choices
        )
        after = f"<p>{html.escape(said['by_hand_correct'])}</p>" if Outcome.CORRECT in self._outcomes else ""
        return f"<p>{html.escape(said['by_hand'])}</p>{''.join(answers)}{after}"


_IN_TEMPLATE = frozenset({"late", "foot", "empty", "prepare", "back", "send", "copy", "share", "mail", "by_hand_title"})


def _told(name: str) -> str:
    """A name that cannot be taken for a mark or for the line of an answer."""
    plain = foreign.within(name).translate(_WITHOUT_MARKS)[:_LONGEST_NAME].strip()
    return plain.replace(codes.VERSION, "CM 1").replace(codes.VERSION.lower(), "cm 1")
