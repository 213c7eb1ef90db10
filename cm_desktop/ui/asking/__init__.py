"""Putting a comment before whoever validates: what is asked, until when, of whom. May not carry it there."""
