"""Fills the limits of `server/limits.py` into Envoy's configuration."""

from typing import Any

from server import limits
from server.envoy.settings import Budget

Config = dict[str, Any]


def fill_limits(config: Config, budget: Budget) -> None:
    """Sets every value of `_VALUES`, and the values that an operator chooses for the machine."""
    for path, value in (_VALUES | _fitted(budget)).items():
        *steps, last = path.split("/")
        for place in _places(config, steps):
            place[last] = value


def _places(place: Any, steps: list[str]) -> list[Config]:
    """The mappings at a path. In a list, a step is the `name` of an element, its place, or `*` for every one."""
    if not steps:
        return [place]
    step, *rest = steps
    if isinstance(place, dict):
        found = [place[step]] if step in place else []
    elif step.isdecimal():
        found = [place[int(step)]]
    else:
        found = [element for element in place if step in ("*", element.get("name"))]
    return [each for element in found for each in _places(element, rest)]


_MONITORS = "overload_manager/resource_monitors"
_DOOR = "static_resources/listeners/door/filter_chains/*/filters/*/typed_config"
_CONSOLE = "static_resources/listeners/console/filter_chains/*/filters/*/typed_config"
_TRANSCODER = "http_filters/envoy.filters.http.grpc_json_transcoder/typed_config"
_DOOR_ROUTES = f"{_DOOR}/route_config/virtual_hosts/*/routes"
_CONSOLE_ROUTES = f"{_CONSOLE}/route_config/virtual_hosts/*/routes"
_KEYLESS = f"{_DOOR}/http_filters/limit_keyless/typed_config"
_DOWNLOADS = "static_resources/clusters/downloads/circuit_breakers"
_PAGES = "static_resources/clusters/pages/circuit_breakers/thresholds/0"
_SMART = "static_resources/clusters/smart/circuit_breakers/thresholds/0"
_SHARES = "static_resources/clusters/keyless/circuit_breakers/thresholds"
_BODY = "metadata/filter_metadata/check_body/max_body_bytes"


def _of_manager(manager: str) -> dict[str, int]:
    return {
        f"{manager}/max_request_headers_kb": limits.MAX_ENVOY_HEADER_BYTES // limits.KIB,
        f"{manager}/common_http_protocol_options/max_headers_count": limits.MAX_ENVOY_HEADERS,
        f"{manager}/http2_protocol_options/max_concurrent_streams": limits.MAX_STREAMS_A_CONNECTION,
    }


def _seconds(count: float) -> str:
    return f"{count:g}s"


def _fitted(budget: Budget) -> Config:
    return {
        f"{_MONITORS}/envoy.resource_monitors.fixed_heap/typed_config/max_heap_size_bytes": budget.heap_bytes,
        "memory_allocator_manager/soft_memory_limit_bytes": budget.heap_bytes // limits.ENVOY_KEPT_HEAP_PART,
        f"{_MONITORS}/envoy.resource_monitors.global_downstream_max_connections/typed_config"
        "/max_active_downstream_connections": budget.connections,
        f"{_KEYLESS}/descriptors/0/token_bucket": _by_the_minute(budget.keyless_requests_a_minute),
        f"{_KEYLESS}/descriptors/2/token_bucket": _by_the_minute(
            min(budget.keyless_requests_a_minute, limits.MAX_PAGES_A_MINUTE)
        ),
    }


def _by_the_minute(requests: int) -> Config:
    """A bucket of one minute's requests that is filled in small steps."""
    tokens = max(1, requests // 60)
    return {"max_tokens": requests, "tokens_per_fill": tokens, "fill_interval": _seconds(60 * tokens / requests)}


_VALUES: dict[str, int | str] = {
    **_of_manager(_DOOR),
    **_of_manager(_CONSOLE),
    f"{_DOOR}/{_TRANSCODER}/max_request_body_size": limits.MAX_DRAINED_BATCH_BYTES,
    f"{_DOOR}/{_TRANSCODER}/max_response_body_size": limits.MAX_DRAINED_BATCH_BYTES,
    f"{_DOOR_ROUTES}/batch/request_body_buffer_limit": limits.MAX_DRAINED_BATCH_BYTES,
    f"{_DOOR_ROUTES}/batch/{_BODY}": limits.MAX_BATCH_BODY_BYTES,
    f"{_DOOR_ROUTES}/signal/request_body_buffer_limit": limits.MAX_DRAINED_BODY_BYTES,
    f"{_DOOR_ROUTES}/signal/{_BODY}": limits.MAX_SIGNAL_BODY_BYTES,
    f"{_DOOR_ROUTES}/replace/request_body_buffer_limit": limits.MAX_DRAINED_BODY_BYTES,
    f"{_DOOR_ROUTES}/replace/{_BODY}": limits.MAX_SIGNAL_BODY_BYTES,
    f"{_DOOR_ROUTES}/artifact/request_body_buffer_limit": limits.MAX_NO_BODY_BYTES,
    f"{_DOOR_ROUTES}/events/request_body_buffer_limit": limits.MAX_NO_BODY_BYTES,
    f"{_DOOR_ROUTES}/artifact/{_BODY}": limits.MAX_NO_BODY_BYTES,
    f"{_DOOR_ROUTES}/events/{_BODY}": limits.MAX_NO_BODY_BYTES,
    f"{_DOOR_ROUTES}/rest/request_body_buffer_limit": limits.MAX_DRAINED_BODY_BYTES,
    f"{_DOOR_ROUTES}/rest/{_BODY}": limits.MAX_SMALL_BODY_BYTES,
    f"{_KEYLESS}/max_dynamic_descriptors": limits.MAX_COUNTED_ADDRESSES,
    f"{_KEYLESS}/descriptors/1/token_bucket/max_tokens": limits.MAX_KEYLESS_STREAMS_A_MINUTE,
    f"{_KEYLESS}/descriptors/1/token_bucket/tokens_per_fill": limits.MAX_KEYLESS_STREAMS_A_MINUTE,
    f"{_PAGES}/max_connections": limits.MAX_PAGES,
    f"{_PAGES}/max_pending_requests": limits.MAX_PAGES,
    f"{_PAGES}/max_requests": limits.MAX_PAGES,
    f"{_DOWNLOADS}/thresholds/0/max_pending_requests": limits.MAX_PENDING_DOWNLOADS,
    f"{_DOWNLOADS}/per_host_thresholds/0/max_connections": limits.MAX_DOWNLOAD_CONNECTIONS,
    f"{_DOOR_ROUTES}/keyless_streams/route/max_stream_duration/max_stream_duration": _seconds(
        limits.MAX_KEYLESS_STREAM_SECONDS
    ),
    f"{_SHARES}/0/max_requests": limits.MAX_KEYLESS_STREAMS,
    f"{_SHARES}/0/max_pending_requests": limits.MAX_KEYLESS_STREAMS,
    f"{_SHARES}/0/max_connections": limits.MAX_KEYLESS_CONNECTIONS,
    f"{_SHARES}/1/max_requests": limits.MAX_KEYLESS_CALLS,
    f"{_SHARES}/1/max_pending_requests": limits.MAX_KEYLESS_CALLS,
    f"{_SHARES}/1/max_connections": limits.MAX_KEYLESS_CONNECTIONS,
    f"{_DOOR_ROUTES}/smart/request_body_buffer_limit": limits.MAX_NO_BODY_BYTES,
    f"{_DOOR_ROUTES}/smart/{_BODY}": limits.MAX_NO_BODY_BYTES,
    f"{_DOOR_ROUTES}/smart/route/timeout": _seconds(limits.MAX_SMART_CALL_SECONDS),
    f"{_DOOR_ROUTES}/smart/route/max_stream_duration/max_stream_duration": _seconds(limits.MAX_SMART_CALL_SECONDS),
    f"{_SMART}/max_requests": limits.MAX_SMART_CALLS,
    f"{_SMART}/max_pending_requests": limits.MAX_SMART_CALLS,
    f"{_SMART}/max_connections": limits.MAX_KEYLESS_CONNECTIONS,
    f"{_CONSOLE_ROUTES}/live/request_body_buffer_limit": limits.MAX_CONSOLE_DRAINED_BYTES,
    f"{_CONSOLE_ROUTES}/audit_file/request_body_buffer_limit": limits.MAX_CONSOLE_DRAINED_BYTES,
    f"{_CONSOLE_ROUTES}/admin/request_body_buffer_limit": limits.MAX_CONSOLE_DRAINED_BYTES,
    f"{_CONSOLE_ROUTES}/admin/{_BODY}": limits.MAX_CONSOLE_BODY_BYTES,
}
