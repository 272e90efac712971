"""Every question of a shard, put to the pure ladder, and what its answers break."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial

from routing.directory import Directory
from routing.ladder import build
from routing.proximity import candidates, measured_in_memory
from tests.enumeration.invariants import Asked, broken
from tests.enumeration.questions import AGES, Shard

TODAY = date(2026, 11, 21)
TOLD = 20
"""How many broken answers a shard tells in words; it counts them all."""


@dataclass(frozen=True)
class Verdict:
    """What became of one shard."""

    shard: str
    questions: int
    broken: int
    told: list[str]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def verdict(shard: Shard, directory: Directory) -> Verdict:
    """Asks every question of the shard."""
    found = 0
    told: list[str] = []
    for line in _broken(shard, directory):
        found += 1
        if found <= TOLD:
            told.append(line)
    return Verdict(shard.name, shard.questions, found, told)


def _broken(shard: Shard, directory: Directory) -> Iterator[str]:
    for asked in questions(shard, directory):
        try:
            yield from (f"{asked.words}: {what}" for what in broken(asked))
        except Exception as error:  # one exception must not hide the answers to the others
            yield f"{asked.words}: {error!r}"


def questions(shard: Shard, directory: Directory) -> Iterator[Asked]:
    """Each question of the shard as the ladder sees it; candidates are made once for all ages."""
    measure = measured_in_memory(directory)
    for place in shard.places:
        is_compared = shard.share.compares(place.insee)
        for disease in shard.diseases:
            found = candidates(directory, place, disease.answering, measure)
            for age in AGES:
                make = partial(
                    build,
                    disease=disease.card,
                    age=age,
                    territory=place.territory,
                    today=TODAY,
                    emergency_cards=disease.emergency_cards,
                )
                orpha = disease.card.orpha
                yield Asked(place.insee, orpha, place.territory, age, found, make, is_compared)
