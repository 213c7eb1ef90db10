"""Every screen and state of the window, in the order in which one reads them. May not come to any."""

from tools.pictures.screens import comment, joining, lists, replies, rooms, sending, teams

SCREENS = (
    *joining.SCREENS,
    *lists.SCREENS,
    *comment.SCREENS,
    *replies.SCREENS,
    *sending.SCREENS,
    *teams.SCREENS,
    *rooms.SCREENS,
)
BY_NAME = {screen.name: screen for screen in SCREENS}
