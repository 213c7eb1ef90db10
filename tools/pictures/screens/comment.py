"""One comment: what it is, why it comes up, what is known of it."""

from datetime import timedelta

from PySide6.QtCore import Qt

from cm_desktop.domain.actions import Hide
from cm_desktop.domain.queue import Query
from cm_desktop.ui.detail.why_card import WhyCard
from cm_desktop.ui.detail.why_detail import WhyDetail
from cm_desktop.ui.kit.controls.button import Button
from cm_desktop.ui.past.erasing import ErasingBlock
from tools.pictures.blog import held_back
from tools.pictures.screen import Screen
from tools.pictures.sitter import Sitter

THREAT, GRIEVANCE, QUESTION = "on devrait passer ce soir", "Bonjour, est ce que d'autres", "Bonjour, faut-il réserver"
AMONG_OTHERS, PICTURE = "le tartare pour deux", "Déjà vu ce trio"


def threat(sitter: Sitter) -> None:
    sitter.open(THREAT)


def grievance(sitter: Sitter) -> None:
    sitter.open(GRIEVANCE)


def question(sitter: Sitter) -> None:
    sitter.open(QUESTION)


def thread(sitter: Sitter) -> None:
    """An answer among others, one of them ours."""
    sitter.open(AMONG_OTHERS)


def attached(sitter: Sitter) -> None:
    sitter.open(PICTURE)


def why(sitter: Sitter) -> None:
    """Each rule that took part, and each that did not."""
    sitter.open(THREAT)
    card = sitter.window.panes.detail.findChildren(WhyCard)[-1]
    opens = card.findChildren(Button)[0]
    opens.click()
    sitter.wait(lambda: sitter.shows(WhyDetail))  # the rules tell it, once they are read
    sitter.settle(300)


def hide_choice(sitter: Sitter) -> None:
    """What is asked before criticism is hidden."""
    sitter.open(GRIEVANCE)
    sitter.press(Qt.Key.Key_H)


def snooze_choice(sitter: Sitter) -> None:
    """Until when a comment is snoozed."""
    sitter.open(THREAT)
    sitter.press(Qt.Key.Key_Z)


def missed(sitter: Sitter) -> None:
    sitter.open(QUESTION)
    sitter.press(Qt.Key.Key_X)


def author(sitter: Sitter) -> None:
    sitter.open("STOP svp")
    sitter.press(Qt.Key.Key_F)
    sitter.paste("Cliente depuis 2019, tient le blog du quartier.")


def erasing(sitter: Sitter) -> None:
    """A person, counted before they are erased."""
    author(sitter)
    block = sitter.window.findChildren(ErasingBlock)[0]
    block.ask.setFocus()
    sitter.press(Qt.Key.Key_Space)
    sitter.wait(block.field.isVisible)


def menu(sitter: Sitter) -> None:
    """What else can be done."""
    sitter.open(GRIEVANCE)
    (more,) = (button for button in sitter.window.panes.detail.bar.findChildren(Button) if not button.label)
    more.click()


def held(sitter: Sitter) -> None:
    """A comment on a blog, before anyone sees it."""
    ref = held_back(sitter)
    sitter.window.panes.ask(Query(client=sitter.desk.inbox.account(ref.account).client))
    sitter.window.panes.turn_to(ref)


def history(sitter: Sitter) -> None:
    hidden(sitter)
    sitter.pass_by(timedelta(hours=2, minutes=10))
    sitter.press(Qt.Key.Key_T)


def hidden(sitter: Sitter) -> None:
    """As it stands once it is hidden."""
    sitter.desk.acts.do(sitter.ref(THREAT), Hide(), delay=timedelta(0)).result()
    sitter.desk.send()
    sitter.desk.sync()
    sitter.press(Qt.Key.Key_6)
    sitter.open(THREAT)


SCREENS = (
    Screen(name="comment-threat", come=threat),
    Screen(name="comment-grievance", come=grievance),
    Screen(name="comment-question", come=question),
    Screen(name="comment-thread", come=thread),
    Screen(name="comment-attached", come=attached),
    Screen(name="comment-why", come=why),
    Screen(name="comment-hide-choice", come=hide_choice),
    Screen(name="comment-snooze-choice", come=snooze_choice),
    Screen(name="comment-missed", come=missed),
    Screen(name="comment-author", come=author),
    Screen(name="comment-author-erasing", come=erasing),
    Screen(name="comment-menu", come=menu),
    Screen(name="comment-held", come=held),
    Screen(name="comment-history", come=history),
    Screen(name="comment-hidden", come=hidden),
)
