"""Short addresses for new rows, that no other row has."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import count

from django.db import models

TRIES = 50
"""Numbers that are looked up at once after an address that is taken: « melun-2 », « melun-3 »…"""


def stored_slugs(model: type[models.Model], sought: Collection[str]) -> set[str]:
    """Those that a row of the table has already."""
    if not sought:
        return set()
    found = model._default_manager.filter(slug__in=sought)
    return set(found.values_list("slug", flat=True))


def free_slugs(
    model: type[models.Model], bases: Sequence[str], given: Collection[str]
) -> list[str]:
    """One for each base, in order; `given` are taken by other new rows. Two queries at most."""
    taken = stored_slugs(model, bases) | set(given)
    several = {base for base, times in Counter(bases).items() if times > 1}
    numbered = {f"{b}-{n}" for b in several | taken for n in range(2, TRIES)}
    used = taken | stored_slugs(model, numbered)
    slugs = []
    for base in bases:
        slugs.append(_free(base, used))
        used.add(slugs[-1])
    return slugs


def _free(base: str, used: set[str]) -> str:
    if base not in used:
        return base
    return next(slug for n in count(2) if (slug := f"{base}-{n}") not in used)
