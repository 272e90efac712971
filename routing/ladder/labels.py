"""Labels and rungs: what each label may fill, and how both are called."""

from foundations.words import Words
from routing.answer import Rung

REFERENCE = frozenset({"CRMR_COORD", "CRMR_CONST", "CRMR"})
COORDINATORS = frozenset({"CRMR_COORD"})

LABEL_ORDER = {
    "CRMR_COORD": 0,
    "CRMR_CONST": 0,
    "CRMR": 1,
    "CRC": 2,
    "CCMR": 3,
    "LABEL_UNKNOWN": 4,
    "AFFILIATION": 5,
}
"""Rule R6; for care, a coordinator and a constitutive centre are equal."""

GRADES: dict[Rung, int] = {
    "urgence": 0,
    "coordination_outre_mer": 1,
    "premier_recours": 1,
    "proximite": 2,
    "reference": 3,
    "recours": 4,
    "national_europe": 5,
}

LABELS = {
    "CRMR_COORD": Words(
        "centre de référence, coordonnateur du réseau",
        "reference centre, coordinator of its network",
    ),
    "CRMR_CONST": Words("centre de référence", "reference centre"),
    "CRMR": Words(
        "centre de référence (rôle à préciser)", "reference centre (role to be specified)"
    ),
    "CRC": Words("centre de ressources et de compétences", "resource and competence centre"),
    "CCMR": Words("centre de compétence", "competence centre"),
    "LABEL_UNKNOWN": Words(
        "centre labellisé (niveau à préciser)", "labelled centre (level to be specified)"
    ),
    "AFFILIATION": Words("consultation avancée", "outreach clinic"),
}
