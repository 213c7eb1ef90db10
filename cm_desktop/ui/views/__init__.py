"""Lists that are kept under a name: found by typing, kept, renamed, taken away, on a sheet over the window."""
