"""As what a screen reader announces the widgets that paint themselves. May not know any of them.

Qt takes what is painted for a box without a meaning, and whatever can be checked for a check box: a class that is
something else says so in an attribute `announced`. Its words are its accessible name.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

Role = QAccessible.Role
_TURNED = (Role.CheckBox, Role.Switch, Role.RadioButton)
_ENTRIES = (Role.PageTab, Role.ListItem)  # of which one is on show: it is selected, not checked


def announce() -> None:
    """From now on, in the whole program. It costs nothing where nobody reads the window so."""
    QAccessible.installFactory(_announced)


def _announced(_class: str, thing: QObject) -> QAccessibleWidget | None:
    """Asked by Qt for each class that `thing` is of, until one is answered; None leaves it to Qt."""
    role = getattr(thing, "announced", None)
    if not isinstance(role, Role) or not isinstance(thing, QWidget):
        return None
    return _Pressed(thing, role) if isinstance(thing, QAbstractButton) else QAccessibleWidget(thing, role)


class _Pressed(QAccessibleWidget):
    """What Qt knows of its own buttons, of one with another role. Holds no button: PySide keeps this to the end.

    Pressed, it is clicked: Qt would turn a box over without a click, and nothing would come of it.
    """

    def __init__(self, button: QAbstractButton, role: Role) -> None:
        super().__init__(button, role)
        if role in _ENTRIES:
            button.toggled.connect(self._tell_selected)

    def state(self) -> QAccessible.State:
        told, button = super().state(), self._button()
        if self.role() in _ENTRIES:
            told.selectable, told.selected = 1, int(button.isChecked())
        elif self.role() in _TURNED:
            told.checkable, told.checked = 1, int(button.isChecked())
        told.hasPopup = int(self.role() is Role.ButtonMenu)
        return told

    def text(self, kind: QAccessible.Text) -> str:
        return super().text(kind) or (self._button().text() if kind is QAccessible.Text.Name else "")

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._button().click()
        else:
            super().doAction(name)

    def _button(self) -> QAbstractButton:
        button = self.widget()
        assert isinstance(button, QAbstractButton)
        return button

    def _tell_selected(self, on: bool) -> None:
        if on:
            QAccessible.updateAccessibility(QAccessibleEvent(self._button(), QAccessible.Event.Selection))
