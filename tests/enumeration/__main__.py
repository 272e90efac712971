"""`make test-all`: every question of the enumeration, over all cores, with a progress bar.

A shard once asked is not asked again until the code or the data changes: interrupted, the same
command goes on. Exit code: 0 when no answer breaks a rule, 1 when one does, 130 when interrupted.
"""

import os
import signal
import sys
from types import FrameType


def main() -> int:
    signal.signal(signal.SIGTERM, interrupt)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo_directory.settings.test")
    import django

    django.setup()
    from tests.enumeration.whole import ask_everything

    try:
        return ask_everything()
    except KeyboardInterrupt:
        print("\nInterrupted: the same command goes on from here.", file=sys.stderr)
        return 130


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
