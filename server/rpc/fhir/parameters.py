"""The parameters of a kick-off: from the query, from a FHIR Parameters resource, and from headers."""

import re
from collections import defaultdict

import orjson
from curae.fhir.v1 import bulk_data_pb2

from server.domain.bulk_data.documents import FHIR_JSON
from server.domain.bulk_data.order import Parameters
from server.errors import BadRequest, FieldViolation
from server.rpc.call import Call

_RESPOND_ASYNC = "respond-async"
StartRequest = bulk_data_pb2.StartExportRequest | bulk_data_pb2.StartExportByParametersRequest

_LENIENT = "handling=lenient"
_WAIT = re.compile(r"wait=(\d{1,6})", re.ASCII)
_VALUE = re.compile(r"value[A-Z][A-Za-z0-9]*")
_ACCEPTED = frozenset({FHIR_JSON, "application/*", "*/*"})
_REQUEST_FIELDS = frozenset({"level", "group_id", "body"})


def parameters_of(request: StartRequest) -> tuple[Parameters, list[str]]:
    """Those of the message and of its body, and the names of unknown ones. Raises BadRequest."""
    names = {field.json_name: field.name for field in request.DESCRIPTOR.fields if field.name not in _REQUEST_FIELDS}
    given: dict[str, list[str]] = defaultdict(list)
    for name, field in names.items():
        given[name] += getattr(request, field)
    unknown = []
    body = request.body.data if isinstance(request, bulk_data_pb2.StartExportByParametersRequest) else b""
    for name, value in _body_parameters(body):
        if name in names:
            given[name].append(value)
        else:
            unknown.append(name if re.fullmatch(r"[\w.:-]{1,64}", name, re.ASCII) else "parameter")
    return given, unknown


def _body_parameters(body: bytes) -> list[tuple[str, str]]:
    if not body.strip():
        return []
    try:
        resource = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest.of("body", "is not valid JSON; send a FHIR Parameters resource") from None
    if not isinstance(resource, dict) or resource.get("resourceType") != "Parameters":
        raise BadRequest.of("body", "must be a FHIR Parameters resource")
    entries = resource.get("parameter", [])
    if not isinstance(entries, list):
        raise BadRequest.of("Parameters.parameter", "must be an array")
    return [_entry(entry, index) for index, entry in enumerate(entries)]


def _entry(entry: object, index: int) -> tuple[str, str]:
    place = f"Parameters.parameter[{index}]"
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise BadRequest.of(place, "must be an object with a name")
    values = [value for name, value in entry.items() if _VALUE.fullmatch(name)]
    if len(values) != 1:
        raise BadRequest.of(place, "must have one value, for example valueString")
    value = values[0]
    if isinstance(value, dict):  # a Reference, or a Coding as STU 4 has it
        value = value.get("reference", value.get("code"))
    if isinstance(value, bool):
        value = str(value).lower()
    if not isinstance(value, str):
        raise BadRequest.of(place, "must have a string, a boolean, a reference or a coding as its value")
    return entry["name"], value


def is_lenient(call: Call) -> bool:
    return _LENIENT in _preferences(call)


def preferred_wait(call: Call) -> int | None:
    """How many seconds the caller would rather wait than be answered that nothing is there yet (RFC 7240, `wait`)."""
    waits = (_WAIT.fullmatch(each) for each in _preferences(call))
    return min((int(each[1]) for each in waits if each is not None), default=None)


def require_asynchronous(call: Call) -> None:
    """A REST client has to ask for what it gets (Bulk Data Access IG, "Headers"). Raises BadRequest."""
    if not call.is_rest:
        return
    violations = []
    accepted = {each.partition(";")[0].strip().lower() for each in call.metadata.get("accept", "").split(",")}
    if accepted.isdisjoint(_ACCEPTED):
        violations.append(FieldViolation("Accept", f"must be {FHIR_JSON}"))
    if _RESPOND_ASYNC not in _preferences(call):
        violations.append(FieldViolation("Prefer", f"must be {_RESPOND_ASYNC}"))
    if violations:
        text = "; ".join(f"{each.field}: {each.description}" for each in violations)
        raise BadRequest(text, violations=violations)


def _preferences(call: Call) -> set[str]:
    return {
        each.strip().lower().replace(" ", "").replace('"', "")
        for each in call.metadata.get("prefer", "").replace(";", ",").split(",")
    }
