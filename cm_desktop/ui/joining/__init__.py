"""Pages joining the workspace: adding one, importing a file of comments, pasting some. May not act on any comment."""
