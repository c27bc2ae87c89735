"""What people say, read as values: times, days, zones, silences, what to follow. Pure; knows no Telegram."""
