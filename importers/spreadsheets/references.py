"""What the cells of a row refer to in other tables, found for a whole file in a few queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from diseases.models import Filiere
from foundations.outlines import joined, outlines_of
from foundations.text import fold
from importers.spreadsheets.cleaners import Refused
from structures.models import Establishment, Network
from territories.models import Commune, Department


def departments() -> dict[str, Department]:
    return {row.code: row for row in Department.objects.defer(*outlines_of(Department))}


def communes(codes: Iterable[str]) -> dict[str, Commune]:
    """The communes with their departments, their outlines left unread."""
    rows = joined(Commune.objects.filter(insee__in=set(codes)), "department")
    return {row.insee: row for row in rows.defer(*outlines_of(Commune))}


class Named:
    """Rows of a small table, found by any of their names; a name of two rows finds none."""

    def __init__(
        self, rows: Iterable[models.Model], names: Callable[[Any], Iterable[str]], what: str
    ) -> None:
        self._what = what
        self._found: dict[str, list[models.Model]] = defaultdict(list)
        for row in rows:
            for name in {fold(name) for name in names(row) if name}:
                self._found[name].append(row)

    def of(self, text: str) -> Any:
        found = self._found.get(fold(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            among = ", ".join(f"{row} ({row.pk})" for row in found[:6])
            raise Refused(f"« {text} » désigne plusieurs {self._what}s : {among}")
        raise Refused(f"« {text} » : {self._what} inconnu dans le répertoire")


def departments_named(rows: Mapping[str, Department]) -> Named:
    return Named(rows.values(), lambda row: (row.code, row.name), "département")


def networks_named() -> Named:
    rows = Network.objects.all()
    return Named(rows, lambda row: (row.slug, row.acronym, row.name), "réseau")


def filieres_named() -> Named:
    rows = Filiere.objects.all()
    return Named(rows, lambda row: (row.code, row.short_name, row.name), "sigle de filière")


class EstablishmentsNamed:
    """Establishments by FINESS or short address, else by name where only one has it."""

    def __init__(self, codes: Iterable[str], names: Iterable[str]) -> None:
        codes, wanted = set(codes), {fold(name) for name in names}
        rows = joined(Establishment.objects.all(), "commune__department", "department")
        by_name = (
            [
                pk
                for pk, *called in Establishment.objects.values_list("pk", "name", "official_name")
                if wanted.intersection(map(fold, called))
            ]
            if wanted
            else []
        )
        chosen = models.Q(finess__in=codes) | models.Q(slug__in=codes) | models.Q(pk__in=by_name)
        self._by_code: dict[str, Establishment] = {}
        self._by_name: dict[str, list[Establishment]] = defaultdict(list)
        for row in rows.filter(chosen).order_by("pk"):
            self._by_code[row.slug] = row
            if row.finess:
                self._by_code[row.finess] = row
            for name in {fold(row.name), fold(row.official_name)} - {""}:
                self._by_name[name].append(row)

    def of(self, code: str, name: str, communes: tuple[str, ...]) -> Establishment:
        """Raises Refused when none or several answer."""
        if code:
            if (found := self._by_code.get(code)) is None:
                raise Refused(f"aucun établissement n’a le FINESS ou l’adresse courte « {code} »")
            return found
        named = self._by_name.get(fold(name), [])
        here = [row for row in named if row.commune_id in communes] if communes else named
        if len(here) == 1:
            return here[0]
        if here:
            among = ", ".join(f"{row} ({row.finess or row.slug})" for row in here[:6])
            raise Refused(f"« {name} » désigne plusieurs établissements : {among}")
        where = " dans cette commune" if named else ""
        raise Refused(f"« {name} » : établissement inconnu{where}")
