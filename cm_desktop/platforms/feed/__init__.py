"""Feeds, for watching what is said elsewhere. May not be imported by another platform."""
