"""The rules at work: those in force, the history judged again, replayed, corrected."""
