"""Coverage: how far people live from the centres in question, for all communes at once.

`answering.answer` is the door. Below it, `subject` says which centres, `sites` where they stand,
`origins` where people live, `reach` what lies between, `accessibility` how the sites are shared,
`figures` what is said of a zone. `table` defines the columns that `files` and the pages write.
"""

METHOD_EDITION = 1
"""To raise when a formula changes: figures kept under another edition are computed again."""
