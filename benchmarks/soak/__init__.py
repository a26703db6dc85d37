"""Mixed traffic with faults for a chosen time, then every acknowledged write is looked for."""
