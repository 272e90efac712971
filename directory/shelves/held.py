"""What the shelves show, read once and kept while nothing changes (`foundations.version`).

What is kept is shared by all requests and never written to. A view reads inside `one_state`: the
versions are asked once a page.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from foundations.version import Watched, current_version

T = TypeVar("T")
Versions = tuple[int, int]

_held: dict[str, tuple[Versions, Any]] = {}


def held(name: str, read: Callable[[], T]) -> T:
    """What `read` gave for the versions of today."""
    versions = (current_version(), current_version(Watched.RESOURCES))
    kept = _held.get(name)
    if kept is None or kept[0] != versions:
        kept = (versions, read())
        _held[name] = kept
    return kept[1]
