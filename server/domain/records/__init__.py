"""What a record is, where it comes from, and what an import does to it."""
