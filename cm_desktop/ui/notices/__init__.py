"""Telling somebody who does not look at the window. May show nothing that a stranger wrote."""
