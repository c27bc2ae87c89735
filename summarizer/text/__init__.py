"""What an English article is made of, before anybody judges it: sentences and marks, datelines, names and titles, what may be deleted."""
