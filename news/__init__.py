"""What was published: feeds and pages become entries, entries become clean articles.

Knows no model, no SQL and no Telegram.
"""
