"""The database of a deployment, as its settings describe it."""

from server.config import Settings
from server.domain.webhooks.signature import fingerprint
from server.services.deployment import NOT_SET, Deployment
from server.store.engine import Database
from server.store.options import Options


def database_of(settings: Settings) -> Database:
    """Raises Unavailable where no database can be behind the settings."""
    options = Options(
        connect_seconds=settings.database_connect_seconds,
        statement_seconds=settings.database_statement_seconds,
        prepared_statements=settings.database_prepared_statements,
        listen_url=settings.database_listen_url,
    )
    return Database(settings.database_url, options)


def deployment_of(settings: Settings, database: Database, *, serves: bool = True) -> Deployment:
    """`serves`: with the settings that only servers use. A signing key that was not given is this process's alone."""
    same: dict[str, str] = {}
    if "signing_key" in settings.model_fields_set:
        same["CURAE_SIGNING_KEY"] = f"the key {fingerprint(settings.signing_key_bytes)}"
    if not database.is_sqlite:  # a folder of one machine may be moved
        same["CURAE_ARTIFACTS_URL"] = settings.artifacts_url.partition("?")[0]
    if serves:
        same["CURAE_ENVIRONMENT"] = str(settings.environment)
        same["CURAE_PUBLIC_URL"] = settings.public_url or NOT_SET
    return Deployment(database, same)
