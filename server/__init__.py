"""CuraeAI SDK data plane: exports of a connected person's FHIR records, and signals from their apps."""
