"""The centres that a list names, as rows; what cannot be told for sure is left to a person."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.text import slugify

from importers.directory_rows import CENTRE, NETWORK
from importers.feed import Feed
from importers.hospitals.known import Known, Row
from importers.label_orders.reading import Listed, OrderList
from importers.label_orders.references import Hospital, References, Unresolved
from importers.label_orders.words import audience_of, label_of
from importers.nomenclature import PROVENANCE
from importers.places import PLACE, places_of_establishments
from importers.row_errors import CONFLICT, NOTED, REFUSED, RowError
from structures.models import Audience, Centre, Label, Network, Structure

SOURCE = "label_orders"
"""How LoadedRow names these lists."""

CENTRE_COLUMNS = (*CENTRE, *PROVENANCE, "kind", "network", "establishment", *PLACE)
NETWORK_COLUMNS = (*NETWORK, *PROVENANCE, "filiere")
NO_AUDIENCE = Audience.UNKNOWN.value


@dataclass(frozen=True, slots=True)
class Order:
    """What is said of every centre of a list: the order, and from when until when it labels."""

    title: str
    url: str
    label_from: date
    label_until: date | None

    @property
    def vintage(self) -> str:
        """The age of the source, as data/README.md words it."""
        if self.label_from.year >= 2023:
            return "2023+"
        return "2017-2022" if self.label_from.year >= 2017 else "before 2017"


@dataclass(frozen=True, slots=True)
class Named:
    """A row of which everything is known: a label of a network at a hospital."""

    listed: Listed
    network: str
    hospital: Hospital
    label: Label
    audience: str


class Rows:
    """The rows of one list. `errors` says what was left out, and why."""

    def __init__(self, told: OrderList, order: Order, new_networks: bool) -> None:
        self.told, self.order, self.new_networks = told, order, new_networks
        self.errors: list[RowError] = []
        self.references = References()
        self.networks: dict[str, Row] = {}
        self.named = self._once([named for row in told.rows if (named := self._named(row))])

    def feeds(self) -> list[Feed]:
        return [
            Feed(
                title="réseaux nouveaux",
                model=Network,
                key=("slug",),
                columns=NETWORK_COLUMNS,
                rows=self._new_networks,
                path=self.told.file,
                partial=True,
            ),
            Feed(
                title="centres",
                model=Centre,
                key=("slug",),
                columns=CENTRE_COLUMNS,
                rows=self._centres,
                path=self.told.file,
                partial=True,
                kept={"stands_apart": PLACE},
            ),
        ]

    def _named(self, row: Listed) -> Named | None:
        """None for a row that is told to a person instead."""
        texts = row.texts
        column, value = "Type de site", texts["label"]
        try:
            label = _known(label_of(value), "type de label inconnu")
            column, value = "Public", texts.get("audience", "")
            audience = _known(audience_of(value), "public inconnu")
            column, value = "Centre de référence", texts["network"]
            network = self._network(row)
            column, value = "Établissement", _said_of_site(texts)
            hospital = self.references.hospital(
                _number(texts), _names_of_site(texts), texts.get("town", "")
            )
        except Unresolved as error:
            self._refuse(row, column, value, str(error))
            return None
        return Named(row, network, hospital, label, audience)

    def _network(self, row: Listed) -> str:
        name, acronym = row.texts["network"], row.texts.get("acronym", "")
        filiere = self.references.filiere(row.texts.get("filiere", ""))
        network = self.references.network(name, acronym, filiere)
        if network:
            return network.slug
        near = self.references.network_alike(name)
        if not self.new_networks or near or filiere is None or not name:
            why = "réseau inconnu" if filiere or not self.new_networks else "réseau sans filière"
            raise Unresolved(why, near)
        slug = slugify(acronym or name)[:60].strip("-")
        self.networks.setdefault(slug, self._new_network(slug, name, acronym, filiere))
        return slug

    def _new_network(self, slug: str, name: str, acronym: str, filiere: str) -> Row:
        return {
            "slug": slug,
            "name": name[:300],
            "acronym": acronym[:60],
            "filiere_evidence": "sourced",
            "disease_group": "",
            "coverage": Network.Coverage.PARTIAL.value,
            "coverage_note": "",
            "sites_announced": None,
            "generalist": False,
            "url": "",
            "filiere": filiere,
            **self._provenance(),
        }

    def _once(self, named: list[Named]) -> list[Named]:
        """One label for a network at a site for an audience: two that differ are both left out."""
        found: dict[tuple[str, int, str], list[Named]] = defaultdict(list)
        for one in named:
            found[one.network, one.hospital.pk, one.audience].append(one)
        kept = []
        for alike in found.values():
            if len({one.label for one in alike}) == 1:
                kept.append(alike[0])
                continue
            for one in alike:
                self._refuse(
                    one.listed, "Type de site", one.label.label, "deux labels au même site"
                )
        return kept

    def _new_networks(self) -> Iterator[list[Any]]:
        wanted = {one.network for one in self.named}
        for slug, row in self.networks.items():
            if slug in wanted:
                yield [row[column] for column in NETWORK_COLUMNS]

    def _centres(self) -> Iterator[list[Any]]:
        known = Known(Centre, ("network", "establishment", *CENTRE_COLUMNS), ())
        here: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in known.rows.values():
            if row["establishment"]:
                here[row["network"], row["establishment"]].append(row)
        places = {pk: place for pk, place in places_of_establishments().values()}  # noqa: C416
        names = dict(Network.objects.values_list("slug", "name"))
        taken = set(Structure.objects.values_list("slug", flat=True))
        touched = set()
        for one in self.named:
            at = here[one.network, one.hospital.pk]
            found = _same(at, one.audience)
            if found is None and at and one.audience == NO_AUDIENCE:
                value = ", ".join(sorted(centre["slug"] for centre in at))
                self._refuse(one.listed, "Public", value, "plusieurs centres à ce site : lequel ?")
                continue
            told = self._over(found, one) if found else self._new(one, names[one.network], taken)
            touched.add(told["slug"])
            place = dict(zip(PLACE, places[one.hospital.pk], strict=True))
            yield [(told | place)[column] for column in CENTRE_COLUMNS]
        self._tell_absent(known, touched)

    def _tell_absent(self, known: Known, touched: set[str]) -> None:
        networks = {one.network for one in self.named}
        for row in known.rows.values():
            if row["network"] in networks and row["slug"] not in touched:
                reason = "centre connu de ce réseau, absent de la liste : il reste"
                error = RowError(NOTED, self.told.file, None, row["slug"], "centre", "", reason)
                self.errors.append(error)

    def _over(self, row: Row, one: Named) -> Row:
        """What the order is the truth of, over a centre that is known: its label and its dates."""
        if row["label"] not in (one.label.value, Label.LABEL_UNKNOWN.value):
            value = f"{Label(row['label']).label} ici, {one.label.label} dans l'arrêté"
            reason = "le label change : celui de l'arrêté l'emporte"
            self._tell(CONFLICT, one.listed, "Type de site", value, reason)
        told = row | self._label(one) | {"site_confirmed": True}
        if row["audience"] == NO_AUDIENCE:
            told["audience"] = one.audience
        if row["source"] != self.order.title and self.order.title not in row["sources"]:
            told["sources"] = [*row["sources"], self.order.title]
        return told

    def _new(self, one: Named, network: str, taken: set[str]) -> Row:
        slug = f"{one.network}-{one.hospital.slug}"[:98].strip("-")
        if slug in taken:
            slug = f"{slug}-{SUFFIXES[one.audience]}"
        if slug in taken:
            slug = f"{slug}-{one.hospital.finess.lower()}"
        taken.add(slug)
        row: Row = dict.fromkeys(CENTRE_COLUMNS, "")
        return (
            row
            | self._provenance()
            | {
                "slug": slug,
                "name": f"{network} – {one.hospital.name}"[:300],
                "site_confirmed": True,
                "audience": one.audience,
                "age_min": None,
                "age_max": None,
                "sources": [],
                "kind": Structure.Kind.CENTRE.value,
                "network": one.network,
                "establishment": one.hospital.pk,
            }
            | self._label(one)
        )

    def _label(self, one: Named) -> Row:
        return {
            "label": one.label.value,
            "label_from": self.order.label_from,
            "label_until": self.order.label_until,
            "label_order": self.order.title[:200],
            "label_vintage": self.order.vintage,
        }

    def _provenance(self) -> Row:
        return {
            "source": self.order.title,
            "source_url": self.order.url,
            "licence": "",
            "retrieved_on": None,
            "evidence": "sourced",
        }

    def _refuse(self, row: Listed, column: str, value: str, reason: str) -> None:
        self._tell(REFUSED, row, column, value, reason)

    def _tell(self, gravity: str, row: Listed, column: str, value: str, reason: str) -> None:
        key = row.texts["network"] or row.texts.get("acronym", "")
        file = f"{self.told.file} › {row.sheet}" if row.sheet else self.told.file
        self.errors.append(RowError(gravity, file, row.line, key, column, value, reason))


Meaning = TypeVar("Meaning")


def _known(meaning: Meaning | None, reason: str) -> Meaning:
    if meaning is None:
        raise Unresolved(reason)
    return meaning


def _number(texts: dict[str, str]) -> str:
    """The FINESS number of a row, the zeros that a spreadsheet ate restored."""
    finess = texts.get("finess", "").replace(" ", "").upper()
    return finess.zfill(9) if finess else ""


def _names_of_site(texts: dict[str, str]) -> list[str]:
    return [texts[key] for key in ("site", "group") if texts.get(key)]


def _said_of_site(texts: dict[str, str]) -> str:
    return _number(texts) or f"{' / '.join(_names_of_site(texts))}, {texts.get('town', '')}"


SUFFIXES = {
    Audience.CHILD.value: "enfants",
    Audience.ADULT.value: "adultes",
    Audience.BOTH.value: "mixte",
    Audience.UNKNOWN.value: "autre",
}


def _same(at: list[Row], audience: str) -> Row | None:
    """The centre that the list speaks of: of that audience, else the only one if either does not
    say whom it receives."""
    for row in at:
        if row["audience"] == audience:
            return row
    if len(at) == 1 and NO_AUDIENCE in (audience, at[0]["audience"]):
        return at[0]
    return None
