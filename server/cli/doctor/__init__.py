"""`curae doctor`: finds faults of a deployment before callers do."""
