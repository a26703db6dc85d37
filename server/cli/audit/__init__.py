"""`curae audit`: who did what."""
