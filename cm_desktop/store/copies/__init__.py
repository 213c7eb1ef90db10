"""Copies of what is precious, and one in the place of another. May throw none away."""
