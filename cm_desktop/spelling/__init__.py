"""Dictionaries, in a process of their own: reading them would hold the window up. May not know what is written."""
