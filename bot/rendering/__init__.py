"""Values in, messages out: one pure function a kind of message.

Knows the texts, the reader's language, zone and wished length; knows no store and no client of Telegram.
"""
