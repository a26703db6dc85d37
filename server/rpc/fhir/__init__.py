"""The FHIR endpoint: bulk data, discovery and access tokens."""
