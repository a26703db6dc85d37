"""One class for each error code of the service: `except problems.SdkExportNotReady`."""

from curae_sdk._generated.problems import *  # noqa: F403
