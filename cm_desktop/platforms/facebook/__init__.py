"""Facebook Pages. May not be imported by another platform."""
