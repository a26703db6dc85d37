"""The rules that an imported line or Bundle entry may break, by stable codes."""

from enum import StrEnum


class Rule(StrEnum):
    """Why something was not stored, or what a caller should know of what was."""

    # The line, or the whole input, cannot be read.
    ENCODING = "UTF8_INVALID"
    GZIP = "GZIP_INVALID"
    JSON = "JSON_INVALID"
    SIZE = "TOO_LARGE"
    # It is no FHIR R4 resource that can be stored.
    RESOURCE_TYPE = "RESOURCE_TYPE_INVALID"
    ID = "ID_INVALID"
    META = "META_INVALID"
    CODINGS = "CODINGS_TOO_MANY"
    # It is of another source than the record that has its type and id.
    SOURCE = "SOURCE_CONFLICT"
    # An entry of a Bundle cannot be applied.
    ENTRY = "ENTRY_INVALID"
    FULL_URL = "FULL_URL_DUPLICATE"
    SAME_ID = "ID_DUPLICATE"
    METHOD = "METHOD_UNSUPPORTED"
    DELETION = "DELETION_INVALID"
    # It is stored, or passed over, and the caller should know.
    UNRESOLVED = "REFERENCE_UNRESOLVED"
    UNCHECKED = "REFERENCE_UNCHECKED"
    CONDITIONAL = "REFERENCE_CONDITIONAL"
    OUTCOME = "OPERATION_OUTCOME"
