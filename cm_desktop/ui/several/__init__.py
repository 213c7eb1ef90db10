"""Several comments at once, where the detail of one would stand. May not choose them."""
