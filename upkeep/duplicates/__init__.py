"""Rows that may be one: candidates by SQL, a score with its reasons, a table of pairs to settle."""
