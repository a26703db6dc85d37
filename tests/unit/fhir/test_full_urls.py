"""Which entry of a Bundle a link names."""

import pytest

from server.domain.fhir.full_urls import FullUrls, base_of, id_of, key_of

BASE = "https://one.example/fhir"
UUID = "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a"
KNOWN = FullUrls(
    {
        UUID: "Patient/p",
        "urn:oid:1.2.3": "Device/1.2.3",
        f"{BASE}/Observation/placed-here": "Observation/o",
        f"{BASE}/Patient/1": "Patient/1",
        "https://ONE.example:443/fhir/Device/4/_history/2": "Device/4",
    }
)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        (UUID, "Patient/p"),
        (UUID.replace("61ebe359", "61EBE359"), "Patient/p"),
        (UUID.replace("urn:uuid", "URN:UUID"), "Patient/p"),
        ("urn:oid:1.2.3", "Device/1.2.3"),
        ("urn:oid:1.2", None),
        (f"{BASE}/Patient/1", "Patient/1"),
        (f"{BASE}/Patient/1/_history/2", "Patient/1/_history/2"),
        (f"{BASE}/Patient/1#part", "Patient/1#part"),
        ("HTTPS://One.Example:443/fhir/Patient/1", "Patient/1"),
        ("https://one.example:/fhir/Patient/1", None),
        ("https://one.example:8443/fhir/Patient/1", None),
        ("http://one.example:443/fhir/Patient/1", None),
        ("https://one.example/FHIR/Patient/1", None),
        (f"{BASE}/Device/4", "Device/4"),
        (f"{BASE}/patient/1", None),
        ("https://two.example/fhir/Patient/1", None),
        (f"{UUID}#part", "Patient/p#part"),
        ("#part", None),
        ("#", None),
        ("", None),
        ("Patient/1", None),
        ("Patient?identifier=x", None),
    ],
)
def test_a_link_names_an_entry_by_its_full_url(link: str, target: str | None) -> None:
    assert KNOWN.target(link) == target


def test_a_relative_link_is_read_against_the_base_of_its_entry() -> None:
    assert KNOWN.target("Observation/placed-here", BASE) == "Observation/o"
    assert KNOWN.target("Observation/placed-here/_history/3", BASE) == "Observation/o/_history/3"
    assert KNOWN.target("Observation/placed-here", "https://two.example/fhir") is None
    assert KNOWN.target("Observation?code=1", BASE) is None


@pytest.mark.parametrize(
    ("full_url", "resource_id", "base"),
    [
        (UUID, UUID.removeprefix("urn:uuid:"), ""),
        ("urn:oid:1.2.3", "1.2.3", ""),
        (f"{BASE}/Patient/1", "1", BASE),
        ("http://h/a/Group/2/fhir/Patient/1", "1", "http://h/a/Group/2/fhir"),
        (f"{BASE}/Patient/1/_history/3", "1", BASE),
        ("HTTP://h/Patient/1", "1", "HTTP://h"),
        ("http://h/Patient/1?x=1", None, ""),
        ("http://h/patients", None, ""),
        ("Patient/1", None, ""),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_a_full_url_gives_an_id_and_a_base(full_url: str | None, resource_id: str | None, base: str) -> None:
    assert id_of(full_url) == resource_id
    assert base_of(full_url) == base


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("Patient/1", ("Patient", "1")),
        ("/Patient/1", ("Patient", "1")),
        (f"{BASE}/Patient/1", ("Patient", "1")),
        ("Patient/1/_history/3", ("Patient", "1")),
        (f"{BASE}/Patient/1/_history/3", ("Patient", "1")),
        ("Patient", None),
        ("Patient?identifier=1/2", None),
        ("Patient/1/$everything", None),
        (UUID, None),
        (None, None),
    ],
)
def test_a_url_that_names_one_resource(url: str | None, key: tuple[str, str] | None) -> None:
    assert key_of(url) == key
