"""Which network and which establishment a row speaks of: exactly one, or none. Never a guess."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from diseases.models import Filiere
from foundations.text import fold, normalise_place_name
from importers.label_orders.words import about, words_of_site
from structures.models import Establishment, Network

ALIKE = 85
"""Of 100: names alike enough to be told to a person, who decides."""


class Unresolved(ValueError):
    """In French, why a row is left out; `near` is what a person may have meant."""

    def __init__(self, reason: str, near: str = "") -> None:
        super().__init__(f"{reason} ; le plus ressemblant : {near}" if near else reason)


@dataclass(frozen=True, slots=True)
class Hospital:
    pk: int
    name: str
    slug: str
    finess: str


class References:
    """Networks, filières and establishments as they stand, one query each."""

    @cached_property
    def _networks(self) -> list[Network]:
        return list(Network.objects.select_related("filiere").order_by("slug"))

    @cached_property
    def _by_name(self) -> dict[str, list[Network]]:
        found: dict[str, list[Network]] = defaultdict(list)
        for network in self._networks:
            for name in {about(network.name), fold(network.acronym), fold(network.slug)} - {""}:
                found[name].append(network)
        return found

    @cached_property
    def _filieres(self) -> dict[str, str]:
        rows = Filiere.objects.values_list("code", "short_name", "name")
        return {fold(name): code for code, *names in rows for name in (code, *names)}

    @cached_property
    def _hospitals(self) -> tuple[dict[str, Hospital], dict[str, list[tuple[frozenset, Hospital]]]]:
        by_number: dict[str, Hospital] = {}
        by_town: dict[str, list[tuple[frozenset, Hospital]]] = defaultdict(list)
        rows = Establishment.objects.exclude(finess=None).values_list(
            "pk",
            "name",
            "slug",
            "finess",
            "official_name",
            "commune__full_name",
            "commune__parent__full_name",
        )
        for pk, name, slug, finess, official, town, city in rows:
            hospital = Hospital(pk, name, slug, str(finess))
            by_number[str(finess)] = hospital
            for words in {words_of_site(name), words_of_site(official)} - {frozenset()}:
                by_town[normalise_place_name(city or town or "")].append((words, hospital))
        return by_number, by_town

    def filiere(self, text: str) -> str | None:
        """The code of a filière; None for an empty text. Raises Unresolved for an unknown one."""
        if not fold(text):
            return None
        code = self._filieres.get(fold(text))
        if code is None:
            raise Unresolved("filière inconnue")
        return code

    def network(self, name: str, acronym: str, filiere: str | None) -> Network | None:
        """The network of that name or acronym, in the filière when one is said.

        None when nothing bears the name. Raises Unresolved when several do, or when the one that
        does is of another filière.
        """
        wanted = [text for text in (about(name), fold(name), fold(acronym)) if text]
        found = {n.slug: n for text in wanted for n in self._by_name.get(text, ())}
        fitting = [n for n in found.values() if filiere in (None, n.filiere_id)]
        if len(fitting) > 1:
            slugs = ", ".join(sorted(n.slug for n in fitting))
            raise Unresolved(f"plusieurs réseaux portent ce nom : {slugs}")
        if found and not fitting:
            others = ", ".join(sorted(n.filiere_id for n in found.values()))
            raise Unresolved(f"ce réseau est ici d'une autre filière ({others})")
        return fitting[0] if fitting else None

    def network_alike(self, name: str) -> str:
        names = {network.slug: about(network.name) for network in self._networks}
        best = process.extractOne(
            about(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        return str(best[2]) if best else ""

    def hospital(self, finess: str, names: list[str], town: str) -> Hospital:
        """The establishment of that number, else of one of the names in that town.

        Raises Unresolved for none and for several.
        """
        by_number, by_town = self._hospitals
        if finess:
            if finess not in by_number:
                raise Unresolved("numéro FINESS inconnu ici")
            return by_number[finess]
        if not town:
            raise Unresolved("ni FINESS, ni ville")
        there = by_town.get(normalise_place_name(town), [])
        for name in names:
            words = words_of_site(name)
            found = {hospital.pk: hospital for held, hospital in there if held == words}
            if len(found) == 1:
                return next(iter(found.values()))
            if found:
                slugs = ", ".join(sorted(hospital.slug for hospital in found.values()))
                raise Unresolved(f"plusieurs établissements de cette ville : {slugs}")
        raise Unresolved("établissement inconnu dans cette ville", self._alike(names, there))

    @staticmethod
    def _alike(names: list[str], there: list[tuple[frozenset, Hospital]]) -> str:
        choices = {hospital.slug: fold(hospital.name) for _words, hospital in there}
        for name in names:
            best = process.extractOne(
                fold(name), choices, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE
            )
            if best:
                return str(best[2])
        return ""
