"""What one client wants validated, as a few simple choices. May not say so to anybody."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cm_desktop.domain.approvals.people import VALIDATES, Level
from cm_desktop.domain.approvals.policy import Demand, Needed, Policy
from cm_desktop.domain.approvals.views import TeamView
from cm_desktop.domain.comments import Client
from cm_desktop.domain.verdicts import Category
from cm_desktop.ui.kit import fonts
from cm_desktop.ui.kit.controls.segments import Segments
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.sheet.choices import Card, Choice, Choices
from cm_desktop.ui.sheet.field import named
from cm_desktop.ui.sheet.lines import lines
from cm_desktop.ui.teams.act_rows import ActRows, Whom, act_named
from cm_desktop.ui.teams.demands import OFFERED, Act, Wanted, is_plain, wanted
from cm_desktop.ui.teams.step import TeamStep
from cm_desktop.ui.teams.ticks import Ticks
from cm_desktop.wording import cases, terms
from cm_desktop.wording.words import Words

_USUAL = {Act.REPLYING: Needed(Level.SIGNED)}


class PolicyPage(TeamStep):
    """`policy` is what was chosen; by default the moderator decides alone."""

    def __init__(self, team: TeamView, client: Client, policy: Policy, words: Words, theme: Theme) -> None:
        super().__init__(team, words, theme)
        self.client = client
        self.title = words.say("What needs approval?")
        self.subtitle = words.say("{client} · {team}", client=client.name, team=team.name)
        self.go = words.say("Save")
        self._before = policy
        now = wanted(policy)
        self._whether = Choices(
            words.say("Who decides"), self._ways(), Card, theme, columns=2, taken=int(bool(now.acts))
        )
        self._acts = ActRows(now.acts or _USUAL, self._whom(now), words, theme)
        self._which = Segments(
            words.say("Which comments"),
            [words.say("All comments"), words.say("Only some")],
            theme,
            taken=int(bool(now.categories)),
        )
        self._categories = Ticks(self._named_categories(now.categories), theme, on=now.categories)
        self._lay_out()
        for turned in (self._whether.chosen, self._which.chosen, self._acts.turned, self._categories.turned):
            turned.connect(self._turn)
        self._turn()

    @property
    def ready(self) -> bool:
        return not self._has_validated or bool(
            self._acts.wanted and (self._which.taken == 0 or self._categories.ticked)
        )

    @property
    def first(self) -> QWidget | None:
        return self._whether.first

    @property
    def policy(self) -> Policy:
        if not self._has_validated:
            return Policy()
        some = self._categories.ticked if self._which.taken else ()
        return Wanted(acts=self._acts.wanted, categories=frozenset(some)).policy

    @property
    def _has_validated(self) -> bool:
        return self._whether.taken == 1

    def _turn(self) -> None:
        self._details.setVisible(self._has_validated)
        self._categories.setVisible(self._which.taken == 1)
        self.changed.emit()

    def _lay_out(self) -> None:
        words, theme = self.words, self.theme
        self._details = QWidget()
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(named(words.say("Request approval"), self._acts, theme))
        surely = words.say(
            "Signed: in CM Desktop, through the shared folder. Declared: an answer that came back by file or mail is enough. "
            "Whoever is named signs; anybody who validates may still refuse."
        )
        column.addWidget(lines(surely, fonts.META, theme.text3))
        column.addWidget(named(words.say("Which comments"), self._which, theme))
        column.addWidget(self._categories)
        self.column.addWidget(self._whether)
        self.column.addWidget(self._details)
        told = words.say("It holds for the whole team, as soon as the folder has brought it there.")
        if not is_plain(self._before):
            told = words.say("This client's rules are finer than this form. Saving puts what you see in their place.")
        self.column.addWidget(lines(told, fonts.META, theme.text3))

    def _ways(self) -> list[Choice]:
        words = self.words
        return [
            Choice(words.say("Whoever moderates decides"), words.say("They can always ask. By default.")),
            Choice(words.say("Some acts are validated"), words.say("They do not leave without an answer.")),
        ]

    def _whom(self, now: Wanted) -> list[tuple[Whom | None, str]]:
        """Anybody; each of those who validate; and whoever else is named already, several or gone."""
        words, team = self.words, self.team
        each = [frozenset({one.person}) for one in team.members if one.role in VALIDATES]
        before = [needed.by for needed in now.acts.values() if needed.by]
        named = dict.fromkeys([*each, *before])
        return [
            (None, words.say("Whoever validates")),
            *((by, cases.either(words, cases.names(words, team, by))) for by in named),
        ]

    def _named_categories(self, now: frozenset[Category]) -> list[tuple[Category, str]]:
        others = sorted(now.difference(OFFERED))
        return [(category, terms.category(self.words, category)) for category in (*OFFERED, *others)]


def told(words: Words, team: TeamView, policy: Policy) -> str:
    """A policy in one line, each demand with its own level: "Replies · Threat, Hate · Signed; Hiding · Declared"."""
    if not policy.demands:
        return words.say("Whoever moderates decides")
    return "; ".join(_demand(words, team, demand) for demand in policy.demands)


def _demand(words: Words, team: TeamView, demand: Demand) -> str:
    now = wanted(Policy(demands=(demand,)))
    acts = ", ".join(act_named(words, act) for act in Act if act in now.acts)
    some = ", ".join(terms.category(words, category) for category in Category if category in now.categories)
    return " · ".join((acts, some or words.say("All comments"), cases.needed(words, team, demand)))
