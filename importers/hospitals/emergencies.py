"""What the SAE says of emergency departments, as rows: hospitals, their departments, full lists.

An authorisation is not an opening hour, and each row says so. Where a hospital has no position,
that of its commune stands for it, as probable, until GISCO or FINESS gives a better one.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from importers.feed import Feed
from importers.hospitals.columns import EMPTY, ESTABLISHMENT_COLUMNS, SERVICE_COLUMNS
from importers.hospitals.communes import OVERSEAS, Town, Towns
from importers.hospitals.in_use import in_use
from importers.hospitals.known import Known, Row
from importers.hospitals.names import written
from importers.hospitals.sae import Emergency, Site, Survey
from importers.hospitals.slugs import Slugs
from importers.hospitals.sources import (
    BETWEEN,
    FINESS,
    LICENCE,
    MACHINES,
    SAE,
    SAE_URL,
    with_source,
)
from importers.nomenclature import PROVENANCE
from importers.places import PLACE, places_of_establishments
from importers.row_errors import CONFLICT, NOTED, REFUSED, RowError
from structures.models import Audience, Category, CompleteList, Establishment, Service, Structure

MARK = "DREES, SAE"
NO_HOURS = "Une autorisation déclarée à la SAE {year}, pas un horaire d’ouverture."
SEASONAL = " Autorisation saisonnière."


class Emergencies:
    """The rows of one import. `errors` fills while they are made."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.errors: list[RowError] = []
        self.towns = Towns()
        self.slugs = Slugs()
        self.departments: defaultdict[str, list[bool]] = defaultdict(list)
        self.source = f"{MARK} {survey.year}"

    def feeds(self) -> list[Feed]:
        """The tables that the SAE speaks of, parents first."""
        path = self.survey.emergency_file
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
                title="services d'urgences",
                model=Service,
                key=("slug",),
                columns=SERVICE_COLUMNS,
                rows=self._services,
                path=path,
                kept={"stands_apart": PLACE},
            ),
            Feed(
                title="listes complètes",
                model=CompleteList,
                key=("category", "department"),
                columns=("category", "department", *PROVENANCE),
                rows=self._complete_lists,
                path=path,
            ),
        ]

    def _establishments(self) -> Iterator[list[Any]]:
        known = Known(Establishment, ESTABLISHMENT_COLUMNS, MACHINES)
        authorised = {one.finess: one for one in self.survey.emergencies}
        staged = set()
        for finess, emergency in authorised.items():
            row = self._of_emergency(emergency, known)
            if row is not None:
                staged.add(finess)
                yield _listed(row, ESTABLISHMENT_COLUMNS)
        for finess in self.survey.sites.keys() & known.by_finess.keys() - authorised.keys():
            row = known.by_finess[finess]
            if known.is_curated(row) or FINESS in known.sources_of(row["pk"]):
                staged.add(finess)
                flags = {"emergency_general": False, "emergency_paediatric": False}
                yield _listed(row | flags, ESTABLISHMENT_COLUMNS)
        gone = [row for row in known.named_by(SAE) if row["finess"] not in staged]
        held = in_use(Establishment, [row["pk"] for row in gone], SAE)
        for row in gone:
            if row["finess"] in self._refused():
                yield _listed(row, ESTABLISHMENT_COLUMNS)
            elif row["pk"] in held:
                self._tell(NOTED, None, row["finess"], "fi", "", "disparu de la SAE, mais il sert")
                yield _listed(row, ESTABLISHMENT_COLUMNS)

    def _of_emergency(self, emergency: Emergency, known: Known) -> Row | None:
        site = self.survey.sites.get(emergency.finess)
        if site is None:
            reason = "absent du fichier ID"
            self._tell(REFUSED, emergency.line, emergency.finess, "FI", emergency.name, reason)
            return None
        code = site.texts["armt"] or site.texts["cominsee"]
        town = self.towns.coded(code)
        if town is None:
            self._tell(
                REFUSED, site.line, site.finess, "COMINSEE", code, "commune inconnue", in_id=True
            )
            return None
        row = known.by_finess.get(site.finess)
        told = self._row(site, town) if row is None else self._over(row, site, town, known)
        told |= {
            "emergency_general": emergency.general,
            "emergency_paediatric": emergency.paediatric,
        }
        if told["point"] is None and town.point:
            told |= {"point": town.point, "point_precision": Structure.Precision.PROBABLE.value}
        if not emergency.general and not emergency.paediatric:
            self._tell(
                NOTED, emergency.line, site.finess, "AUTGEN", "", "ni adultes ni enfants déclarés"
            )
        self.departments[told["department"]].append(told["point"] is not None)
        return told

    def _row(self, site: Site, town: Town) -> Row:
        texts = site.texts
        name = written(texts["rs"], town.city)
        street = (texts["numvoi"], texts["typvoi"], texts["nomvoi"], texts.get("bp", ""))
        return EMPTY | {
            "finess": site.finess,
            "slug": self.slugs.new(name, town.city, site.finess),
            "name": name,
            "official_name": texts["rs"],
            "finess_legal": texts["fi_ej"],
            "siret": texts["sir"] if len(texts["sir"]) == 14 else "",
            "category": texts["cat"],
            "address": " ".join(part for part in street if part),
            "postal_line": f"{texts['cpo']} {texts['libcom']}".strip(),
            "kind": Structure.Kind.ESTABLISHMENT.value,
            "commune": town.insee,
            "department": town.department,
            "territory": town.territory,
            "point_precision": Structure.Precision.NONE.value,
            "source": f"{self.source} (nom, adresse, commune, urgences autorisées)",
            "source_url": SAE_URL,
            "licence": LICENCE,
            "evidence": "sourced",
        }

    def _over(self, row: Row, site: Site, town: Town, known: Known) -> Row:
        """What was curated, or told by FINESS, stands; the rest is told anew, but for its position
        and for its address on the site."""
        if row["commune"] != town.insee:
            value = f"{row['commune']} ici, {town.insee} dans la SAE"
            reason = "deux communes : celle d'ici reste"
            self._tell(CONFLICT, site.line, site.finess, "COMINSEE", value, reason, in_id=True)
        if known.is_curated(row) or FINESS in known.sources_of(row["pk"]):
            return dict(row)
        fresh = self._row(site, town)
        kept = {"slug": row["slug"]}
        if row["commune"] == town.insee:
            kept |= {column: row[column] for column in ("point", "point_precision")}
            others = row["source"].partition(BETWEEN)[2]
            kept["source"] = BETWEEN.join(part for part in (fresh["source"], others) if part)
        return fresh | kept

    def _services(self) -> Iterator[list[Any]]:
        here = places_of_establishments()
        emergencies = Service.objects.filter(category=Category.EMERGENCY)
        known = Known(Service, SERVICE_COLUMNS, MACHINES)
        rows = defaultdict(list)
        for pk in emergencies.values_list("pk", flat=True):
            rows[known.rows[pk]["establishment"]].append(known.rows[pk])
        names = dict(Establishment.objects.values_list("finess", "name"))
        slugs = dict(Establishment.objects.values_list("finess", "slug"))
        for emergency in self.survey.emergencies:
            if emergency.finess not in here:
                continue
            establishment, place = here[emergency.finess]
            found = rows[establishment]
            if len(found) > 1:
                reason = "plusieurs services d'urgences ici pour un dans la SAE : laissés"
                line, count = emergency.line, str(len(found))
                self._tell(CONFLICT, line, emergency.finess, "FI", count, reason)
                continue
            told = self._service(emergency, str(names[emergency.finess]), slugs[emergency.finess])
            if found and known.is_curated(found[0]):
                told = found[0] | {
                    column: told[column] for column in ("paediatric_emergency", "audience")
                }
            elif found:
                told["slug"] = found[0]["slug"]
            else:
                told["slug"] = self.slugs.free(told["slug"], emergency.finess)
            told |= dict(zip(PLACE, place, strict=True)) | {"establishment": establishment}
            yield _listed(told, SERVICE_COLUMNS)

    def _service(self, emergency: Emergency, name: str, slug: str) -> Row:
        note = NO_HOURS.format(year=emergency.year) + (SEASONAL if emergency.seasonal else "")
        return EMPTY | {
            "slug": f"urgences-{slug}",
            "name": f"Urgences – {name}",
            "source_name": emergency.name,
            "category": Category.EMERGENCY.value,
            "kind": Structure.Kind.EMERGENCY.value,
            "relevance": Service.Relevance.CORE.value,
            "audience": _audience(emergency),
            "paediatric_emergency": emergency.paediatric,
            "note": note,
            "source": with_source("", MARK, f"{self.source} (urgences autorisées)"),
            "source_url": SAE_URL,
            "licence": LICENCE,
            "evidence": "sourced",
        }

    def _refused(self) -> set[str]:
        """The numbers of the lines that were refused: what was loaded of them stays as it is."""
        return {error.key for error in self.errors if error.gravity == REFUSED}

    def _complete_lists(self) -> Iterator[list[Any]]:
        """The departments of which every authorised emergency department is here and placed."""
        refused = {
            self.survey.sites[error.key].texts["dep"]
            for error in self.errors
            if error.gravity == REFUSED and error.key in self.survey.sites
        }
        source = f"{self.source} (tous les services d’urgences autorisés)"
        if any(e.gravity == REFUSED and e.key not in self.survey.sites for e in self.errors):
            return  # of no known department: no list can be said complete
        for department, placed in sorted(self.departments.items()):
            if all(placed) and not refused & {department, *_letters(department)}:
                yield [
                    Category.EMERGENCY.value,
                    department,
                    source,
                    SAE_URL,
                    LICENCE,
                    None,
                    "sourced",
                ]

    def _tell(
        self,
        gravity: str,
        line: int | None,
        key: str,
        column: str,
        value: str,
        reason: str,
        in_id: bool = False,
    ) -> None:
        file = self.survey.id_file if in_id else self.survey.emergency_file
        self.errors.append(RowError(gravity, file, line, key, column, value, reason))


def _audience(emergency: Emergency) -> str:
    """Children are received where it is authorised; that adults alone are elsewhere is not said."""
    if not emergency.paediatric:
        return Audience.UNKNOWN.value
    return (Audience.BOTH if emergency.general else Audience.CHILD).value


def _letters(department: str) -> tuple[str, ...]:
    return tuple(letters for letters, code in OVERSEAS.items() if code == department)


def _listed(row: Row, columns: tuple[str, ...]) -> list[Any]:
    return [row[column] for column in columns]
