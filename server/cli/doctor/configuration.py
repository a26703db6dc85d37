"""Settings: known, valid, and the same for all parts."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from server.cli.doctor.finding import Finding, fail, ok, warn
from server.cli.folder import has_signing_key
from server.config import Settings
from server.domain.addresses import loopback_address
from server.domain.caller import Environment
from server.envoy.settings import Address
from server.secret_files import FROM_FILE, is_given
from server.store.sqlite import sqlite_file

# Variables of the command line and of clients, beside the settings.
_OTHERS = frozenset({"CURAE_DATA", "CURAE_API_KEY", "CURAE_TARGET", "CURAE_CA_FILE"})


def unknown_settings() -> Iterator[Finding]:
    known = {f"CURAE_{name.upper()}{end}" for name in Settings.model_fields for end in ("", FROM_FILE)} | _OTHERS
    unknown = sorted(name for name in os.environ if name.startswith("CURAE_") and name not in known)
    for name in unknown:
        near = get_close_matches(name, known, n=1)
        remedy = f"did you mean {near[0]}?" if near else "unset it; server/config.py lists the settings"
        yield warn("configuration", f"{name} is not a setting and has no effect", remedy)
    if not unknown:
        yield ok("configuration", "every CURAE_ variable is a setting, and valid")


def signing_key(settings: Settings, folder: Path) -> Finding:
    check = "signing key"
    if is_given("CURAE_SIGNING_KEY"):
        return ok(check, "set by CURAE_SIGNING_KEY; it has to be the same on every server and worker")
    if sqlite_file(settings.database_url) is None:
        return fail(
            check,
            "not set: each server makes its own, so signed URLs and webhooks work at some servers only",
            "set CURAE_SIGNING_KEY to the same on all; make one with: openssl rand -hex 32",
        )
    if has_signing_key(folder):
        return ok(check, f"{folder / 'signing.key'}, for this machine")
    return warn(check, "none yet", f"it is created by: curae up --data {folder}")


def public_url(settings: Settings) -> Finding:
    check = "public url"
    if settings.public_url is None:
        if loopback_address(Address.parse(settings.envoy_address).host):
            return ok(check, "not set: links are made from the Host of each request, on this machine")
        return warn(
            check,
            "not set, and Envoy listens for other machines: signed URLs repeat the Host that a caller sends",
            "set CURAE_PUBLIC_URL to the origin that callers reach Envoy by",
        )
    if urlsplit(settings.public_url).scheme != "https":
        return warn(check, "is plain http: keys and records cross the network as text", "serve it over https")
    return ok(check, settings.public_url)


def development_settings(settings: Settings) -> Iterator[Finding]:
    if settings.webhooks_allow_private and settings.environment is Environment.LIVE:
        yield warn(
            "webhooks",
            "CURAE_WEBHOOKS_ALLOW_PRIVATE lets webhooks of a live deployment reach your own network",
            "unset it",
        )
