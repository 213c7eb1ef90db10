"""What all connectors speak through: one HTTP client, strict JSON, HTML as plain text. May not know any platform."""
