"""Packs on disk: kept, changed, corrected, advised upon. May not match a text itself."""
