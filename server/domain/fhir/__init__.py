"""FHIR R4 records: reading them out of imported bytes, and reducing them for an export."""
