"""What most texts never reach the rules for: a quick look that tells those where nothing can be found. May not judge."""
