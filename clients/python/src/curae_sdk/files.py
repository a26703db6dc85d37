"""Files that are complete and verified, or not there: for downloads over another transport than this package's own."""

from curae_sdk._generated.models import Artifact
from curae_sdk._partial import Partial, holds_already, partial_file
from curae_sdk._sync.artifact import OnBytes, fill

__all__ = ["Artifact", "OnBytes", "Partial", "fill", "holds_already", "partial_file"]
