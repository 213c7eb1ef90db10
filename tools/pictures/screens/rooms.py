"""The rooms beside the comments: rules, settings, help, guide."""

from functools import partial

from PySide6.QtCore import Qt

from tools.pictures.samples import PRICES
from tools.pictures.screen import Come, Screen
from tools.pictures.sitter import CTRL, Sitter

WRONG = PRICES.replace("Le prix va encore monter ?", "Les prix montent")
SECTIONS = ("clients", "pages", "validation", "appearance", "notices", "keys", "proxy", "data")


def rules_wrong(sitter: Sitter) -> None:
    """An example that the rules do not catch."""
    _write(sitter, WRONG)
    bench = sitter.window.bench
    sitter.wait(lambda: bench.proof is not None and bench.proof.error is not None)
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
    window.panes.rules.pack.change(bench.text + text)
    sitter.wait(lambda: bench.proof is not None and bench.proof is not before)


def help_(sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_Question)


def guide(sitter: Sitter) -> None:
    sitter.window.guide.open()
    sitter.settle(300)


def _settings(section: int, sitter: Sitter) -> None:
    sitter.press(Qt.Key.Key_Comma, CTRL)
    for _ in range(section):
        sitter.press(Qt.Key.Key_J)


def _section(section: int) -> Come:
    return partial(_settings, section)


SCREENS = (
    Screen(name="rules-wrong", come=rules_wrong),
    Screen(name="rules-shipped", come=rules_shipped),
    *(Screen(name=f"settings-{name}", come=_section(place)) for place, name in enumerate(SECTIONS)),
    Screen(name="help", come=help_),
    Screen(name="guide", come=guide),
)
