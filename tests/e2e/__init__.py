"""The real application as processes: Bot API server, a press on loopback, `attache run`. Nothing is replaced."""
