"""Revisions, oldest first. Appended, never edited once released."""
