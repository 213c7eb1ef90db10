"""The window around it all: panes, keyboard, language and theme. May not know what a pane shows."""
