"""Comments as they come in, and what follows from them and from what was done. May not know how files are opened."""
