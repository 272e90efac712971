"""Islands of comparability: distances and minutes are compared inside one territory only."""

from django.db.models import TextChoices


class Territory(TextChoices):
    METROPOLE = "metropole", "France métropolitaine"
    CORSE = "corse", "Corse"
    MARTINIQUE = "martinique", "Martinique"
    GUADELOUPE = "guadeloupe", "Guadeloupe"
    GUYANE = "guyane", "Guyane"
    REUNION = "reunion", "La Réunion"
    MAYOTTE = "mayotte", "Mayotte"
    SAINT_PIERRE_ET_MIQUELON = "saint_pierre_et_miquelon", "Saint-Pierre-et-Miquelon"
    SAINT_BARTHELEMY = "saint_barthelemy", "Saint-Barthélemy"
    SAINT_MARTIN = "saint_martin", "Saint-Martin"
    WALLIS_ET_FUTUNA = "wallis_et_futuna", "Wallis-et-Futuna"
    POLYNESIE_FRANCAISE = "polynesie_francaise", "Polynésie française"
    NOUVELLE_CALEDONIE = "nouvelle_caledonie", "Nouvelle-Calédonie"
    TERRES_AUSTRALES = "terres_australes", "Terres australes et antarctiques françaises"
    CLIPPERTON = "clipperton", "Clipperton"


TIME_ZONES: dict[Territory, str] = {
    Territory.METROPOLE: "Europe/Paris",
    Territory.CORSE: "Europe/Paris",
    Territory.MARTINIQUE: "America/Martinique",
    Territory.GUADELOUPE: "America/Guadeloupe",
    Territory.GUYANE: "America/Cayenne",
    Territory.REUNION: "Indian/Reunion",
    Territory.MAYOTTE: "Indian/Mayotte",
    Territory.SAINT_PIERRE_ET_MIQUELON: "America/Miquelon",
    Territory.SAINT_BARTHELEMY: "America/St_Barthelemy",
    Territory.SAINT_MARTIN: "America/Marigot",
    Territory.WALLIS_ET_FUTUNA: "Pacific/Wallis",
    Territory.POLYNESIE_FRANCAISE: "Pacific/Tahiti",
    Territory.NOUVELLE_CALEDONIE: "Pacific/Noumea",
    Territory.TERRES_AUSTRALES: "Indian/Kerguelen",
    Territory.CLIPPERTON: "Etc/GMT+8",
}
"""The clock of each (IANA). The Marquesas and the Gambier, half an hour and an hour ahead of
Tahiti, are read at Tahiti's."""


OUTSIDE_THE_MAINLAND: dict[str, Territory] = {
    "2A": Territory.CORSE,
    "2B": Territory.CORSE,
    "971": Territory.GUADELOUPE,
    "972": Territory.MARTINIQUE,
    "973": Territory.GUYANE,
    "974": Territory.REUNION,
    "975": Territory.SAINT_PIERRE_ET_MIQUELON,
    "976": Territory.MAYOTTE,
    "977": Territory.SAINT_BARTHELEMY,
    "978": Territory.SAINT_MARTIN,
    "984": Territory.TERRES_AUSTRALES,
    "986": Territory.WALLIS_ET_FUTUNA,
    "987": Territory.POLYNESIE_FRANCAISE,
    "988": Territory.NOUVELLE_CALEDONIE,
    "989": Territory.CLIPPERTON,
}


def territory_of_department(code: str) -> Territory:
    """The territory of a department or collectivity ("94", "2A", "972", "988").

    Raises ValueError for what is not such a code: a territory is never guessed.
    """
    if territory := OUTSIDE_THE_MAINLAND.get(code):
        return territory
    if len(code) == 2 and code.isdigit() and code != "20" and "01" <= code <= "95":
        return Territory.METROPOLE
    raise ValueError(f"not a department: {code!r}")


def department_of_commune(insee: str) -> str:
    """The department or collectivity that an INSEE code begins with: "97209" -> "972"."""
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]
