"""The payload schemas of the registry: what may be one, what a payload breaks in it, what a new version would refuse.

JSON Schema 2020-12, cut down to what keeps a payload closed, shallow and free of prose.
"""

from server.domain.signals.schema.compatibility import breaking_changes, same
from server.domain.signals.schema.compiled import CompiledSchema
from server.domain.signals.schema.definition import check_definition, check_name

__all__ = ["CompiledSchema", "breaking_changes", "check_definition", "check_name", "same"]
