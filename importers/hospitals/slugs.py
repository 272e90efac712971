"""Public addresses of new rows: given once, never taken from another row."""

from django.utils.text import slugify

from foundations.text import fold
from structures.models import Structure

LONGEST = 120


class Slugs:
    """Every address in use; one query."""

    def __init__(self) -> None:
        self._taken = set(Structure.objects.values_list("slug", flat=True))

    def new(self, name: str, town: str, number: str) -> str:
        """The name, then the town unless the name has it, then the number if others have both."""
        words = fold(name).split()
        place = fold(town).split()
        parts = words if set(place) <= set(words) else [*words, *place]
        return self.free(slugify(" ".join(parts)), number)

    def free(self, wanted: str, number: str) -> str:
        """The address itself, or with the number when another row has it."""
        slug = wanted[: LONGEST - 11].strip("-") or "site"
        if slug in self._taken:
            slug = f"{slug}-{number.lower()}"
        self._taken.add(slug)
        return slug
