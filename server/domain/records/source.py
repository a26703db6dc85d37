"""Where records come from: a FHIR server by its base URL, and the ids that its records have here.

Two servers give one id to different records, so an id means something only together with its server. A record of a
named source gets an id that is made of the source, the type and the original id. The same import gives the same ids, on
any deployment; a reference is rewritten without a look at the record that it leads to; FHIR allows every such id.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.records.record import Key
from server.errors import BadRequest

MAX_BASE_CHARACTERS = 512
_DEFAULT_PORTS = {"http": 80, "https": 443}
_DIGEST_BYTES = 20  # 160 bits: 32 characters of base32

# What a server may have as an id: the characters of a segment of a URL's path (RFC 3986, 3.3), 1 to 255.
_ID = r"[A-Za-z0-9\-._~:@!$&'()*+,;=%]{1,255}"
_FOREIGN_ID = re.compile(_ID)
_RELATIVE = re.compile(rf"(?P<type>[A-Z][A-Za-z]{{2,63}})/(?P<id>{_ID})(?P<rest>(?:/_history/[^/?#]+)?(?:#.*)?)")


@dataclass(frozen=True, slots=True)
class Source:
    """`base` is the FHIR base URL, in the one form that equal URLs have here."""

    base: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Raises BadRequest where it is not an absolute http or https URL of a FHIR server."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise _not_a_base() from None
        host = (parts.hostname or "").lower()
        if len(url) > MAX_BASE_CHARACTERS or not re.fullmatch(r"[!-~]+", url) or not host:
            raise _not_a_base()
        if parts.scheme not in _DEFAULT_PORTS or parts.username is not None or "?" in url or "#" in url:
            raise _not_a_base()
        host = f"[{host}]" if ":" in host else host
        if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
            host = f"{host}:{port}"
        return cls(f"{parts.scheme}://{host}{parts.path.rstrip('/')}")

    def id_of(self, resource_type: str, foreign_id: str) -> str:
        """The id here of the record that the source knows by this id."""
        name = "\n".join((self.base, resource_type, foreign_id)).encode()
        return base64.b32encode(hashlib.sha256(name).digest()[:_DIGEST_BYTES]).decode().lower()

    def key_of(self, resource_type: str, foreign_id: str) -> Key:
        return resource_type, self.id_of(resource_type, foreign_id)

    def origin_of(self, resource_type: str, foreign_id: str) -> str:
        """The record's URL at its source."""
        return f"{self.base}/{resource_type}/{foreign_id}"

    def target(self, link: str) -> str | None:
        """A relative link to a record of the source, as the link to that record here; None for any other link."""
        found = _RELATIVE.fullmatch(link)
        if found is None or found["type"] not in R4_RESOURCE_TYPES:
            return None
        return f"{found['type']}/{self.id_of(found['type'], found['id'])}{found['rest']}"

    def canonical_target(self, link: str) -> str | None:
        """The same of a canonical, `Type/id|version#fragment`. An absolute one names a definition by its `url`, which
        stays; `#id` names a contained resource."""
        path, mark, version = link.partition("|")
        target = self.target(path)
        return None if target is None else f"{target}{mark}{version}"


def is_foreign_id(value: object) -> bool:
    """Whether a server may have it as an id, be it one that FHIR allows or not."""
    return isinstance(value, str) and _FOREIGN_ID.fullmatch(value) is not None


def _not_a_base() -> BadRequest:
    return BadRequest.of(
        "source",
        "must be the base URL of a FHIR server, such as https://hospital.example/fhir: http or https, without user,"
        f" query and fragment, at most {MAX_BASE_CHARACTERS} characters",
    )
