"""The use cases. They own the transaction; they know neither gRPC nor the protos."""
