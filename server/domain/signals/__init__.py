"""What a signal may hold: its size and shape, the schema it must meet, and no PHI."""
