"""One decision on one page of A4, for the client who calls: what was said, who decided what, how surely.

May not run a script.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from string import Template

from cm_desktop.approvals import codes, foreign, inline
from cm_desktop.domain.approvals.papers import Asked
from cm_desktop.domain.approvals.views import Answering, CaseView
from cm_desktop.domain.errors import CaseMoved
from cm_desktop.settings import resources
from cm_desktop.wording import cases, request_page, terms, times
from cm_desktop.wording import fiche as sentences
from cm_desktop.wording.words import Words

_LONGEST, _MOST_LINES = 1_100, 11  # of a text: the whole of it is in the journal
_LONGEST_NOTE, _MOST_NOTE_LINES = 400, 4
_MOST_OTHERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """Of one case as it stands. Moments are said as in `zone`, the machine's own when left out."""

    words: Words
    case: CaseView
    zone: tzinfo | None = None

    def made(self) -> bytes:
        """The file. Raises CaseMoved("erased") where the papers of the request are no longer there."""
        asked, labels = self._asked, sentences.labels(self.words)
        folder = resources() / "supervision"
        style = Template((folder / "fiche.css").read_text("utf-8")).substitute(client=inline.under_white(asked.colour))
        return inline.filled(
            folder / "fiche.html",
            language=self.words.language,
            policy=html.escape(inline.policy(style=style)),
            style=style,
            name=codes.name(self.case.request_id),
            whose=" · ".join((foreign.line(asked.client), html.escape(self._platform), foreign.line(asked.page))),
            state=html.escape(sentences.decided(self.words, self.case)),
            decided=self._decided(),
            text=_titled(labels["text"], self.case.decision.text) if self.case.decision else "",
            reason=_titled(labels["reason"], self._reason, note=True),
            written=self._written(),
            words=foreign.block(_shortened(asked.comment.text, _LONGEST, _MOST_LINES), asked.hits),
            request=self._requested(),
            note=_titled(labels["note"], asked.reason, note=True),
            others=self._others(),
            fingerprints=self._fingerprints(),
            **{name: html.escape(labels[name]) for name in ("title", "decision", "comment", "asked", "marks", "foot")},
        )

    @property
    def _asked(self) -> Asked:
        if self.case.asked is None:
            raise CaseMoved("erased")
        return self.case.asked

    @property
    def _platform(self) -> str:
        return terms.platform(self.words, foreign.within(self._asked.platform))

    @property
    def _reason(self) -> str:
        return self.case.decision.reason if self.case.decision else ""

    def _moment(self, at: datetime) -> str:
        return times.whole(self.words, at, self.zone)

    def _decided(self) -> str:
        decision = self.case.decision
        if decision is None:
            return ""
        labels = sentences.labels(self.words)
        sure = sentences.sure(self.words, decision, foreign.within(cases.asker(self.words, self.case)))
        return _facts([
            (labels["by"], foreign.line(cases.who(self.words, decision))),
            ("", html.escape(sure)),
            (labels["date"], html.escape(self._moment(decision.event.at))),
        ])  # fmt: skip

    def _written(self) -> str:
        comment, labels = self._asked.comment, sentences.labels(self.words)
        facts = [
            (labels["author"], foreign.line(request_page.author(self.words, comment.author))),
            (labels["date"], html.escape(self._moment(comment.at))),
        ]
        link = [(labels["link"], foreign.line(self._asked.permalink))] if self._asked.permalink else []
        return _facts(facts + link)

    def _requested(self) -> str:
        labels, request = sentences.labels(self.words), self.case.case.request
        facts = [
            (labels["request"], html.escape(sentences.asked(self.words, request))),
            (labels["asker"], foreign.line(cases.asker(self.words, self.case))),
            (labels["date"], html.escape(self._moment(self.case.case.current.at))),
        ]
        deadline = request.deadline
        return _facts(facts + ([(labels["deadline"], html.escape(self._moment(deadline)))] if deadline else []))

    def _others(self) -> str:
        others = [one for one in (*self.case.answers, *self.case.advice) if one is not self.case.decision]
        if not others:
            return ""
        title = html.escape(sentences.labels(self.words)["others"])
        return f"<section><h2>{title}</h2><dl>{_facts(map(self._other, others[:_MOST_OTHERS]))}</dl></section>"

    def _other(self, answer: Answering) -> tuple[str, str]:
        asker, when = foreign.within(cases.asker(self.words, self.case)), self._moment(answer.event.at)
        return foreign.within(cases.who(self.words, answer))[:40], html.escape(
            sentences.other(self.words, answer, asker, when)
        )

    def _fingerprints(self) -> str:
        labels, decision = sentences.labels(self.words), self.case.decision
        facts = [(labels["request"], self.case.request_id)]
        return _facts(facts + ([(labels["decision"], decision.event.id)] if decision else []))


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    """Labels as texts, what stands beside them as HTML."""
    return "".join(f"<dt>{html.escape(label)}</dt><dd>{said}</dd>" for label, said in facts)


def _titled(label: str, text: str, *, note: bool = False) -> str:
    if not text.strip():
        return ""
    shown = _shortened(text, _LONGEST_NOTE if note else _LONGEST, _MOST_NOTE_LINES if note else _MOST_LINES)
    place = "clip short" if note else "clip"
    inside = f'<div class="foreign lines" dir="auto">{foreign.block(shown)}</div>'
    return f'<h3>{html.escape(label)}</h3><div class="{place}">{inside}</div>'


def _shortened(text: str, longest: int, lines: int) -> str:
    """Its beginning, as much as the page has room for."""
    begin = "\n".join(text[:longest].split("\n")[:lines])
    return begin if begin == text else f"{begin.rstrip()}…"
