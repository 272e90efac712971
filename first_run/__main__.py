"""Entry point; written so that an old Python can read it and say what is needed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (the message is for those who have less)
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        "Python 3.11 or newer is needed and this is Python " + found + ".\n"
        "  -> Install it, then run: make PYTHON=/path/to/python3.11 ..."
    )

from first_run.steps import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
