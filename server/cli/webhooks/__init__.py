"""`curae webhooks`: where apps are told what happened."""
