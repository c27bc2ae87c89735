"""A headline from the article's title, or from one sentence of it."""
