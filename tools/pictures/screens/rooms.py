"""The rooms beside the comments: rules, settings, help, guide."""

from functools import partial

from PySide6.QtCore import Qt

from cm_desktop.ui.settings.retention import RetentionBlock
from cm_desktop.ui.settings.settings_view import SettingsView
from tools.pictures.samples import PRICES
from tools.pictures.screen import Come, Screen
from tools.pictures.sitter import CTRL, Sitter

ASKED = "18 € le burger, c'est TROOOP cher !"
WRONG = PRICES.replace("Le prix va encore monter ?", "Les prix montent")
SECTIONS = ("clients", "pages", "validation", "writing", "appearance", "notices", "keys", "proxy", "data")


def rules(sitter: Sitter) -> None:
    """Rules of one's own, just typed: what holds, what it would catch, why."""
    _write(sitter, PRICES)
    bench, view = sitter.window.bench, sitter.window.panes.rules
    sitter.wait(lambda: bench.sound and bench.trial_run.seconds is not None)
    view.why.field.setFocus()
    sitter.paste(ASKED)
    sitter.wait(lambda: bench.questions.why is not None and bench.questions.why.text == ASKED)
    view.pack.text.go_to(bench.text.count("\n"))
    sitter.settle()


def rules_wrong(sitter: Sitter) -> None:
    """An example that the rules do not catch."""
    _write(sitter, WRONG)
    bench = sitter.window.bench
    sitter.wait(lambda: bench.proof is not None and bench.proof.error is not None)
    sitter.wait(lambda: bench.trial_run.seconds is not None)
    sitter.window.panes.rules.pack.text.go_to(bench.text.count("\n"))
    sitter.settle()


def rules_shipped(sitter: Sitter) -> None:
    """A pack that came with the program."""
    sitter.press(Qt.Key.Key_9)
    sitter.settle(300)


def _write(sitter: Sitter, text: str) -> None:
    window, bench = sitter.window, sitter.window.bench
    sitter.press(Qt.Key.Key_9)
    bench.begin(None)
    sitter.wait(lambda: bench.editable and bench.proof is not None)
    before = bench.proof
    written_in = bench.text.replace("language: en", "language: fr")  # as the comments, whatever the window speaks
    window.panes.rules.pack.change(written_in + text)
    sitter.wait(lambda: bench.proof is not None and bench.proof is not before)


def help_(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_Question)


def guide(sitter: Sitter) -> None:
    sitter.window.guide.open()
    sitter.settle(300)


def _settings(section: int, sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_Comma, CTRL)
    sitter.window.findChildren(SettingsView)[0].list.step(section)
    sitter.settle()


def retention(sitter: Sitter) -> None:
    """What would go if comments were kept for a shorter time."""
    _settings(SECTIONS.index("data"), sitter)
    block = sitter.window.findChildren(RetentionBlock)[0]
    block.choice.setCurrentIndex(0)
    block.choice.activated.emit(0)
    sitter.wait(block.stay.isVisible)


def _section(section: int) -> Come:
    return partial(_settings, section)


SCREENS = (
    Screen(name="rules", come=rules),
    Screen(name="rules-wrong", come=rules_wrong),
    Screen(name="rules-shipped", come=rules_shipped),
    *(Screen(name=f"settings-{name}", come=_section(place)) for place, name in enumerate(SECTIONS)),
    Screen(name="settings-data-retention", come=retention),
    Screen(name="help", come=help_),
    Screen(name="guide", come=guide),
)
