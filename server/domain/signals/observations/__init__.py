"""Signals as FHIR R4 Observations, by the annotations of their schemas.

https://hl7.org/fhir/R4/observation.html, https://hl7.org/fhir/R4/observation-vitalsigns.html.
"""

from server.domain.signals.observations.fields import SchemaFields
from server.domain.signals.observations.resources import Happened, SentSignal, observations_of, retractions_of

__all__ = ["Happened", "SchemaFields", "SentSignal", "observations_of", "retractions_of"]
