"""FHIR Bulk Data Access (HL7 Bulk Data Access IG 3.0.0): what a client asks for, and the documents it gets."""
