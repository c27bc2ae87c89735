"""Models that others fitted, and how trees of ours are walked: vectors, parses, inference."""
