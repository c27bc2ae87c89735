"""Does the article say what a sentence says? What the gate compares, and its verdict."""
