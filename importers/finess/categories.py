"""Which categories of FINESS are taken, and as what.

The codes and their labels are those of FINESS's nomenclature as it is in general use; the files of
the SAE and of GISCO bear out those of hospitals. What a category means for us is our own choice:
services that come by it are to verify. A row is taken when its code is here and its label says so
too: a code alone is never trusted.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from foundations.text import fold
from structures.models import Audience, Category, Service

HOSPITAL = None
"""Taken as an establishment: what centres are housed in."""

CHILD, ADULT, UNKNOWN = Audience.CHILD, Audience.ADULT, Audience.UNKNOWN
CORE, USEFUL, PERIPHERAL = Service.Relevance


@dataclass(frozen=True, slots=True)
class Taken:
    """A category of FINESS; `words`: its label holds one of them, accents and case aside."""

    code: str
    label: str
    words: tuple[str, ...]
    category: Category | None = HOSPITAL
    audience: Audience = UNKNOWN
    relevance: Service.Relevance = USEFUL
    age_min: Decimal | None = None
    age_max: Decimal | None = None

    def says(self, label: str) -> bool:
        """Whether a label is one of this category."""
        folded = fold(label)
        return any(word in folded for word in self.words)


def _child(code: str, label: str, *words: str, relevance: Service.Relevance = USEFUL) -> Taken:
    return Taken(code, label, words, Category.SCHOOLING, CHILD, relevance)


def _adult(code: str, label: str, *words: str) -> Taken:
    return Taken(code, label, words, Category.ACCOMMODATION, ADULT, CORE)


TABLE = (
    Taken("101", "Centre Hospitalier Régional (C.H.R.)", ("hospitalier regional",)),
    Taken("355", "Centre Hospitalier (C.H.)", ("centre hospitalier c h",)),
    Taken("106", "Centre hospitalier, ex Hôpital local", ("hopital local",)),
    Taken("114", "Hôpital des armées", ("armees",)),
    Taken("131", "Centre de Lutte Contre Cancer", ("cancer",)),
    Taken("365", "Etablissement de Soins Pluridisciplinaire", ("pluridisciplinaire",)),
    Taken("128", "Etablissement de Soins Chirurgicaux", ("soins chirurgicaux",)),
    Taken("129", "Etablissement de Soins Médicaux", ("soins medicaux",)),
    Taken(
        "122",
        "Etablissement Soins Obstétriques Chirurgico-Gynécologiques",
        ("obstetrique",),
    ),
    Taken(
        "109",
        "Etablissement de santé privé autorisé en SSR",
        ("autorise en ssr", "autorise en smr", "readaptation"),
        Category.REHABILITATION,
    ),
    Taken(
        "127",
        "Hospitalisation à Domicile",
        ("hospitalisation a domicile",),
        Category.HOSPITAL_AT_HOME,
        relevance=CORE,
    ),
    Taken(
        "354",
        "Service de Soins Infirmiers A Domicile (S.S.I.A.D)",
        ("soins infirmiers a domicile",),
        Category.NURSING_AT_HOME,
        relevance=PERIPHERAL,
    ),
    Taken(
        "190",
        "Centre Action Médico-Sociale Précoce (C.A.M.S.P.)",
        ("action medico sociale precoce", "c a m s p", "camsp"),
        Category.EARLY_CHILDHOOD,
        CHILD,
        CORE,
        Decimal(0),
        Decimal(6),
    ),
    _child(
        "189",
        "Centre Médico-Psycho-Pédagogique (C.M.P.P.)",
        "medico psycho pedagogique",
        "c m p p",
        relevance=CORE,
    ),
    _child(
        "182",
        "Service d'Éducation Spéciale et de Soins à Domicile",
        "education speciale et de soins a domicile",
        "sessad",
        relevance=CORE,
    ),
    _child("183", "Institut Médico-Educatif (I.M.E.)", "medico educatif", relevance=CORE),
    _child("188", "Etablissement pour Enfants ou Adolescents Polyhandicapés", "polyhandicap"),
    _child("192", "Institut d'éducation motrice", "education motrice", "deficient moteur"),
    _child("194", "Institut pour Déficients Visuels", "deficients visuels"),
    _child("195", "Institut pour Déficients Auditifs", "deficients auditifs"),
    _child("196", "Institut d'Education Sensorielle Sourd/Aveugle", "education sensorielle"),
    _adult("255", "Maison d'Accueil Spécialisée (M.A.S.)", "accueil specialise"),
    _adult(
        "437",
        "Foyer d'Accueil Médicalisé pour Adultes Handicapés (F.A.M.)",
        "accueil medicalise pour adultes",
    ),
    _adult(
        "448",
        "Etab.Acc.Médicalisé en tout ou partie personnes handicapées",
        "medicalise en tout ou partie",
    ),
    Taken(
        "249",
        "Centre Rééducation Professionnelle",
        ("reeducation professionnelle", "readaptation professionnelle"),
        Category.VOCATIONAL,
        ADULT,
    ),
)
BY_CODE = {taken.code: taken for taken in TABLE}


def taken_as(code: str, label: str) -> Taken | None:
    """What a row is taken as; None for a category that is left aside.

    Raises ValueError, in French, when the code says one thing and the label another.
    """
    judged = _judged(code, label)
    if isinstance(judged, str):
        raise ValueError(judged)
    return judged


@lru_cache(maxsize=1_000)
def _judged(code: str, label: str) -> Taken | str | None:
    by_code = BY_CODE.get(code)
    if by_code is None:
        known = next((one for one in TABLE if fold(one.label) == fold(label)), None)
        return f"le libellé est celui du code {known.code}" if known else None
    if not by_code.says(label):
        return f"le libellé n'est pas celui de ce code (« {by_code.label} »)"
    return by_code
