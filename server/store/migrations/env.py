"""Alembic's entry: migrations run on the connection that `server.store.migrate` opened, in its transaction."""

from alembic import context

from server.store import operator_tables, partial_indexes  # noqa: F401 - add to the metadata
from server.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
