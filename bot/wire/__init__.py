"""Telegram over the wire: calls out, one at a time and as fast as it allows, and updates in."""
