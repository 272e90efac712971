"""What is read at most of somebody's file. A directory of 5,000 rows is some 1 MB."""

MEBIBYTE = 1024 * 1024

MAX_FILE_BYTES = 10 * MEBIBYTE
"""Bytes of a file as it is sent."""

MAX_UNPACKED_BYTES = 200 * MEBIBYTE
"""Bytes of an XLSX or ODS once unpacked."""

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 600_000

MAX_CELL_CHARACTERS = 5_000
"""Characters of one cell: an unclosed quotation mark swallows the rest of a CSV file."""

MAX_SHEET_NAME = 120
"""Characters; Excel allows 31, LibreOffice more."""

READER_MEMORY = 1024 * MEBIBYTE
"""Bytes that the process reading a workbook may hold: one cell at the far corner of a sheet makes
a reader ask for billions of empty ones."""

READER_SECONDS = 20

HEADER_SOUGHT_IN = 30
"""First rows of a sheet among which the headings are looked for."""

PLACES_ASKED = 300
"""Different texts for a commune that are resolved one by one, beside those that match exactly."""
