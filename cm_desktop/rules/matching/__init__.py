"""Rules put to a text: compiled, read, found, weighed. May not read a file."""
