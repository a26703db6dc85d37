"""`curae up`: server, worker and Envoy as child processes of one supervisor."""
