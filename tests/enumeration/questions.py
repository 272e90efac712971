"""The questions that are enumerated, and how they are cut into pieces.

Every commune with 20 diseases, and every disease with 200 communes, at eight ages: 5.6 and 2.3
million questions. `make test-all` asks them all. `make test` asks a fixed fortieth: the communes
and the diseases whose code, read in base 36, is a multiple of 40.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from diseases.models import Disease
from resources.for_disease import resources_for
from routing.answer import CardLink, DiseaseCard, Match
from routing.directory import Directory, current
from routing.documents import documents_of
from territories import lookups
from territories.models import Commune
from territories.place import Place

T = TypeVar("T")

AGES = (0.0, 6.0, 14.0, 15.0, 17.0, 18.0, 45.0, 80.0)
"""Years: newborns, children, both sides of 15 and of 18, adults."""

DISEASES = (
    399,  # Huntington: one centre, for adults
    636, 232, 139402, 3002, 88, 3280,  # few centres, for children or for adults
    98896, 70,  # many centres, through an ancestor and exactly, most of unknown audience
    803,  # adults only
    244,  # children only
    586,  # 45 centres of one label
    43, 98878, 908, 558, 330001, 905, 536,
    352,  # no known centre
)  # fmt: skip

COMMUNES_BY_DISEASE = 200
PLACES_A_SHARD, DISEASES_A_SHARD = 100, 14


@dataclass(frozen=True)
class Share:
    """Which communes and diseases are asked: one in so many, by INSEE and ORPHA code.

    What compares two ladders costs twice as much again: it is looked at for one place asked in
    `compared_one_in`.
    """

    one_in: int
    compared_one_in: int

    def asks(self, code: str) -> bool:
        return int(code, 36) % self.one_in == 0

    def compares(self, code: str) -> bool:
        return int(code, 36) // self.one_in % self.compared_one_in == 0


WHOLE, SAMPLE = Share(1, 1), Share(40, 5)


@dataclass(frozen=True)
class Known:
    """What is known of a disease before a place and an age are."""

    card: DiseaseCard
    answering: dict[str, Match]
    emergency_cards: tuple[CardLink, ...]


@dataclass(frozen=True)
class Shard:
    """Each of these places with each of these diseases."""

    name: str
    share: Share
    places: tuple[Place, ...]
    diseases: tuple[Known, ...]

    @property
    def questions(self) -> int:
        return len(self.places) * len(self.diseases) * len(AGES)


@dataclass(frozen=True)
class Questions:
    """What a share asks, read once from the database; `chosen` are the 20 diseases."""

    share: Share
    directory: Directory
    places: tuple[Place, ...]
    spread: tuple[Place, ...]
    chosen: tuple[Known, ...]
    diseases: tuple[Known, ...]

    def shards(self) -> Iterator[Shard]:
        """Communes with the chosen diseases, then diseases with the communes spread over France."""
        for number, places in enumerate(pieces(self.places, PLACES_A_SHARD)):
            yield Shard(f"communes-{number:03}", self.share, places, self.chosen)
        for number, diseases in enumerate(pieces(self.diseases, DISEASES_A_SHARD)):
            yield Shard(f"diseases-{number:03}", self.share, self.spread, diseases)


def read_questions(share: Share) -> Questions:
    """From the database, as `orient` reads them."""
    codes = Commune.objects.communes().order_by("pk").values_list("pk", flat=True)
    everywhere = lookups.places(codes)
    known = Disease.objects.order_by("pk").values_list("pk", flat=True)
    directory = current()
    return Questions(
        share=share,
        directory=directory,
        places=tuple(place for place in everywhere if share.asks(place.insee)),
        spread=tuple(spread_over(everywhere, COMMUNES_BY_DISEASE)),
        chosen=tuple(_known(directory, DISEASES)),
        diseases=tuple(_known(directory, (orpha for orpha in known if share.asks(str(orpha))))),
    )


def _known(directory: Directory, orphas: Iterable[int]) -> Iterator[Known]:
    for orpha in orphas:
        scope = directory.scope(orpha)
        assert scope, f"ORPHA {orpha} is not in the directory"
        documents = documents_of(resources_for(orpha, scope.ancestors))
        yield Known(scope.card, scope.answering, documents.emergency_cards)


def spread_over(places: Sequence[Place], count: int) -> Iterator[Place]:
    """`count` places: the most populated of each department, then at equal steps of the codes."""
    largest: dict[str, Place] = {}
    for place in places:
        known = largest.setdefault(place.department, place)
        if (place.population or 0) > (known.population or 0):
            largest[place.department] = place
    yield from largest.values()
    taken = {place.insee for place in largest.values()}
    others = [place for place in places if place.insee not in taken]
    wanted = count - len(largest)
    yield from (others[number * len(others) // wanted] for number in range(wanted))


def pieces(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
