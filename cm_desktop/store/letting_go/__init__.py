"""What has to go: a person, a client, what is old. May leave no byte of it."""
