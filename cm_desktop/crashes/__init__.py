"""What is kept of a failure that nobody foresaw, for a person to read, copy, send or delete. May not send anything."""
