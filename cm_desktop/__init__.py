"""CM Desktop: a desktop moderation assistant that works offline and explains what it highlights."""

__version__ = "0.1.0"
