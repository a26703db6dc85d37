"""What an operator turns on, and how the door closes: TLS, quota, CORS, logs, drain."""

import json
import signal
import ssl
import stat
import subprocess
from pathlib import Path

import httpx
import pytest

from server.envoy.launch import AdminUnreachable, active_requests, drain, envoy_command, write_config
from server.envoy.settings import Address, Budget, DoorSettings, RateLimit, Tls
from tests.parts.eventually import eventually, patience
from tests.parts.processes import free_ports
from tests.rest.echo import ARTIFACT_BYTES
from tests.rest.echo_door import KEY, WITH_KEY, EchoDoor, echo_server, envoy
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    folder = tmp_path_factory.mktemp("tls")
    made = Tls(certificate=folder / "certificate.pem", key=folder / "key.pem")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
    ]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(made.key), "-out", str(made.certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return made


def test_tls_offers_http2_and_http1(echo_door: EchoDoor, certificate: Tls) -> None:
    trust = ssl.create_default_context(cafile=str(certificate.certificate))
    with envoy(echo_door.settings.upstreams[0].port, tls=certificate) as door:
        for http2, version in ((True, "HTTP/2"), (False, "HTTP/1.1")):
            with httpx.Client(verify=trust, http2=http2, headers=WITH_KEY) as client:
                response = client.get(f"{door.url}{EXPORTS}/metadata")
            assert (response.status_code, response.http_version) == (200, version)
            assert "x-forwarded-proto='https'" in response.json()["export"]["resourceTypes"]


def test_a_quota_is_counted_by_key(echo_door: EchoDoor) -> None:
    quota = RateLimit(requests=2, window_seconds=60)
    other = {"authorization": f"Bearer cae_live_{'b' * 52}"}
    with (
        envoy(echo_door.settings.upstreams[0].port, rate_limit=quota) as door,
        httpx.Client(base_url=door.url) as client,
    ):
        first = client.get(EXPORTS, headers=WITH_KEY)
        assert first.headers["ratelimit-policy"] == '"key";q=2;w=60'
        assert first.headers["ratelimit"] == '"key";r=1'
        client.get(EXPORTS, headers=WITH_KEY)
        refused = client.get(EXPORTS, headers=WITH_KEY)
        assert_problem(refused, "RATE_LIMITED")
        assert refused.headers["ratelimit"] == f'"key";r=0;t={refused.headers["retry-after"]}'
        for spelt in ("bearer ", "BEARER  ", "Bearer \t "):
            assert client.get(EXPORTS, headers={"authorization": KEY.replace("Bearer ", spelt)}).status_code == 429
        assert client.get(EXPORTS, headers=other).status_code == 200
        assert client.get("/healthz").status_code == 200
        assert not [name for name in refused.headers if name.startswith("x-ratelimit-")]


def test_what_has_no_key_counts_for_its_address(echo_door: EchoDoor) -> None:
    budget = Budget(keyless_requests_a_minute=5)
    with (
        envoy(echo_door.settings.upstreams[0].port, budget=budget) as door,
        httpx.Client(base_url=door.url) as client,
    ):
        answers = [client.get("/docs") for _ in range(30)]
        assert_problem(answers[-1], "RATE_LIMITED")
        assert not [name for name in answers[0].headers if "ratelimit" in name]
        assert client.get("/healthz").status_code == 200


def test_without_a_quota_nothing_is_said_of_one(echo: httpx.Client) -> None:
    assert not [name for name in echo.get(EXPORTS).headers if "ratelimit" in name]


def test_cors_is_for_configured_origins_only(echo_door: EchoDoor) -> None:
    upstream = echo_door.settings.upstreams[0].port
    with envoy(upstream, cors_origins=("https://app.example",)) as door, httpx.Client(base_url=door.url) as client:
        preflight = {"access-control-request-method": "POST"}
        allowed = client.options(EXPORTS, headers={"origin": "https://app.example", **preflight})
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == "https://app.example"
        answer = client.get(f"{EXPORTS}/NOT_FOUND", headers={"origin": "https://app.example", **WITH_KEY})
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
        assert_problem(
            client.options(EXPORTS, headers={"origin": "https://evil.example", **preflight}), "METHOD_NOT_ALLOWED"
        )
        other = client.get(EXPORTS, headers={"origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers


def test_without_cors_a_preflight_is_refused(echo: httpx.Client) -> None:
    headers = {"origin": "https://app.example", "access-control-request-method": "POST"}
    response = echo.options(EXPORTS, headers=headers)
    assert_problem(response, "METHOD_NOT_ALLOWED")
    assert not [name for name in response.headers if name.startswith("access-control-")]


def test_the_access_log_has_no_secrets(echo_door: EchoDoor) -> None:
    (port,) = free_ports(1)
    with echo_server(port), envoy(port) as door:
        request_id = "find-me"
        headers = {
            "authorization": KEY.replace("aaaaaa", "secret"),
            "x-request-id": request_id,
            "referer": "REFERER-SECRET",
        }
        with httpx.Client(base_url=door.url, headers=headers) as client:
            for path in (f"{EXPORTS}/empty/artifact?token=TOKEN-SECRET", f"{EXPORTS}/x?tokn=TOKEN-SECRET"):
                client.get(path)
            client.post("/api/sdk/v1/signals", json={"BODY-SECRET": 1})
        eventually(lambda: door.log.read_text().count(request_id) >= 3)  # Envoy writes its log once a second or so
        text = door.log.read_text()
    assert "SECRET" not in text.upper()
    logged = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    mine = [entry for entry in logged if entry.get("requestId") == request_id]
    assert [entry["status"] for entry in mine] == [200, 400, 400]
    assert mine[0]["path"] == f"{EXPORTS}/empty/artifact"


def test_a_drain_lets_a_download_finish(echo_door: EchoDoor, tmp_path: Path) -> None:
    with envoy(echo_door.settings.upstreams[0].port) as door:
        whole = tmp_path / "whole"
        url = f"{door.url}{EXPORTS}/x/artifact"
        running = subprocess.Popen(
            ["curl", "-sS", "-H", f"authorization: {KEY}", "--limit-rate", "8M", "-o", str(whole), url]
        )
        eventually(lambda: active_requests(door.settings) or running.poll() is not None)
        running.send_signal(signal.SIGSTOP)  # however long the drain takes, the download is not at its end
        drain(door.settings)
        eventually(lambda: not _accepts(door))
        assert active_requests(door.settings) == 1
        running.send_signal(signal.SIGCONT)
        assert running.wait(patience(30)) == 0
        assert whole.stat().st_size == ARTIFACT_BYTES
        assert active_requests(door.settings) == 0


def _accepts(door: EchoDoor) -> bool:
    try:
        return httpx.get(f"{door.url}/healthz").status_code in (200, 503)
    except httpx.TransportError:  # refused, or reset where the listener closed before it was read
        return False


def test_what_a_start_writes_is_private(echo_door: EchoDoor) -> None:
    settings = echo_door.settings
    assert stat.S_IMODE(settings.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(settings.admin_socket.stat().st_mode) == 0o600


def test_an_unreachable_admin_is_said(tmp_path: Path) -> None:
    with pytest.raises(AdminUnreachable, match=r"envoy-admin\.sock"):
        drain(_settings(tmp_path))


def test_a_data_folder_too_long_for_a_socket_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose a shorter data folder"):
        write_config(_settings(tmp_path / ("x" * 100)))


def test_the_configuration_is_valid_as_it_stands() -> None:
    """`envoy -c envoy.yaml` from the project's folder, as the file's first lines say."""
    root = Path(__file__).parents[2]
    binary, *_ = envoy_command(_settings(root))
    command = [binary, "--mode", "validate", "-c", "envoy.yaml", "-l", "error"]
    assert subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0


def _settings(folder: Path) -> DoorSettings:
    address = Address(host="127.0.0.1", port=1)
    return DoorSettings(listen=address, upstreams=(address,), folder=folder)
