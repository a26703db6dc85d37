"""`curae signals`: reading back what was taken in, and how long it is kept."""
