"""The side of those who validate: what waits for them, one case whole, their answer. May not sign anything itself."""
