"""Instagram professional accounts as the practice platform plays them. May not know Facebook."""
