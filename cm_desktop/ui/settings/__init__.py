"""Réglages: all that can be changed, one section at a time. May not know what follows from a choice."""
