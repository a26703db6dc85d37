"""The OpenAPI 3.1 document of the REST front door, derived from the protos.

Paths, parameters and schemas come from the descriptors, their `google.api.http` rules, protovalidate rules and
comments. What descriptors cannot say stands in three tables: `operations` (statuses, headers and problems of each
RPC), `facts` (what the contract says of a field) and `examples`. A contract test holds them against the protos.
"""

from server.codegen.openapi.document import openapi_document

__all__ = ["openapi_document"]
