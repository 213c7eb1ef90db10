"""What became of a comment, looked at on a sheet. May not act."""
