"""One frozen `Settings`, read from `CURAE_*` variables once and validated at start."""

import os
import re
import secrets
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FilePath,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from server import limits
from server.domain.caller import Environment
from server.errors import OperatorError
from server.limits import (
    DATABASE_CONNECT_SECONDS,
    DATABASE_STATEMENT_SECONDS,
    DEFAULT_RECEIVE_BYTES,
    SINCE_MAX_AGE_SECONDS,
)
from server.secret_files import SecretUnreadable, value_of

_SECURE_URL = re.compile(r"(https://|http://(127\.0\.0\.1|localhost|\[::1\])(?=[:/]|$))\S*")
_DATABASE_URL = re.compile(r"(sqlite:///|(postgresql|postgres)(\+psycopg)?://)\S")


SOCKET = "unix:"  # prefix of an address that is a socket file


class ConfigurationError(OperatorError):
    """Expected: a setting is missing or wrong. The text names the variable and the remedy."""


class Settings(BaseModel):
    """What a deployment chooses. Durations are seconds, sizes are bytes. Secrets do not print."""

    model_config = ConfigDict(frozen=True, extra="ignore", validate_default=True, hide_input_in_errors=True)

    database_url: str = Field(
        "sqlite:///data/curae.db",
        description="SQLite file or PostgreSQL DSN",
        repr=False,  # it may hold a password
    )
    database_connect_seconds: Annotated[
        int, Field(ge=2, le=60, description="PostgreSQL: how long a new connection may take, for each host")
    ] = DATABASE_CONNECT_SECONDS
    database_statement_seconds: Annotated[
        float,
        Field(gt=0, le=600, description="PostgreSQL: how long a call's statement may take, waits for locks included"),
    ] = DATABASE_STATEMENT_SECONDS
    database_prepared_statements: bool = Field(
        True,
        description="PostgreSQL: prepare statements where no pooler is found; false where a pooler cannot be noticed",
    )
    signal_past_days: Annotated[
        int, Field(ge=1, le=73_000, description="How long before its receipt a signal may have happened")
    ] = limits.MAX_SIGNAL_PAST_DAYS
    signal_future_seconds: Annotated[
        int, Field(ge=0, le=31_536_000, description="How long after its receipt a signal may happen")
    ] = limits.MAX_SIGNAL_FUTURE_SECONDS
    database_listen_url: str | None = Field(
        None,
        description="PostgreSQL DSN that bypasses a pooler, for notifications; default: DATABASE_URL",
        repr=False,  # it may hold a password
    )
    artifacts_url: str = Field("file:data/artifacts", description="Folder (file:) or S3-compatible bucket (s3://)")
    environment: Environment = Environment.LIVE
    grpc_address: str = Field(
        "127.0.0.1:50051",
        description="Where the gRPC server listens, as host:port; for Envoy, of each server, with commas",
    )
    grpc_shared_address: str | None = Field(
        None, description="A second host:port, on which several servers of one machine listen together"
    )
    envoy_address: str = Field("127.0.0.1:8080", description="Where Envoy listens, as host:port")
    metrics_address: str | None = Field(
        None,
        description="Where Prometheus scrapes this process, as host:port; port 0 is a free one; default: nowhere",
    )
    admin_address: str | None = Field(
        None, description="Where the server listens for the console, as unix:FILE or host:port; default: nowhere"
    )
    console_address: str | None = Field(
        None, description="Where Envoy serves the console, as host:port; default: nowhere"
    )
    tls_certificate: FilePath | None = Field(None, description="PEM chain that Envoy serves TLS with, with TLS_KEY")
    tls_key: FilePath | None = Field(None, description="PEM private key of TLS_CERTIFICATE")
    grpc_tls_certificate: FilePath | None = Field(
        None, description="PEM chain that the gRPC server serves TLS with, with GRPC_TLS_KEY; default: no TLS"
    )
    grpc_tls_key: FilePath | None = Field(None, description="PEM private key of GRPC_TLS_CERTIFICATE")
    grpc_tls_client_ca: FilePath | None = Field(
        None, description="PEM authority: the gRPC server then talks only to clients with a certificate of it"
    )
    upstream_tls_ca: FilePath | None = Field(
        None, description="PEM authority of the gRPC servers' certificates: Envoy then talks TLS to them"
    )
    upstream_tls_name: str | None = Field(
        None, description="Name in the servers' certificates; default: the hosts of GRPC_ADDRESS"
    )
    upstream_tls_certificate: FilePath | None = Field(
        None, description="PEM chain that Envoy shows to the servers, with UPSTREAM_TLS_KEY"
    )
    upstream_tls_key: FilePath | None = Field(None, description="PEM private key of UPSTREAM_TLS_CERTIFICATE")
    rate_limit: Annotated[
        int | None,
        Field(ge=1, description="Requests a minute that one API key may send to one Envoy; default: no limit"),
    ] = None
    receive_bytes: Annotated[
        int,
        Field(
            ge=limits.MIN_RECEIVE_BYTES,
            description="Memory that requests may take in one server until they have arrived, and large ones until "
            "they are answered, in bytes; one key has at most about half",
        ),
    ] = DEFAULT_RECEIVE_BYTES
    keyless_rate_limit: Annotated[
        int,
        Field(
            ge=1,
            le=1_000_000,
            description="Requests a minute that one address may send to one Envoy without a valid API key",
        ),
    ] = limits.KEYLESS_REQUESTS_A_MINUTE
    front_proxies: Annotated[
        int,
        Field(
            ge=0,
            le=16,
            description="Trusted proxies before Envoy; the caller's address is so far from the end of X-Forwarded-For",
        ),
    ] = 0
    envoy_heap_bytes: Annotated[
        int,
        Field(
            ge=256 * limits.MIB,
            description="Envoy's heap: the fuller, the less Envoy waits for slow readers; then it accepts no more",
        ),
    ] = limits.MAX_ENVOY_HEAP_BYTES
    envoy_connections: Annotated[
        int, Field(ge=100, le=1_000_000, description="Connections of callers that Envoy holds at once")
    ] = limits.MAX_ENVOY_CONNECTIONS
    cors_origins: str = Field("", description="Origins of browser apps that may call, separated by commas")
    trusted_proxies: str = Field(
        "127.0.0.0/8,::1/128",
        description="Networks of Envoys that the server trusts to state a caller's address, separated by commas",
    )
    public_url: str | None = Field(
        None,
        description="Public origin of Envoy, for signed URLs and the tokens of SMART clients; default: the Host of the "
        "request, and no tokens but on this machine",
    )
    oidc_issuer: str | None = Field(
        None,
        description="Identity provider of the console's operators: the issuer URL of its discovery document",
    )
    oidc_client_id: str | None = Field(None, description="What the console is called at OIDC_ISSUER")
    oidc_client_secret: SecretStr | None = Field(None, description="The console's secret at OIDC_ISSUER")
    oidc_name_claim: str = Field(
        "email", description="Claim of the ID token that is the operator's name; an email has to be verified"
    )
    console_url: str | None = Field(
        None, description="Origin that operators' browsers reach the console by, for OIDC_ISSUER to send them back to"
    )
    signing_key: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_hex(32)),
        description="Secret of signed URLs and webhooks, at least 32 characters, the same on every server and worker",
    )
    since_max_age_seconds: Annotated[
        int, Field(ge=1, description="How far back an export by `since` may reach; deletions are known as long")
    ] = SINCE_MAX_AGE_SECONDS
    export_ttl_seconds: Annotated[int, Field(ge=1, description="How long an artifact is kept")] = 7 * 24 * 3600
    max_pending_exports_of_connection: Annotated[
        int, Field(ge=1, le=100_000, description="Exports of one connection that are QUEUED or RUNNING at once")
    ] = limits.MAX_PENDING_EXPORTS_OF_A_CONNECTION
    max_pending_exports_of_tenant: Annotated[
        int, Field(ge=1, le=1_000_000, description="Exports of one app that are QUEUED or RUNNING at once")
    ] = limits.MAX_PENDING_EXPORTS_OF_A_TENANT
    max_ready_exports_of_connection: Annotated[
        int,
        Field(
            ge=1, le=1_000_000, description="READY exports of one connection; when there are more, the oldest expires"
        ),
    ] = limits.MAX_READY_EXPORTS_OF_A_CONNECTION
    records_retention: Annotated[
        str,
        Field(
            pattern=r"^(never|[1-9]\d{0,5}[hd])$",
            description="After which time a connection that was revoked or has expired is erased: 30d, 12h, or never",
        ),
    ] = "30d"
    download_url_ttl_seconds: Annotated[int, Field(ge=1, le=3600, description="How long a signed URL is valid")] = 300
    max_downloads: Annotated[
        int, Field(ge=1, le=10_000, description="Downloads that one server runs at once; each takes up to 6 MiB")
    ] = limits.MAX_DOWNLOADS
    max_downloads_of_key: Annotated[
        int,
        Field(ge=1, le=10_000, description="Downloads of one API key at once, those by its signed URLs included"),
    ] = limits.MAX_DOWNLOADS_OF_A_KEY
    max_watches: Annotated[
        int, Field(ge=1, le=100_000, description="Watches of exports that one server runs at once")
    ] = limits.MAX_WATCHES
    max_watches_of_key: Annotated[
        int, Field(ge=1, le=100_000, description="Watches of one API key at once, those by its signed URLs included")
    ] = limits.MAX_WATCHES_OF_A_KEY
    stream_stall_seconds: Annotated[
        int,
        Field(
            ge=1, le=3600, description="How long the reader of a download or watch may read nothing before it is ended"
        ),
    ] = limits.STREAM_STALL_SECONDS
    lease_seconds: Annotated[
        float, Field(gt=0, le=3600, description="How long a worker keeps a job without a heartbeat")
    ] = 30
    max_attempts: Annotated[int, Field(ge=1, le=100, description="Attempts before an export is FAILED")] = 5
    worker_slots: Annotated[int, Field(ge=1, le=64, description="Exports one worker runs at once")] = 2
    drain_seconds: Annotated[
        float,
        Field(ge=0, le=600, description="How long a server continues to answer after SIGTERM, with health NOT_SERVING"),
    ] = 3
    webhook_slots: Annotated[int, Field(ge=1, le=256, description="Webhooks one worker sends at once")] = 8
    webhook_timeout_seconds: Annotated[
        float, Field(gt=0, le=60, description="How long a webhook receiver may take to answer")
    ] = 10
    webhooks_allow_private: bool = Field(
        False, description="For development: webhooks may go to private addresses and over plain HTTP"
    )
    shutdown_grace_seconds: Annotated[float, Field(ge=0, le=3600)] = 10
    log_format: Annotated[str, Field(pattern="^(json|pretty)$")] = "json"
    log_file_bytes: Annotated[
        int,
        Field(
            ge=64 * limits.KIB,
            description="`curae up`: size at which a part's log is rotated; three older files are kept",
        ),
    ] = limits.MAX_LOG_FILE_BYTES
    log_level: Annotated[str, Field(pattern="^(debug|info|warning|error)$")] = "info"

    @property
    def signing_key_bytes(self) -> bytes:
        return self.signing_key.get_secret_value().encode()

    @property
    def records_kept_for(self) -> timedelta | None:
        """`records_retention` as a time; None for never."""
        if self.records_retention == "never":
            return None
        count, unit = int(self.records_retention[:-1]), self.records_retention[-1]
        return timedelta(hours=count) if unit == "h" else timedelta(days=count)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not _DATABASE_URL.match(url):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return url

    @field_validator("database_listen_url")
    @classmethod
    def _is_postgresql(cls, url: str | None) -> str | None:
        if url is not None and (url.startswith("sqlite:") or not _DATABASE_URL.match(url)):
            raise ValueError("must begin with postgresql://")
        return url

    @field_validator("metrics_address")
    @classmethod
    def _has_port(cls, address: str | None) -> str | None:
        if address is not None and not re.fullmatch(r"\S+:\d{1,5}", address):
            raise ValueError("must be host:port, for example 127.0.0.1:9464")
        return address

    @field_validator("oidc_issuer", "console_url")
    @classmethod
    def _is_url(cls, url: str | None) -> str | None:
        if url is not None and not _SECURE_URL.fullmatch(url):
            raise ValueError("must begin with https://, or with http:// and a loopback host")
        return url

    @model_validator(mode="after")
    def _all_of_oidc(self) -> "Settings":
        given = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret, self.console_url)
        if self.oidc_issuer is not None and None in given:
            raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and CONSOLE_URL besides")
        return self

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, text: str) -> str:
        try:
            for each in filter(None, map(str.strip, text.split(","))):
                ip_network(each)
        except ValueError:
            raise ValueError("must be networks such as 10.0.0.0/8, separated by commas") from None
        return text

    @field_validator("artifacts_url")
    @classmethod
    def _known_store(cls, url: str) -> str:
        if not url.startswith(("file:", "s3://")):
            raise ValueError("must begin with file: or s3://")
        if url.startswith("file:") and not url.startswith("file:/"):  # relative to where the process was started
            return f"file:{Path(url.removeprefix('file:')).absolute()}"
        return url

    @field_validator("signing_key")
    @classmethod
    def _long_enough(cls, key: SecretStr) -> SecretStr:
        if len(key.get_secret_value()) < 32:  # noqa: PLR2004 - 32 characters, as the description says
            raise ValueError("must have at least 32 characters; make one with: openssl rand -hex 32")
        return key


def read_settings(**overrides: object) -> Settings:
    """The environment's settings, then `overrides`. Raises ConfigurationError that names every wrong variable."""
    try:
        return Settings.model_validate(_from_environment() | overrides)
    except ValidationError as invalid:
        lines = [f"{_variable('_'.join(map(str, e['loc'])))}: {e['msg']}" for e in invalid.errors()]
        raise ConfigurationError("\n".join(lines)) from None


def _from_environment() -> dict[str, object]:
    """Not by pydantic-settings, which takes as long to import as a small command runs."""
    given = {name.upper(): value for name, value in os.environ.items()}
    try:
        values = {name: value_of(_variable(name), given) for name in Settings.model_fields}
    except SecretUnreadable as unreadable:
        raise ConfigurationError(str(unreadable)) from None
    return {name: value for name, value in values.items() if value is not None}


def _variable(setting: str) -> str:
    return f"CURAE_{setting.upper()}"


def data_folder_urls(folder: Path) -> dict[str, str]:
    """The settings that keep everything of a deployment in one folder."""
    return {
        "database_url": f"sqlite:///{folder / 'curae.db'}",
        "artifacts_url": f"file:{quote(str(folder / 'artifacts'))}",
    }
