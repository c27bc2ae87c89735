"""What Alembic runs for every migration; it gets its open transaction from `store.migrate`, never a URL or a file."""

from alembic import context

from store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The caller's transaction is the only one: a migration that fails halfway leaves no trace, on SQLite as well.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
