"""A workbench on rules of a few words, and the view of it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cm_desktop.domain.comments import Client
from cm_desktop.domain.rules import PackId
from cm_desktop.ui.bridge import Bridge
from cm_desktop.ui.kit.theme import Theme
from cm_desktop.ui.rules.rules_view import RulesView
from cm_desktop.ui.rules.workbench import Workbench
from cm_desktop.wording.words import Words
from tests.ui.rules.ruling import FRAUD, HOUSE, LUMEN, NOW, OWN, TEXT, FewRules

HISTORY = ("Vous êtes des voleurs", "Merci pour tout", "Une belle arnaque", "Quel escroc", "Bonjour")
LESS = TEXT.replace(", voleur]", "]")  # what is in force of the pack


@pytest.fixture
def rules() -> FewRules:
    """One supplied pack, one of the workspace's, one of a client's."""
    texts = {HOUSE: TEXT.replace("fraude", "insultes"), FRAUD: LESS, OWN: TEXT.replace("fraude", "brasserie")}
    return FewRules(texts, HISTORY)


@pytest.fixture
def bench(rules: FewRules, bridge: Bridge) -> Iterator[Workbench]:
    made = Workbench(rules, bridge)
    yield made
    rules.held.set()
    made.leave()


@pytest.fixture
def removed() -> list[PackId]:
    """The packs that the view would have taken away."""
    return []


@pytest.fixture
def view(
    qtbot: QtBot, bench: Workbench, rules: FewRules, removed: list[PackId], words: Words, theme: Theme
) -> RulesView:
    """On screen, with the pack about fraud on the workbench."""
    lumen = Client(id=LUMEN, name="Brasserie Lumen", colour="#C8862B")
    made = RulesView(bench, rules.title, lambda: [lumen], lambda: NOW, removed.append, words, theme)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.enter()
    qtbot.waitUntil(lambda: bench.pack is not None)
    bench.open(FRAUD)
    qtbot.waitUntil(lambda: bench.pack is not None and bench.pack.id == FRAUD and bench.proof is not None)
    return made
