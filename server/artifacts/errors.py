"""Errors of stored bytes, for operators. Services translate them into errors that callers may see.

No message holds content or a credential. The private cause is chained with `raise ... from cause`.
"""

from typing import ClassVar

from server.errors import OperatorError


class ArtifactError(OperatorError):
    """Base of the family. `retryable` says whether the same call may succeed later without anyone's doing."""

    retryable: ClassVar[bool] = False


class ArtifactMissing(ArtifactError):
    """Expected: nothing is stored under the key: never committed, expired or deleted."""


class ArtifactTruncated(ArtifactError):
    """Unexpected: the stored artifact ends before the range that was asked for."""


class ArtifactAltered(ArtifactError):
    """Unexpected: the stored artifact has changed since it was written: its bytes, its size, or it is no file."""


class ArtifactCorrupt(ArtifactError):
    """Unexpected: after the commit the store reports a size or checksum that differs from the written bytes."""

    retryable = True


class ArtifactStoreFull(ArtifactError):
    """Expected: no space, quota or file size is left. Space comes back as exports expire."""

    retryable = True


class ArtifactStoreUnavailable(ArtifactError):
    """Expected: the store is away or fails for the moment, after the bounded retries."""

    retryable = True


class ArtifactStoreMisconfigured(ArtifactError):
    """Expected: the URL, the credentials, the bucket or the folder is not usable. The message names the remedy."""


class InvalidArtifactKey(ArtifactError):
    """Unexpected: a defect of ours. A key or prefix outside the pattern of `server.artifacts.keys`."""
