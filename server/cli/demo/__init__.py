"""What `curae up --demo` seeds, and `curae demo`, which does the main job once."""
