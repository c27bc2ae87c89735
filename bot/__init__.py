"""Who asks, who hears: configuration, pipeline, schedule, delivery, commands and their texts.

The only place that knows Telegram.
"""
