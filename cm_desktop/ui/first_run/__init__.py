"""What a window shows that has nothing yet."""
