"""The composition roots, one a process."""
