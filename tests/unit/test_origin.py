import pytest

from server.rpc.origin import ClientAddresses, parse_networks

LOOPBACK = ClientAddresses(parse_networks("127.0.0.0/8, ::1/128"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("ipv4:127.0.0.1:5000", None, "127.0.0.1"),
        ("ipv4:127.0.0.1:5000", "203.0.113.7", "203.0.113.7"),
        ("ipv4:127.0.0.1:5000", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("ipv4:127.0.0.1:5000", "2001:db8::1", "2001:db8::1"),
        ("ipv6:%5B::1%5D:5000", "203.0.113.7", "203.0.113.7"),
        ("ipv6:[fe80::1%eth0]:5000", None, "fe80::1"),
        ("unix:", "203.0.113.7", "203.0.113.7"),
        ("unix:/run/curae.sock", None, None),
        ("ipv4:198.51.100.4:5000", "203.0.113.7", "198.51.100.4"),
        ("ipv4:127.0.0.1:5000", "203.0.113.7, evil\r\nlog line", None),
        ("ipv4:127.0.0.1:5000", "", None),
    ],
)
def test_only_the_last_word_of_a_trusted_proxy_counts(peer: str, forwarded: str | None, address: str | None) -> None:
    assert LOOPBACK.of(peer, {} if forwarded is None else {"x-forwarded-for": forwarded}) == address
