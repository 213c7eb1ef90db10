"""One comment: its post, its reason, its thread, the reply, the acts. May not send anything itself."""
