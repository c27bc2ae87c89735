"""Commands, one concept a file; the list of them all is `bot.commands.registry`."""
