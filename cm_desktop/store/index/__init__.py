"""The index of words: what is in it, and how it is asked. May not know any list."""
