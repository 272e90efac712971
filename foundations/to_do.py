"""What waits for somebody in the back office: queues that apps register, read by its home page.

An app registers its queues when it starts (`AppConfig.ready`); nobody imports the app for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Queue:
    """A list of things to do, and how many there are.

    `count` is asked at each display of the home page: one query, on an index. `permission` is the
    one that opens the page ("upkeep.view_task"); who lacks it does not see the queue.
    """

    label: str
    url_name: str
    count: Callable[[], int]
    permission: str


@dataclass(frozen=True)
class Waiting:
    """A queue as one person sees it now."""

    label: str
    address: str
    count: int


_queues: dict[str, Queue] = {}


def register(label: str, url_name: str, count: Callable[[], int], permission: str) -> None:
    """Show a queue on the home page of the back office; once by url name, the last one holds."""
    _queues[url_name] = Queue(label, url_name, count, permission)


def forget(url_name: str) -> None:
    _queues.pop(url_name, None)


def waiting_for(user: Any) -> list[Waiting]:
    """The queues that this person may open, in the order of their registration, empty or not."""
    return [
        Waiting(queue.label, reverse(queue.url_name), queue.count())
        for queue in _queues.values()
        if user.has_perm(queue.permission)
    ]
