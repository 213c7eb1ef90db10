"""What is leaving, what waits for the user, what can still be undone. May not decide where a row goes."""
