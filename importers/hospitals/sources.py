"""The registers, as rows and reports name them."""

from datetime import date

SAE, GISCO, FINESS = "sae", "gisco", "finess"
MACHINES = (SAE, GISCO, FINESS)
"""Sources that are copied as they come; every other one was written or checked by somebody."""

LICENCE = "Licence Ouverte 2.0"
SAE_URL = "https://www.sae-diffusion.sante.gouv.fr/sae-diffusion/accueil.htm"
FINESS_URL = "https://www.data.gouv.fr/fr/datasets/finess-extraction-du-fichier-des-etablissements/"
GISCO_URL = "https://ec.europa.eu/eurostat/web/gisco/geodata/reference-data/healthcare-services"
BETWEEN = " ; "
"""Between two sources of one row."""

MONTH_NAMES = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
MONTHS = MONTH_NAMES.split()


def day(on: date) -> str:
    """A date in French: 6 mars 2020."""
    return f"{on.day}{'er' if on.day == 1 else ''} {MONTHS[on.month - 1]} {on.year}"


def with_source(sources: str, mark: str, own: str) -> str:
    """The sources of a row with `own` among them, in place of what began with `mark` before."""
    others = [one for one in sources.split(BETWEEN) if one and not one.startswith(mark)]
    return BETWEEN.join([*others, own])
