"""The telephones of the register: a switchboard for a hospital, a number for a service.

Numbers that other sources give stay beside, each with its date; that they differ is told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from importers.directory_rows import PHONE
from importers.finess.placing import Placed
from importers.finess.reading import Register, Site
from importers.hospitals import phones
from importers.hospitals.known import Row
from importers.hospitals.sources import FINESS
from importers.named_rows import as_sources_say, rows_named_beside, rows_named_by
from importers.row_errors import CONFLICT, RowError
from structures.models import Establishment, Phone, Service

PHONE_COLUMNS = ("structure", *PHONE)
KINDS = (
    (Establishment, Phone.Kind.SWITCHBOARD.value),
    (Service, Phone.Kind.SERVICE.value),
)
BOTH_SHOWN = "un autre numéro est connu : les deux sont montrés avec leur date"


class Telephones:
    """The rows of one import; they are made once the structures are there."""

    def __init__(self, register: Register, places: Mapping[str, Placed], source: str) -> None:
        self.register, self.places, self.source = register, places, source

    def rows(self) -> Iterator[list[Any]]:
        said = self._said()
        doubted = self.register.doubted()
        for model, kind in KINDS:
            numbers = model._default_manager.values_list("finess", "pk").order_by("pk")
            for finess, structure in numbers:
                if finess and finess in self.places:
                    site = self.register.sites[finess]
                    yield from self._row(site, structure, kind, said[structure, kind])
                elif finess in doubted:
                    own = rows_named_by(Phone, FINESS).filter(structure=structure)
                    yield from own.values_list(*PHONE_COLUMNS)

    def _said(self) -> dict[tuple[int, str], dict[str, Row]]:
        """The numbers that others gave, by structure and kind: FINESS renews its own."""
        said: dict[tuple[int, str], dict[str, Row]] = defaultdict(dict)
        own = rows_named_by(Phone, FINESS).values("pk")
        beside = rows_named_beside(Phone, FINESS).values("pk")
        others = Phone.objects.exclude(pk__in=own) | Phone.objects.filter(pk__in=beside)
        for row in as_sources_say(others.order_by("pk"), PHONE_COLUMNS):
            said[row["structure"], row["kind"]][row["number"]] = row
        return said

    def _row(
        self, site: Site, structure: int, kind: str, beside: dict[str, Row]
    ) -> Iterator[list[Any]]:
        try:
            number = phones.number(site.texts["telephone"])
        except ValueError as error:
            value = site.texts["telephone"]
            self.register.refuse(site.line, site.finess, "telephone", value, str(error))
            return
        if not number:
            return
        if beside and number not in beside:
            self._tell(site, f"{' et '.join(sorted(beside))} ici, {number} dans FINESS")
        same = beside.get(number) or {"hours": "", "url": ""}
        on = _day(site.texts["datemaj"])
        told = {"structure": structure, "kind": kind, "number": number, "as_of": on}
        told |= {"hours": same["hours"], "url": same["url"], "source": self.source}
        yield [told[column] for column in PHONE_COLUMNS]

    def _tell(self, site: Site, value: str) -> None:
        where = (self.register.file, site.line, site.finess)
        self.register.errors.append(RowError(CONFLICT, *where, "telephone", value, BOTH_SHOWN))


def _day(text: str) -> date | None:
    """A date as the file writes it in one year or another; None for none."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
