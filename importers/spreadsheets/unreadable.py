class Unreadable(Exception):
    """A file that cannot be read as a table; its message is for the person who sent it."""
