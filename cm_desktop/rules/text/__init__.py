"""Text as the rules see it: words, and things with a shape. May not know a rule."""
