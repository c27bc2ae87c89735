"""Stories: which articles tell of one event, what all of them say together, and where they differ.

Pure deciders over values; rows, messages and models live elsewhere.
"""
