"""Lists of comments: which rows, in which order, in which words are sought. May not write."""
