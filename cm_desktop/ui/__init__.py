"""The window: the only place with Qt. May not know the store or the rules: it reads and acts through the desk."""
