"""The connectors: the only place that speaks HTTP to a platform. May not know the store, the rules or the window."""
