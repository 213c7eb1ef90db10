"""Small painted signs: who, what kind, how severe. May not stand alone: each has its words."""
