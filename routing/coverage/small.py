"""Small numbers are not told: an estimate to a few people is more precise than what it rests on."""

FEWEST_PEOPLE = 10
FEWEST_PATIENTS = 5


def people_told(people: int | None) -> int | None:
    """A number of people, None when it is too small to be told (or unknown)."""
    return None if people is None or 0 < people < FEWEST_PEOPLE else people
