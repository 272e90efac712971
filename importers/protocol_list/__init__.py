"""A list of PNDS as HAS, a filière or a person writes one: a spreadsheet with a title a row.

A list says which protocols exist and since when; it never says which are withdrawn, so a protocol
that it does not name stays.
"""
