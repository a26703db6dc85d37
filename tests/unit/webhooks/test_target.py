"""What a webhook's URL may be, and which addresses it may lead to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.webhooks.target import AddressRefused, check_address, check_url, is_public
from server.errors import BadRequest

REFUSED = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "169.254.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "2001::1",
    "2002:7f00:1::",
    "2002:a00:1::",
]
TAKEN = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", REFUSED)
def test_what_only_we_can_reach_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(address, allow_private=False)
    assert check_address(address, allow_private=True) == address


@pytest.mark.parametrize("address", [*TAKEN, "64:ff9b::808:808"])
def test_public_addresses_are_taken(address: str) -> None:
    assert check_address(address, allow_private=False) == address


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_the_address(address: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        disguised = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) + int(address))
        assert is_public(disguised) == is_public(address)


@given(st.ip_addresses())
def test_nothing_private_is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(address) and isinstance(address, ipaddress.IPv4Address):
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast)


@pytest.mark.parametrize("url", ["https://app.example/hooks?a=b", "https://app.example:8443/", "HTTPS://App.Example"])
def test_https_urls_are_taken(url: str) -> None:
    assert check_url(url, allow_private=False) == "app.example"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "app.example/hooks",
        "ftp://app.example",
        "file:///etc/passwd",
        "https://",
        "https:///hooks",
        "https://user:secret@app.example/",
        "https://user@app.example/",
        "https://app.example/#part",
        "https://app.example:99999/",
        "https://app.example:x/",
        "https://[::1/",
        "https://app.example/a b",
        "https://app.example/\r\nX-Injected: 1",
        "https://app.example/\x00",
        "https://äpp.example/",
        "https://app.example/" + "x" * 2048,
    ],
)
def test_what_is_no_url_of_ours_is_refused_whatever_is_allowed(url: str) -> None:
    for allow_private in (False, True):
        with pytest.raises(BadRequest) as refused:
            check_url(url, allow_private=allow_private)
        assert "secret" not in str(refused.value)


def test_plain_http_is_for_development() -> None:
    with pytest.raises(BadRequest, match="CURAE_WEBHOOKS_ALLOW_PRIVATE"):
        check_url("http://app.example/", allow_private=False)
    assert check_url("http://app.example/", allow_private=True) == "app.example"
