"""What a client is made with, checked once."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from curae_sdk._retry import RetryPolicy

VERSION = "0.1.0"
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
API = "/api/sdk/v1"

TracingHeaders = Callable[[], Mapping[str, str]]


def no_tracing() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`api_key` and `base_url` default to CURAE_API_KEY and CURAE_BASE_URL. Raises ValueError with the remedy."""

    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    tracing_headers: TracingHeaders = no_tracing
    allow_http: bool = False

    def origin(self) -> str:
        given = self.base_url or os.environ.get("CURAE_BASE_URL", "")
        parts = urlsplit(given)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("base_url must be an origin such as https://api.example.org; or set CURAE_BASE_URL")
        if parts.username or parts.password:
            raise ValueError("base_url must hold no user and no password")
        if parts.scheme == "http" and not (self.allow_http or _is_this_machine(parts.hostname)):
            raise ValueError(
                "the API key would travel unencrypted; use https://, or allow_http=True for a test network"
            )
        return given.rstrip("/").removesuffix(API)

    def authorization(self) -> str:
        key = self.api_key or os.environ.get("CURAE_API_KEY", "")
        if not key:
            raise ValueError("an API key is needed: api_key=..., or set CURAE_API_KEY")
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise ValueError("the API key holds characters that no key has")
        return f"Bearer {key}"


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
