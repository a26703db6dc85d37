"""`curae webhooks`: the endpoints that apps receive events at."""
