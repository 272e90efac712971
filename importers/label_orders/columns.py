"""The columns of such a list, under the headings that orders, filières and secretaries give them.

Only what is here is read. The people whom orders name (who is responsible for a centre, whom to
write to) are in other columns, and never leave the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from foundations.text import fold
from importers.spreadsheets.table import Column, Table

NETWORK, LABEL, SITE = "network", "label", "site"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: `title` in our template, `names` under which it is found, folded, the best first;
    `help` says what one writes in it."""

    key: str
    title: str
    names: tuple[str, ...]
    help: str


HEADINGS = (
    Heading(
        "filiere",
        "Filière",
        ("filiere", "filiere de sante", "fsmr", "filiere de sante maladies rares"),
        "Son nom court : FILNEMUS, BRAIN-TEAM…",
    ),
    Heading(
        NETWORK,
        "Centre de référence (réseau)",
        (
            "centre de reference reseau",
            "reseau",
            "intitule du crmr",
            "intitule du centre de reference",
            "intitule du centre",
            "intitule",
            "nom du centre de reference",
            "nom du crmr",
            "denomination du centre",
            "denomination",
            "crmr",
            "centre de reference",
            "centre de reference maladies rares",
            "centre",
        ),
        "Le nom que l’arrêté donne au centre de référence, ou celui du réseau dans le répertoire.",
    ),
    Heading(
        "acronym",
        "Sigle",
        ("sigle", "acronyme", "nom court", "acronyme du reseau"),
        "Le sigle du réseau, s’il en a un : CERENEF, M3C…",
    ),
    Heading(
        LABEL,
        "Type de site",
        (
            "type de site",
            "type de centre",
            "type",
            "statut",
            "statut du site",
            "label",
            "niveau",
            "role",
            "nature du site",
            "categorie",
        ),
        "coordonnateur, constitutif, compétence, ou ressources et compétences (CRC).",
    ),
    Heading(
        "finess",
        "FINESS",
        ("finess", "finess et", "n finess", "numero finess", "finess geographique", "code finess"),
        "Le numéro géographique du site (9 signes). Avec lui, le nom et la ville sont inutiles.",
    ),
    Heading(
        SITE,
        "Site",
        ("site", "hopital", "site hospitalier", "nom du site", "site d implantation"),
        "Le nom de l’hôpital.",
    ),
    Heading(
        "group",
        "Établissement",
        (
            "etablissement",
            "etablissement de sante",
            "etablissement de rattachement",
            "nom de l etablissement",
            "chu",
            "structure",
        ),
        "L’établissement, quand il n’y a pas de colonne « Site ».",
    ),
    Heading(
        "town",
        "Ville",
        ("ville", "commune", "localite", "ville du site"),
        "La commune du site, nécessaire sans FINESS.",
    ),
    Heading(
        "audience",
        "Public",
        ("public", "population", "age", "adulte enfant", "adultes enfants", "patients"),
        "adultes, enfants, ou les deux ; vide si ce n’est pas dit.",
    ),
)
BY_NAME = {name: heading for heading in HEADINGS for name in heading.names}
KNOWN = frozenset(BY_NAME)
NEEDED = (NETWORK, LABEL)


def columns_of(table: Table) -> dict[str, Column]:
    """The column that bears each of our headings; of several, the one of the best name.

    « Site / Hôpital » counts as both of its parts.
    """
    found: dict[str, tuple[int, Column]] = {}
    for column in table.columns:
        for name in _names(column.heading):
            heading = BY_NAME.get(name)
            if heading is None:
                continue
            rank = heading.names.index(name)
            if heading.key not in found or rank < found[heading.key][0]:
                found[heading.key] = (rank, column)
    return {key: column for key, (_rank, column) in found.items()}


def left(table: Table, taken: Iterable[Column]) -> list[str]:
    """The headings of the columns that are not read."""
    read = {column.index for column in taken}
    return [column.title for column in table.columns if column.index not in read]


def _names(heading: str) -> Iterable[str]:
    yield fold(heading)
    for part in heading.replace("(", "/").replace(")", "/").split("/"):
        if part.strip():
            yield fold(part)
