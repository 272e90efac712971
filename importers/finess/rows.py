"""What FINESS says, as rows: hospitals, services of care and support, their telephones.

A row that only registers made is told anew. A curated one keeps its name, its category and, where
it is exact, its position: FINESS is the truth of what identifies it and of its address only
(docs/decisions/0018).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from geopy.distance import great_circle

from importers.feed import Feed
from importers.finess.categories import Taken
from importers.finess.placing import Placed, placed
from importers.finess.reading import Register, Site
from importers.finess.telephones import PHONE_COLUMNS, Telephones
from importers.hospitals.columns import EMPTY, ESTABLISHMENT_COLUMNS, SERVICE_COLUMNS
from importers.hospitals.communes import Towns
from importers.hospitals.in_use import in_use
from importers.hospitals.known import Known, Row
from importers.hospitals.names import written
from importers.hospitals.slugs import Slugs
from importers.hospitals.sources import FINESS, FINESS_URL, LICENCE, MACHINES, day, with_source
from importers.places import PLACE
from importers.row_errors import CONFLICT, NOTED, RowError
from structures.models import Category, Establishment, Phone, Service, Structure, nature

MARK = "FINESS, fichier"
IDENTITY = ("official_name", "finess_legal", "siret", "category")
WHERE = ("address", "postal_line", "commune", "department", "territory")
FINESS_WINS = "commune changée : celle de FINESS l'emporte"
OURS_STANDS = "deux positions dites exactes : la nôtre reste"
PERHAPS_HERE = "peut-être déjà ici sans numéro"
LONGEST_OF_NUMBER = 4
FAR_KM = 1.0
"""Between two positions said exact: farther apart, one of them is wrong."""


class Rows:
    """The rows of one import; what is doubtful is told in the errors of the register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.places = placed(register, Towns())
        self.slugs = Slugs()
        self.establishments = Known(Establishment, ESTABLISHMENT_COLUMNS, MACHINES)
        self.services = Known(Service, SERVICE_COLUMNS, MACHINES)
        self.without_number = self._without_number()
        when = f" du {day(register.released_on)}" if register.released_on else ""
        self.source = f"{MARK}{when}"

    def feeds(self) -> list[Feed]:
        path = self.register.file
        return [
            Feed(
                title="établissements",
                model=Establishment,
                key=("finess",),
                columns=ESTABLISHMENT_COLUMNS,
                rows=self._establishments,
                path=path,
            ),
            Feed(
                title="services",
                model=Service,
                key=("slug",),
                columns=SERVICE_COLUMNS,
                rows=self._services,
                path=path,
                kept={"stands_apart": PLACE},
            ),
            Feed(
                title="téléphones",
                model=Phone,
                key=("structure", "kind", "number"),
                columns=PHONE_COLUMNS,
                rows=Telephones(self.register, self.places, self.source).rows,
                path=path,
            ),
        ]

    def _establishments(self) -> Iterator[list[Any]]:
        staged = set()
        for finess, place in self.places.items():
            site = self.register.sites[finess]
            row = self._kept(self.establishments, finess)
            if row is not None:
                told = self._over(self.establishments, row, site, place)
            elif self._is_hospital(site):
                told = self._establishment(site, place)
            else:
                continue
            staged.add(finess)
            yield [told[column] for column in ESTABLISHMENT_COLUMNS]
        yield from self._not_in_the_file(self.establishments, staged)

    def _is_hospital(self, site: Site) -> bool:
        is_new = self._kept(self.services, site.finess) is None
        return is_new and site.taken is not None and site.taken.category is None

    @staticmethod
    def _kept(known: Known, finess: str) -> Row | None:
        """The row that bears the number, unless FINESS alone made it: its category, which tells
        its table, may be another today."""
        row = known.by_finess.get(finess)
        return None if row is None or known.sources_of(row["pk"]) == {FINESS} else row

    def _not_in_the_file(self, known: Known, staged: set[str]) -> Iterator[list[Any]]:
        """Rows that others use stay though the register dropped them; curated ones are told."""
        gone = [row for row in known.named_by(FINESS) if row["finess"] not in staged]
        held = in_use(Establishment, [row["pk"] for row in gone], FINESS)
        doubted = self.register.doubted()
        for row in gone:
            if row["finess"] in doubted:
                yield [row[column] for column in ESTABLISHMENT_COLUMNS]
            elif row["pk"] in held:
                self._tell(NOTED, None, row["finess"], "nofinesset", "a disparu, mais sert encore")
                yield [row[column] for column in ESTABLISHMENT_COLUMNS]
        for finess, row in known.by_finess.items():
            if finess not in self.register.numbers and known.is_curated(row):
                self._tell(CONFLICT, None, finess, "nofinesset", "ici, mais pas dans le fichier")

    def _services(self) -> Iterator[list[Any]]:
        staged: set[str] = set()
        for finess, place in self.places.items():
            site = self.register.sites[finess]
            for told in self._services_of(site, place):
                staged.add(told["slug"])
                yield [told[column] for column in SERVICE_COLUMNS]
        doubted = self.register.doubted()
        for row in self.services.named_by(FINESS):
            if row["finess"] in doubted and row["slug"] not in staged:
                yield [row[column] for column in SERVICE_COLUMNS]

    def _services_of(self, site: Site, place: Placed) -> list[Row]:
        """A number may be that of several curated services; a new one is only one."""
        if self._kept(self.services, site.finess) is not None:
            rows = self.services.all_of(site.finess)
            return [self._over(self.services, row, site, place) for row in rows]
        if self._kept(self.establishments, site.finess) is not None or site.taken is None:
            return []
        category = site.taken.category
        return [self._service(site, place, site.taken, category)] if category else []

    def _establishment(self, site: Site, place: Placed) -> Row:
        known = self.establishments.by_finess.get(site.finess)
        return self._identity(site, place, known) | {
            "kind": Structure.Kind.ESTABLISHMENT.value,
            "evidence": "sourced",
            "emergency_general": known["emergency_general"] if known else None,
            "emergency_paediatric": known["emergency_paediatric"] if known else None,
        }

    def _service(self, site: Site, place: Placed, taken: Taken, category: Category) -> Row:
        known = self.services.by_finess.get(site.finess)
        if known is None:
            for slug in self.without_number.get((category.value, place.town.insee), ()):
                self._tell(NOTED, site.line, site.finess, "nofinesset", PERHAPS_HERE, slug)
        return self._identity(site, place, known) | {
            "source_name": _official(site),
            "category": category.value,
            "kind": nature(category).value,
            "relevance": taken.relevance.value,
            "audience": taken.audience.value,
            "age_min": taken.age_min,
            "age_max": taken.age_max,
            "paediatric_emergency": None,
            "establishment": None,
            "evidence": "to_verify",
        }

    def _identity(self, site: Site, place: Placed, known: Row | None) -> Row:
        """What every new row has, whatever it is; its address on the site never changes."""
        official = _official(site)
        name = written(official, place.town.city)
        slug = known["slug"] if known else self.slugs.new(name, place.town.city, site.finess)
        return (
            EMPTY
            | _register_facts(site, place)
            | {
                "finess": site.finess,
                "slug": slug,
                "name": name,
                "point": place.point,
                "point_precision": place.precision,
                "source": self.source,
                "source_url": FINESS_URL,
                "licence": LICENCE,
            }
        )

    def _over(self, known: Known, row: Row, site: Site, place: Placed) -> Row:
        """What FINESS says over a row that others made too."""
        if row.get("establishment"):
            return row  # a hosted service stands where its hospital does
        facts = _register_facts(site, place)
        own = IDENTITY + WHERE if known is self.establishments else WHERE
        told = row | {name: facts[name] for name in own if facts[name]}
        if self._is_better(known, row, place):
            told |= {"point": place.point, "point_precision": place.precision}
        if row["commune"] not in (None, place.town.insee):
            value = f"{row['commune']} ici, {place.town.insee} dans FINESS"
            self._tell(CONFLICT, site.line, row["finess"], "commune", FINESS_WINS, value)
        what = "raison sociale, adresse, commune"
        told["source"] = with_source(row["source"], MARK, f"{self.source} ({what})")
        if not known.is_curated(row):
            told["name"] = written(_official(site), place.town.city)
        return told

    def _is_better(self, known: Known, row: Row, place: Placed) -> bool:
        """Whether the register's position replaces the row's: ours stands where it is curated,
        exact and of the same commune."""
        if place.point is None:
            return row["commune"] != place.town.insee and not known.is_curated(row)
        exact = Structure.Precision.EXACT.value
        is_ours = known.is_curated(row) and row["commune"] == place.town.insee
        if is_ours and row["point"] and row["point_precision"] == exact:
            self._compare(row, place)
            return False
        return place.precision == exact or row["point"] is None or not known.is_curated(row)

    def _compare(self, row: Row, place: Placed) -> None:
        lon, lat = _degrees(row["point"])
        km = great_circle((lat, lon), (place.lat, place.lon)).km
        if place.precision == Structure.Precision.EXACT.value and km > FAR_KM:
            value = f"à {km:.1f} km de la nôtre"
            self._tell(CONFLICT, None, row["finess"], "coordxet", OURS_STANDS, value)

    def _without_number(self) -> dict[tuple[str, str], list[str]]:
        """The services that stand by themselves and bear no number, by category and commune."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.services.rows.values():
            if not row["finess"] and row["establishment"] is None and row["commune"]:
                found[row["category"], row["commune"]].append(row["slug"])
        return found

    def _tell(
        self, gravity: str, line: int | None, key: str, column: str, reason: str, value: str = ""
    ) -> None:
        file = self.register.file
        self.register.errors.append(RowError(gravity, file, line, key, column, value, reason))


def _register_facts(site: Site, place: Placed) -> Row:
    """What FINESS is the truth of, in the columns of both tables."""
    texts = site.texts
    siret = texts["siret"]
    return {
        "official_name": _official(site),
        "finess_legal": texts["nofinessej"].zfill(9) if texts["nofinessej"] else "",
        "siret": siret if len(siret) == 14 and siret.isdigit() else "",
        "category": texts["categetab"],
        "address": _address(texts),
        "postal_line": texts["ligneacheminement"],
        "commune": place.town.insee,
        "department": place.town.department,
        "territory": place.town.territory,
    }


def _address(texts: dict[str, str]) -> str:
    """The street as the register writes it; a short complement (BIS, B) goes with the number."""
    number, complement = texts["numvoie"].removesuffix(".0"), texts["compvoie"]
    street = [texts["typvoie"], texts["voie"]]
    is_of_number = len(complement) <= LONGEST_OF_NUMBER
    parts = [number, complement, *street] if is_of_number else [number, *street, complement]
    return " ".join(part for part in (*parts, texts["lieuditbp"]) if part)


def _official(site: Site) -> str:
    return site.texts["rslongue"] or site.texts["rs"]


def _degrees(ewkt: str) -> tuple[float, float]:
    lon, lat = ewkt.partition("(")[2].rstrip(")").split()
    return float(lon), float(lat)
