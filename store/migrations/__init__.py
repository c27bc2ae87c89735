"""The history of the schema, applied by `store.migrate`; one file a revision in `versions/`."""
