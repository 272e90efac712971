"""Which commune a row means: by its INSEE code, else by its postcode and name, never by a guess.

What matches exactly is found in a few queries for the whole file; the rest (misspelt, CEDEX, old
communes) goes through `territories.resolve`, each text once and PLACES_ASKED of them at most.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from importers.spreadsheets.cleaners import Refused
from importers.spreadsheets.limits import PLACES_ASKED
from territories.locating import place_of_commune
from territories.models import Commune, PlaceName, PostalArea
from territories.reading import read
from territories.resolution import Resolution, resolve


@dataclass(frozen=True, slots=True)
class Said:
    """What the cells of a row say of its commune, each "" when they say nothing."""

    insee: str = ""
    name: str = ""
    postcode: str = ""
    department: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.insee or self.name or self.postcode)

    @property
    def text(self) -> str:
        department = f" ({self.department})" if self.department and not self.postcode else ""
        return f"{self.postcode} {self.name}{department}".strip()


class CommunesNamed:
    """The communes of the rows of one file; `of` gives INSEE codes."""

    def __init__(self, said: Iterable[Said]) -> None:
        wanted = set(said)
        self._asked: dict[str, Resolution] = {}
        self._current = set(
            Commune.objects.filter(insee__in={s.insee for s in wanted if s.insee}).values_list(
                "insee", flat=True
            )
        )
        self._former: dict[str, str | None] = {}
        self._by_postcode: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._read_areas({s.postcode for s in wanted if s.postcode})

    def _read_areas(self, postcodes: set[str]) -> None:
        rows = PostalArea.objects.filter(postcode__in=postcodes).order_by("postcode", "commune")
        cities = set()
        found = list(rows.values_list("postcode", "commune_id", "commune__parent_id"))
        for postcode, commune, city in found:
            self._by_postcode[postcode].append(commune)
            if city:
                cities.add((postcode, city))
        for postcode, city in cities:
            if city in self._by_postcode[postcode]:
                self._by_postcode[postcode].remove(city)
        names = PlaceName.objects.filter(commune__in={commune for _, commune, _ in found})
        for commune, key in names.values_list("commune_id", "key"):
            self._keys[commune].add(key)

    def of(self, said: Said) -> tuple[str, ...]:
        """The INSEE codes that a row may mean: one, or several for a postcode without a name.

        Raises Refused when nothing is found, or when a name leads to several communes.
        """
        if said.insee:
            return (self._by_insee(said),)
        if said.postcode and not said.name:
            if found := self._by_postcode.get(said.postcode):
                return tuple(found)
        elif said.postcode:
            name = read(said.name).name
            exact = [c for c in self._by_postcode[said.postcode] if name in self._keys[c]]
            if len(exact) == 1:
                return (exact[0],)
        return (self._resolved(said),)

    def _by_insee(self, said: Said) -> str:
        if said.insee in self._current:
            return said.insee
        if said.insee not in self._former:
            self._spend()
            place = place_of_commune(said.insee)
            self._former[said.insee] = place.insee if place else None
        found = self._former[said.insee]
        if found is None:
            raise Refused(f"aucune commune n’a le code INSEE {said.insee}")
        return found

    def _resolved(self, said: Said) -> str:
        if said.text not in self._asked:
            self._spend()
            self._asked[said.text] = resolve(said.text)
        answer = self._asked[said.text]
        if answer.place is not None:
            return answer.place.insee
        if answer.places:
            among = ", ".join(f"{place.name} ({place.insee})" for place in answer.places[:6])
            raise Refused(f"« {said.text} » : commune à préciser par son code INSEE, parmi {among}")
        raise Refused(f"« {said.text} » : commune inconnue")

    def _spend(self) -> None:
        if len(self._asked) + len(self._former) >= PLACES_ASKED:
            raise Refused(
                f"plus de {PLACES_ASKED} communes de ce fichier ne se reconnaissent pas du premier "
                "coup : ajoutez une colonne « code INSEE », ou partagez le fichier"
            )
