"""The rail: lists, clients, how fresh the pages are. May not list a comment."""
