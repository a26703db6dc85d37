"""Where a FHIR R4 resource links to others, and how links are rewritten without changing another byte of its text.

A transaction replaces links in `Reference.reference`, in elements of the types url, uri, oid and uuid, and in `href`
and `src` of the narrative; elements of the type canonical stay (hl7.org/fhir/R4/http.html#trules). Elements of the type
uri that name a thing and do not link to it stay as well: an identifier's or a coding's `system`, the `url` of an
extension or of a definition itself, `Meta.source`. A Bundle of definitions has their names as `fullUrl`s: replaced, no
code would mean what it meant.

A canonical names a definition by the `url` that the definition has wherever it is stored, so an absolute one stays.
Some servers write a relative one, `Questionnaire/1|2.0`: it names a record by its id, and needs a target of its own.
"""

import html
import json
import re
from collections.abc import Callable
from typing import Any

# What a link becomes; None where it stays.
Target = Callable[[str], str | None]

# Elements of a link's type in every R4 definition that has an element of this name and of a JSON string's form.
_LINKS = frozenset(
    """
    authorizationUrl definitionUri derivedFromUri endpoint eventUri instantiatesUri link moduleUri nameUrl
    onlineInformation policy protocol reference rendering sourceUri targetUri valueOid valueUri valueUrl valueUuid
    """.split()  # noqa: SIM905 - one name a line would be 20 lines
)
# Elements that are of a link's type in these resources, and a string, a code or a canonical in others.
_LINKS_OF: dict[str, frozenset[str]] = {
    "address": frozenset({"CapabilityStatement", "Endpoint"}),
    "authority": frozenset({"Consent"}),
    "detail": frozenset({"TestReport"}),
    "instantiates": frozenset({"MedicationAdministration", "NutritionOrder"}),
    "uri": frozenset({"Consent", "TestReport"}),
}
# Elements of type canonical that have another type in no R4 definition, or one that no `Type/id` can be a value of.
_CANONICALS = frozenset(
    """
    answerValueSet baseDefinition capabilities compartment definitionCanonical derivedFrom exampleCanonical graph
    implementationGuide import imports inputProfile instantiatesCanonical library measure moduleCanonical outputProfile
    parent partOf profile questionnaire replaces resource sourceCanonical supplements supportedProfile targetCanonical
    targetProfile transform valueCanonical valueSet workflow
    """.split()  # noqa: SIM905 - as above
)
# Within these, `url` is the name of the extension or a canonical.
_HOLDERS_OF_NAMES = frozenset({"extension", "modifierExtension", "structure", "unmapped"})

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
# No value within a tag may hold "<" in XHTML: so each search ends at the next tag, and a hostile text costs no more.
_NARRATIVE_LINK = re.compile(
    r"""(<(?:a|img)\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*?\b(?:href|src)\s*+=\s*+)("[^"<]*"|'[^'<]*')"""
)


def rewrite_links(text: str, resource: dict[str, Any], target: Target, canonical_target: Target | None = None) -> str:
    """`text`, one strict JSON text whose value is `resource`, with each link that `target` knows replaced, and each
    canonical that `canonical_target` knows."""
    changes = _Walk(target, canonical_target).changes_of(resource)
    if not changes:
        return text
    pieces: list[str] = []
    done = 0
    for number, token in enumerate(_STRING.finditer(text)):
        if number in changes:
            pieces += (text[done : token.start()], json.dumps(changes[number], ensure_ascii=False))
            done = token.end()
    return "".join((*pieces, text[done:]))


class _Walk:
    """Counts a resource's strings in the order of its text, and remembers by number which change."""

    def __init__(self, target: Target, canonical_target: Target | None) -> None:
        self._target = target
        self._canonical_target = canonical_target
        self._number = 0
        self._changes: dict[int, str] = {}

    def changes_of(self, resource: dict[str, Any]) -> dict[int, str]:
        self._object(resource, "", "")
        return self._changes

    def _object(self, node: dict[str, Any], name: str, resource_type: str) -> None:
        own = node.get("resourceType")
        is_resource = isinstance(own, str)
        for key, value in node.items():
            self._number += 1  # the key is a string of the text too
            if is_resource and key == "url":
                self._values(value, "", name, resource_type)
            else:
                self._values(value, key, name, own if isinstance(own, str) else resource_type)

    def _values(self, value: Any, name: str, holder: str, resource_type: str) -> None:
        if isinstance(value, str):
            self._string(value, name, holder, resource_type)
        elif isinstance(value, dict):
            self._object(value, name, resource_type)
        elif isinstance(value, list):
            for each in value:
                self._values(each, name, holder, resource_type)

    def _string(self, value: str, name: str, holder: str, resource_type: str) -> None:
        changed = None
        if _is_link(name, holder, resource_type):
            changed = self._target(value)
        elif self._canonical_target is not None and name in _CANONICALS:
            changed = self._canonical_target(value)
        elif name == "div":
            changed = _NARRATIVE_LINK.sub(self._narrative_link, value)
        if changed is not None and changed != value:
            self._changes[self._number] = changed
        self._number += 1

    def _narrative_link(self, found: re.Match[str]) -> str:
        quoted = found[2]
        changed = self._target(html.unescape(quoted[1:-1]))
        return found[0] if changed is None else f"{found[1]}{quoted[0]}{html.escape(changed)}{quoted[0]}"


def _is_link(name: str, holder: str, resource_type: str) -> bool:
    if name in _LINKS:
        return True
    if name == "url":
        return holder not in _HOLDERS_OF_NAMES
    return name in _LINKS_OF and resource_type in _LINKS_OF[name]
