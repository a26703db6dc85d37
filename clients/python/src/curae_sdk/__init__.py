"""The Python client of the CuraeAI SDK data plane: `Curae`, and `AsyncCurae` for asyncio."""

from curae_sdk import problems, webhooks
from curae_sdk._async.client import AsyncCurae
from curae_sdk._async.exports import AsyncPage
from curae_sdk._async.queue import AsyncSignalQueue, Flushed
from curae_sdk._generated.models import (
    Artifact,
    Download,
    Export,
    PayloadSchema,
    Progress,
    Signal,
    SignalNamespace,
)
from curae_sdk._outgoing import Outcome, OutgoingSignal, Payload
from curae_sdk._retry import RetryPolicy
from curae_sdk._settings import VERSION
from curae_sdk._spool import RefusedSignal
from curae_sdk._sync.client import Curae
from curae_sdk._sync.exports import Page
from curae_sdk._sync.queue import SignalQueue
from curae_sdk.errors import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    CuraeError,
    DownloadInUse,
    ExportEnded,
    IntegrityError,
    SignatureError,
    TargetExists,
    WaitTimeout,
)

__version__ = VERSION

__all__ = [
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "Artifact",
    "AsyncCurae",
    "AsyncPage",
    "AsyncSignalQueue",
    "Curae",
    "CuraeError",
    "Download",
    "DownloadInUse",
    "Export",
    "ExportEnded",
    "Flushed",
    "IntegrityError",
    "Outcome",
    "OutgoingSignal",
    "Page",
    "Payload",
    "PayloadSchema",
    "Progress",
    "RefusedSignal",
    "RetryPolicy",
    "Signal",
    "SignalNamespace",
    "SignalQueue",
    "SignatureError",
    "TargetExists",
    "WaitTimeout",
    "__version__",
    "problems",
    "webhooks",
]
