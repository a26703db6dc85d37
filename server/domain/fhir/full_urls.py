"""Which resource of a Bundle a link names by its `fullUrl` (hl7.org/fhir/R4/bundle.html#references)."""

import re
from collections.abc import Mapping

# [base]/Type/id, where the base is that of a FHIR server.
_RESTFUL = re.compile(r"(?P<base>(?i:https?)://[^?#]*?)/(?P<type>[A-Z][A-Za-z]{2,63})/(?P<id>[^/?#]+)")
_RELATIVE = re.compile(r"[A-Z][A-Za-z]{2,63}/[^/?#]+")
_UUID, _OID = "urn:uuid:", "urn:oid:"
_HISTORY = "/_history/"
_HTTP = re.compile(r"(?P<scheme>https?)://(?P<host>[^/?#:]*)(?P<port>:\d*)?(?=[/?#]|$)", re.IGNORECASE)
_PORTS = {"http": ":80", "https": ":443"}


class FullUrls:
    """`keys` are `Type/id` by `fullUrl`."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = {comparable(full_url): key for full_url, key in keys.items()}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def target(self, link: str, base: str = "") -> str | None:
        """`Type/id` of the entry that `link` names, with the link's version and fragment; None where it names none.

        `base` is that of the entry that holds the link: a relative link is read against it.
        """
        if not link or link.startswith("#"):
            return None
        url, mark, fragment = link.partition("#")
        url, history, version = url.partition(_HISTORY)
        if base and _RELATIVE.fullmatch(url):
            url = f"{base}/{url}"
        key = self._keys.get(comparable(url))
        return None if key is None else f"{key}{history}{version}{mark}{fragment}"


def base_of(full_url: str | None) -> str:
    """The base of the FHIR server that the URL belongs to; empty where it names none."""
    found = _restful(full_url or "")
    return found["base"] if found else ""


def id_of(full_url: str | None) -> str | None:
    """The resource's id as its `fullUrl` has it: what follows the type, or the UUID or OID."""
    if not full_url:
        return None
    for prefix in (_UUID, _OID):
        if full_url[: len(prefix)].lower() == prefix:
            return full_url[len(prefix) :]
    found = _restful(full_url)
    return found["id"] if found else None


def _restful(url: str) -> re.Match[str] | None:
    return _RESTFUL.fullmatch(url.partition(_HISTORY)[0])


def key_of(url: str | None) -> tuple[str, str] | None:
    """Type and id of a relative or absolute URL that names one resource, with or without its version."""
    if not url:
        return None
    found = _restful(url)
    if found:
        return found["type"], found["id"]
    path = url.partition(_HISTORY)[0].removeprefix("/")
    if not _RELATIVE.fullmatch(path):
        return None
    resource_type, _, resource_id = path.partition("/")
    return resource_type, resource_id


def comparable(url: str) -> str:
    """The one form of equal URLs, without a version: a `fullUrl` names none (R4, bdl-8).

    The hexadecimal digits of a UUID are equal in either case (RFC 9562, section 4). So are scheme and host of a URL,
    with or without the port that its scheme has (RFC 3986, 6.2.2.1 and 6.2.3).
    """
    if url[: len(_UUID)].lower() == _UUID:
        return url.lower()
    found = _HTTP.match(url)
    if found is None:
        return url
    scheme, host, port = found["scheme"].lower(), found["host"].lower(), found["port"] or ""
    return f"{scheme}://{host}{'' if port == _PORTS[scheme] else port}{url[found.end() :].partition(_HISTORY)[0]}"
