"""The way out: what leaves, in what order, after which look. May not read listings."""
