"""What is read at most of Orphanet's XML."""

MAX_ELEMENTS = 100_000
"""Starts and ends of XML elements from one entity to the next: what is in memory at once."""

MAX_DEPTH = 64
"""Levels of nodes in a classification; the deepest of 2023 has 12."""
