"""What the window is made of: theme, type, icons, safe text, small painted parts. May not know a desk, nor what is shown."""
