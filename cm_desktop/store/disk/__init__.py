"""Files and nothing in them: opened, locked, exchanged, made to last. May not know any table."""
