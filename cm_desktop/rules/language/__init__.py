"""What is written in a pack, read and checked. May not see a comment."""
