"""What a moderator does, put down and taken back. May not wait for any platform."""
