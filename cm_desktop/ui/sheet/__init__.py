"""A sheet over the whole window, its pages and the fields on them."""
