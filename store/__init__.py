"""What we remember: rows of articles, stories, quotes, chats, subscriptions and the outbox.

SQLAlchemy Core on SQLite or PostgreSQL. Synchronous: the bot calls it through one door (`bot.threads`).
"""
