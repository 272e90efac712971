"""The sheet to print: the same answer on paper, as a page and as a tagged PDF."""
