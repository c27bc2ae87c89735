"""Everything somebody says in an English article, with the speaker; which of it is shown."""
