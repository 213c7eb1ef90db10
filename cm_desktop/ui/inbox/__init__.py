"""The list of comments: any length, painted row by row. May not act on one."""
