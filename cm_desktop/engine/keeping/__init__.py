"""The workspace's files: copied, watched, moved, let go. May not look into a comment."""
