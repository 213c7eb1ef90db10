"""A reply while it is written."""

from PySide6.QtCore import Qt

from cm_desktop.domain.client_sheet import Address, ClientSheet
from tools.pictures.screen import Screen
from tools.pictures.screens.comment import AMONG_OTHERS, GRIEVANCE
from tools.pictures.sitter import CTRL, Sitter

REPLY = (
    "Bonjour Sandrine, nous sommes désolés d’apprendre que vous avez été malades. Pouvez-vous nous écrire en message "
    "privé, avec l’heure de votre réservation ? Nous vous répondons aujourd’hui."
)
SIGNATURE, CHARTER = "L’équipe Lumen", "Santé : ne rien reconnaître, inviter en message privé, faire valider."


def typed(sitter: Sitter) -> None:
    sitter.open(GRIEVANCE)
    sitter.reply(REPLY)


def empty(sitter: Sitter) -> None:
    """The keyboard in the box, nothing in it."""
    sitter.open(GRIEVANCE)
    sitter.press(Qt.Key.Key_R)


def too_long(sitter: Sitter) -> None:
    sitter.open(GRIEVANCE)
    sitter.reply(f"{REPLY}\n\n" * 60)


def blank(sitter: Sitter) -> None:
    """Something is still to be filled in."""
    sitter.open(GRIEVANCE)
    sitter.reply("Bonjour Sandrine, nous ouvrons de [heure] à [heure]. À bientôt !")
    sitter.press(Qt.Key.Key_Return, CTRL)


def hints(sitter: Sitter) -> None:
    """It does not sound like the client."""
    inbox = sitter.desk.inbox
    client = next(one for one in inbox.clients() if one.name == "Brasserie Lumen")
    sheet = ClientSheet(
        client=client.id, address=Address.VOUS, avoid=("malheureusement",), signature=SIGNATURE, charter=CHARTER
    )
    sitter.desk.clients.save(client, sheet).result()
    sitter.open(GRIEVANCE)
    sitter.reply("Bonjour Sandrine, malheureusement nous ne savons rien de plus. Dis-nous quel jour tu es venue ?")


def mistakes(sitter: Sitter) -> None:
    """Words that no dictionary knows, and what was meant by one of them."""
    sitter.open(GRIEVANCE)
    sitter.reply("Bonjour Sandrine, votre remboursment part aujourd’hui. Écrivez-nous vraiement sans tarder.")
    sitter.wait(lambda: len(sitter.window.panes.detail.box.spelling.words) == 2)
    sitter.press(Qt.Key.Key_F7)
    sitter.settle(400)


def saved(sitter: Sitter) -> None:
    sitter.open(GRIEVANCE)
    sitter.press(Qt.Key.Key_R)
    sitter.paste("/")
    sitter.settle(200)


def draft(sitter: Sitter) -> None:
    """Kept, and listed among the drafts."""
    sitter.desk.acts.draft(sitter.ref(GRIEVANCE), REPLY).result()
    sitter.press(Qt.Key.Key_5)
    sitter.settle()


def ours(sitter: Sitter) -> None:
    """One of our own, to be edited."""
    sitter.open(AMONG_OTHERS)
    sitter.press(Qt.Key.Key_M)


SCREENS = (
    Screen(name="reply-empty", come=empty),
    Screen(name="reply-typed", come=typed),
    Screen(name="reply-too-long", come=too_long),
    Screen(name="reply-blank", come=blank),
    Screen(name="reply-hints", come=hints),
    Screen(name="reply-mistakes", come=mistakes),
    Screen(name="reply-saved", come=saved),
    Screen(name="reply-draft", come=draft),
    Screen(name="reply-ours", come=ours),
)
