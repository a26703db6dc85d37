"""The gRPC front door, and the only importer of `gen` and `grpc` (beside the command line's client)."""
