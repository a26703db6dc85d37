"""Which bucket, where, and as whom. Two frozen values that are checked once, when the store is opened."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlsplit

from server.artifacts.errors import ArtifactStoreMisconfigured, InvalidArtifactKey
from server.artifacts.keys import checked_prefix
from server.secret_files import value_of

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_REGION = re.compile(r"[a-z0-9-]{1,32}")
_DEFAULT_REGION = "us-east-1"
_CHECKSUMS = ("etag", "size")
_DEFAULT_TIMEOUT_SECONDS = "15"
_TIMEOUT = re.compile(r"[1-9][0-9]{0,2}")
_PRESIGNED = re.compile(r"[1-9][0-9]{0,2}")
_MAX_PRESIGNED_SECONDS = 300
_OPTIONS = frozenset({"endpoint", "region", "checksum", "timeout", "presigned", "public_endpoint"})


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Credentials:
    """A key pair; neither the secret nor the session token prints."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> "S3Credentials":
        """Each of the variables may name a file instead, as AWS_SECRET_ACCESS_KEY_FILE. Raises
        ArtifactStoreMisconfigured and SecretUnreadable."""
        return cls(
            access_key_id=_required("AWS_ACCESS_KEY_ID"),
            secret_access_key=_required("AWS_SECRET_ACCESS_KEY"),
            session_token=value_of("AWS_SESSION_TOKEN"),
        )


def _required(variable: str) -> str:
    value = value_of(variable)
    if value is None:
        raise ArtifactStoreMisconfigured(f"set {variable} for the artifacts bucket")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Location:
    """`prefix` is empty or ends with a slash; `endpoint` is scheme, host and port, reached with path-style requests.

    `verify_etag` compares what was written with the store's ETag, an MD5 of the parts' MD5s. A bucket that encrypts
    with KMS or customer keys has other ETags: name it with `checksum=size`, and only the size is compared.
    `presigned_seconds` is how long the URLs live that callers are given to read from the bucket itself, by
    `public_endpoint`; None: callers are given none.
    """

    bucket: str
    prefix: str
    endpoint: str
    region: str
    timeout_seconds: int
    verify_etag: bool
    presigned_seconds: int | None
    public_endpoint: str

    @classmethod
    def from_url(cls, url: str) -> "S3Location":
        """`s3://bucket/prefix`, with any of these options:

        - `endpoint`: `http(s)://host:port`, Amazon's own by default
        - `region`: us-east-1 by default
        - `timeout`: how long one request may take, in seconds, 15 by default; with its retries a call takes at most
          twice as long, an upload four times
        - `checksum`: `etag`, the default, or `size`
        - `presigned`: 1 to 300 seconds that a URL of the bucket's own lives; without it downloads go through the server
        - `public_endpoint`: `http(s)://host:port` by which callers reach the bucket, `endpoint` by default

        Raises `ArtifactStoreMisconfigured` naming the part of the URL that is wrong.
        """
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        region = options.get("region", _DEFAULT_REGION)
        timeout = options.get("timeout", _DEFAULT_TIMEOUT_SECONDS)
        checksum = options.get("checksum", "etag")
        _require(parts.username is None and parts.password is None, "credentials do not belong into it")
        _require(options.keys() <= _OPTIONS, f"its options are {', '.join(sorted(_OPTIONS))}")
        _require(_BUCKET.fullmatch(parts.netloc) is not None, "the bucket's name is not valid")
        _require(_REGION.fullmatch(region) is not None, "the region is not valid")
        _require(checksum in _CHECKSUMS, "checksum is etag or size")
        _require(_TIMEOUT.fullmatch(timeout) is not None, "timeout is 1 to 999 seconds")
        presigned = options.get("presigned")
        _require(presigned is None or _is_presigned(presigned), f"presigned is 1 to {_MAX_PRESIGNED_SECONDS} seconds")
        endpoint = _endpoint("endpoint", options.get("endpoint", f"https://s3.{region}.amazonaws.com"))
        return cls(
            bucket=parts.netloc,
            prefix=_prefix(parts.path),
            endpoint=endpoint,
            region=region,
            timeout_seconds=int(timeout),
            verify_etag=checksum == "etag",
            presigned_seconds=None if presigned is None else int(presigned),
            public_endpoint=_endpoint("public_endpoint", options.get("public_endpoint", endpoint)),
        )


def _prefix(path: str) -> str:
    trimmed = path.strip("/")
    try:
        return checked_prefix(f"{trimmed}/" if trimmed else "")
    except InvalidArtifactKey as error:
        raise ArtifactStoreMisconfigured("the artifacts URL: its prefix is not up to 4 lower-case folders") from error


def _is_presigned(seconds: str) -> bool:
    return _PRESIGNED.fullmatch(seconds) is not None and int(seconds) <= _MAX_PRESIGNED_SECONDS


def _endpoint(option: str, endpoint: str) -> str:
    try:
        parts: SplitResult = urlsplit(endpoint)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # the port, or the brackets of an IPv6 address
        valid = False
    _require(valid, f"{option} is http(s)://host:port")
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    _require(bare, f"{option} is http(s)://host:port")
    return f"{parts.scheme}://{parts.netloc}"


def _require(holds: bool, complaint: str) -> None:
    if not holds:
        raise ArtifactStoreMisconfigured(f"the artifacts URL: {complaint}")
