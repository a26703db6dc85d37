"""Keeping some root elements of a resource: `_elements`. The text of what is kept stays as it is."""

from collections.abc import Callable, Sequence

from server.domain.fhir.reduce import tag_subsetted
from server.domain.fhir.scan import Scanner

# Always kept: without them a resource is no resource, means something else, or lacks what R4 makes mandatory in the
# types that are exported most.
_MANDATORY = frozenset(
    {
        *("resourceType", "id", "meta", "implicitRules", "modifierExtension", "status", "intent", "subject", "patient"),
        *(
            "code",
            "vaccineCode",
            "category",
            "type",
            "class",
            "clinicalStatus",
            "verificationStatus",
            "lifecycleStatus",
        ),
        *(
            "medicationCodeableConcept",
            "medicationReference",
            "occurrenceDateTime",
            "occurrenceString",
            "outcome",
            "use",
        ),
        *("beneficiary", "payor", "provider", "insurer", "insurance", "created", "content", "activity", "agent"),
        *("target", "recorded", "relationship", "description", "use", "lifecycleStatus"),
    }
)


def elements_of(resource_type: str, elements: Sequence[str]) -> frozenset[str] | None:
    """The root elements to keep of this type; None for all of them. `Type.element` is about one type alone."""
    chosen = set()
    for each in elements:
        about, dot, name = each.rpartition(".")
        if not dot or about == resource_type:
            chosen.add(name)
    return frozenset(chosen | _MANDATORY) if chosen else None


def keeping(elements: frozenset[str]) -> Callable[[bytes], bytes]:
    """What makes the content of a record one with these root elements, tagged SUBSETTED."""

    def shape(content: bytes) -> bytes:
        text = content.decode()
        scanner, kept = Scanner(text), []
        for key in scanner.members():
            start = scanner.at
            scanner.skip()
            if key.removeprefix("_") in elements:  # `_name` holds the extensions of a primitive element
                kept.append(f'"{key}":{text[start : scanner.at].rstrip()}')
        return tag_subsetted("{" + ",".join(kept) + "}").encode()

    return shape
