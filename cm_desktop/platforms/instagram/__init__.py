"""Instagram professional accounts. May not be imported by another platform."""
