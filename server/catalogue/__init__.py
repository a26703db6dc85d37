"""Ready payload schemas of common measurements, `schemas/NAMESPACE/TYPE.json`.

Fields are named as Open mHealth and IEEE 1752.1 name them, in the shallow shape that signals have. Each schema holds a
payload that meets it, under `examples`. docs/catalogue.md says what was left out, and how it is mapped.
"""

from server.catalogue.content import ReadySchema, ready_schemas

__all__ = ["ReadySchema", "ready_schemas"]
