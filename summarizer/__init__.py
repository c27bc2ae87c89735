"""What it says: an article becomes a summary, quotes and a vector.

Synchronous, and the only place that knows torch and transformers. Importing this package loads neither.
"""
