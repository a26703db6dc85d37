"""Fills the places marked FILLED in `envoy.yaml`, the limits and the problems. The rest stays as the file has it."""

import json
from pathlib import Path
from typing import Any

import yaml

from server.envoy.limits import fill_limits
from server.envoy.problems import fill_problems
from server.envoy.settings import Address, ConsoleSettings, DoorSettings, RateLimit, Tls
from server.envoy.tls import tls_for_clients, tls_to_servers
from server.envoy.tracing import collector_cluster, tracing
from server.limits import MAX_COUNTED_KEYS
from server.shipped import shipped

# sockaddr_un.sun_path holds 108 bytes with its NUL.
_MAX_SOCKET_PATH_BYTES = 107
_LATER_SECONDS = 15
_EXTENSIONS = "type.googleapis.com/envoy.extensions"

Config = dict[str, Any]


def render(settings: DoorSettings) -> str:
    """The configuration as YAML. Raises ValueError where the data folder's path is too long for a socket."""
    config: Config = yaml.safe_load(shipped("envoy.yaml").read_text())
    fill_limits(config, settings.budget)
    fill_problems(config)
    listeners, clusters = (_by_name(config["static_resources"][kind]) for kind in ("listeners", "clusters"))
    listener = listeners["door"]
    manager = _manager(listener)
    config["admin"]["address"] = _pipe(settings.admin_socket)
    listener["address"] = _socket_address(settings.listen)
    clusters["admin"]["load_assignment"] = _endpoints("admin", [_pipe(settings.admin_socket)])
    for name in ("server", "watches", "downloads", "keyless", "smart"):
        clusters[name].update(_behind(name, settings.upstreams))
        if settings.upstream_tls:
            clusters[name]["transport_socket"] = tls_to_servers(settings.upstream_tls)
    if settings.metrics:
        listeners["metrics"]["address"] = _socket_address(settings.metrics)
    else:
        del listeners["metrics"]
    if settings.console:
        _fill_console(listeners["console"], clusters["console"], settings.console, settings.tls)
    else:
        del listeners["console"], clusters["console"]
    config["static_resources"] = {"listeners": list(listeners.values()), "clusters": list(clusters.values())}
    for each in listeners.values():
        _fill_paths(_manager(each))
    manager["xff_num_trusted_hops"] = settings.front_proxies
    if settings.tls:
        listener["filter_chains"][0]["transport_socket"] = tls_for_clients(settings.tls)
    host = manager["route_config"]["virtual_hosts"][0]
    _fill_stalls(host["routes"], settings.stall_seconds)
    if settings.rate_limit:
        host |= _rate_limit(settings.rate_limit)
    if settings.cors_origins:
        host.setdefault("typed_per_filter_config", {})["envoy.filters.http.cors"] = _cors(settings.cors_origins)
    if settings.collector:
        manager["tracing"] = tracing(settings.collector)
        config["static_resources"]["clusters"].append(collector_cluster(settings.collector))
    return yaml.dump(config, sort_keys=False, Dumper=_NoAliases)


class _NoAliases(yaml.SafeDumper):
    """Envoy's YAML reader bounds the number of aliases; the rendered file has none."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _socket_address(address: Address) -> Config:
    return {"socket_address": {"address": address.host, "port_value": address.port}}


def _pipe(path: Path) -> Config:
    if len(str(path).encode()) > _MAX_SOCKET_PATH_BYTES:
        raise ValueError(
            f"{path} is too long for a socket ({_MAX_SOCKET_PATH_BYTES} bytes): choose a shorter data folder"
        )
    return {"pipe": {"path": str(path), "mode": 0o600}}


def _by_name(parts: list[Config]) -> dict[str, Config]:
    return {part["name"]: part for part in parts}


def _manager(listener: Config) -> Config:
    manager: Config = listener["filter_chains"][0]["filters"][0]["typed_config"]
    return manager


def _fill_console(listener: Config, cluster: Config, console: ConsoleSettings, tls: Tls | None) -> None:
    listener["address"] = _socket_address(console.listen)
    if isinstance(console.upstream, Address):
        cluster.update(_behind("console", (console.upstream,)))
    else:
        cluster["load_assignment"] = _endpoints("console", [_pipe(console.upstream)])
    if tls:
        listener["filter_chains"][0]["transport_socket"] = tls_for_clients(tls)


def _behind(cluster: str, upstreams: tuple[Address, ...]) -> Config:
    """Where a cluster's servers are. A name is looked up again and again, and may stand for several of them."""
    return {
        "type": "STATIC" if all(upstream.is_ip for upstream in upstreams) else "STRICT_DNS",
        "dns_lookup_family": "V4_PREFERRED",
        "load_assignment": _endpoints(cluster, [_socket_address(upstream) for upstream in upstreams]),
    }


def _endpoints(cluster: str, addresses: list[Config]) -> Config:
    endpoints = [{"endpoint": {"address": address}} for address in addresses]
    return {"cluster_name": cluster, "endpoints": [{"lb_endpoints": endpoints}]}


def _fill_paths(manager: Config) -> None:
    for http_filter in manager["http_filters"]:
        _fill_paths_of_filter(http_filter["typed_config"])
    for host in manager["route_config"]["virtual_hosts"]:
        _fill_paths_of_pages(host["routes"])


def _fill_paths_of_filter(typed_config: Config) -> None:
    if "proto_descriptor" in typed_config:
        typed_config["proto_descriptor"] = str(shipped(typed_config["proto_descriptor"]))
    if "default_source_code" in typed_config:
        folders, *script = typed_config["default_source_code"]["inline_string"].splitlines()
        absolute = ";".join(str(shipped(pattern)) for pattern in folders.split('"')[1].split(";"))
        lines = [f"package.path = {json.dumps(absolute)}", *script]
        typed_config["default_source_code"]["inline_string"] = "\n".join(lines)


def _fill_paths_of_pages(routes: list[Config]) -> None:
    for route in routes:
        if body := route.get("direct_response", {}).get("body"):
            body["filename"] = str(shipped(body["filename"]))


def _fill_stalls(routes: list[Config], stall_seconds: int) -> None:
    """Envoy ends what the server cannot: the end of a stream waits behind the bytes that its reader does not take."""
    for route in routes:
        if route.get("route", {}).get("cluster") == "downloads":
            route["route"]["idle_timeout"] = f"{stall_seconds + _LATER_SECONDS}s"


def _rate_limit(limit: RateLimit) -> Config:
    """A bucket for each key that a server has accepted."""
    window = f"{limit.window_seconds}s"
    bucket = {"max_tokens": limit.requests, "tokens_per_fill": limit.requests, "fill_interval": window}
    # The filter asks for a bucket of its own besides; this one never runs dry.
    unlimited = {"max_tokens": 1_000_000_000, "tokens_per_fill": 1_000_000_000, "fill_interval": "1s"}
    always = {"default_value": {"numerator": 100, "denominator": "HUNDRED"}}
    digest = {"key": "curae.caller", "path": [{"key": "key"}]}
    by_key = {"metadata": {"descriptor_key": "key", "metadata_key": digest, "source": "DYNAMIC"}}
    return {
        "metadata": {"filter_metadata": {"admit": {"rate_window_seconds": limit.window_seconds}}},
        "typed_per_filter_config": {
            "limit_keys": {
                "@type": f"{_EXTENSIONS}.filters.http.local_ratelimit.v3.LocalRateLimit",
                "stat_prefix": "rate",
                "token_bucket": unlimited,
                "filter_enabled": always,
                "filter_enforced": always,
                "rate_limited_as_resource_exhausted": True,
                "max_dynamic_descriptors": MAX_COUNTED_KEYS,
                "enable_x_ratelimit_headers": "DRAFT_VERSION_03",
                "rate_limits": [{"actions": [by_key]}],
                "descriptors": [{"entries": [{"key": "key"}], "token_bucket": bucket}],
            }
        },
    }


def _cors(origins: tuple[str, ...]) -> Config:
    return {
        "@type": f"{_EXTENSIONS}.filters.http.cors.v3.CorsPolicy",
        "allow_origin_string_match": [{"exact": origin} for origin in origins],
        "allow_methods": "GET, POST, DELETE, HEAD",
        "allow_headers": "authorization, content-type, idempotency-key, if-none-match, if-range, prefer, range, "
        "x-request-id",
        "expose_headers": "content-disposition, content-location, content-range, etag, expires, idempotency-replayed, "
        "location, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-progress, x-request-id",
        "max_age": "600",
    }
