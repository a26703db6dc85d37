"""Settings that must be equal on every server and worker of a deployment, recorded in the database.

A signed URL holds at each server only where all have one signing key, an artifact is found only where all have one
store. The first part that starts notes its settings; one that starts with others is refused.
"""

from collections.abc import Mapping

from server.errors import OperatorError
from server.store.deployment_settings import add_settings, read_settings, replace_settings
from server.store.engine import Database

# Shown to an operator for a setting that is not set.
NOT_SET = "not set"


class DeploymentMismatch(OperatorError):
    """Expected: a setting is not that of the deployment. The text names it and the remedy, and no secret."""


class Deployment:
    """`settings` by the name of their variables; a secret by its fingerprint."""

    def __init__(self, database: Database, settings: Mapping[str, str]) -> None:
        self._database = database
        self._settings = dict(settings)

    def differences(self) -> dict[str, tuple[str, str]]:
        """Of each setting that is another than the deployment's: the deployment's, and the one here."""
        noted = self._database.read_now(read_settings)
        return {
            name: (noted[name], value)
            for name, value in self._settings.items()
            if name in noted and noted[name] != value
        }

    def join(self) -> None:
        """Records the settings that are not recorded yet. Raises DeploymentMismatch if one differs."""
        self._database.write_now(lambda database: add_settings(database, self._settings))
        if differences := self.differences():
            raise DeploymentMismatch(described(differences))

    def adopt(self) -> dict[str, tuple[str, str]]:
        """Makes these settings the deployment's. Returns the changes."""
        changed = self.differences()
        self._database.write_now(lambda database: replace_settings(database, self._settings))
        return changed


def described(differences: Mapping[str, tuple[str, str]]) -> str:
    which = ", ".join(f"{name} is {here} here and {noted} there" for name, (noted, here) in differences.items())
    return (
        f"these settings are not those of the deployment in this database: {which}; set them the same on every server "
        "and worker, or, to change the deployment on purpose, run: curae db adopt"
    )
