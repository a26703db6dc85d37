"""`curae exports`: a client of the gRPC API, as an app would write it."""
