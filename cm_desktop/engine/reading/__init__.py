"""The way in: pages, when they are read, what is asked of them. May not send anything."""
