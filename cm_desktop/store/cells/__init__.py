"""What a row is made of: cells, seals, pieces of statements. May not know any table but the settings."""
