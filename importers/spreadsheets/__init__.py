"""Other people's spreadsheets as they are: read, mapped, matched, shown, and only then written."""
