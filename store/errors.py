"""Errors of the store.

StoreError
├── DatabaseBusyError    locked for longer than we wait; nothing was written, try again
├── DatabaseRefusedError the file is read-only, full, damaged, or the server is away; nothing was written
└── NewerDatabaseError   written by a newer Attaché; refuse rather than guess
"""


class StoreError(Exception):
    """The store could not do what was asked; `subject` names the database."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason


class DatabaseBusyError(StoreError):
    """Another process held the lock for longer than we wait. Nothing was written."""


class DatabaseRefusedError(StoreError):
    """The database can't be written: read-only, full, damaged or out of reach. Nothing was written."""


class NewerDatabaseError(StoreError):
    """The schema is newer than this program."""
