"""What may stand around a person, in the order in which it is shown. Plain data.

A shelf is one category of services; a group is what people read under one title.
"""

from dataclasses import dataclass
from typing import Literal

from foundations.words import Words
from territories.territory import Territory

GROUPS: dict[str, Words] = {
    "emergency": Words("Urgences", "Emergencies"),
    "rights": Words("Droits et coordination", "Rights and coordination"),
    "associations": Words("Associations", "Patient organisations"),
    "care": Words("Soins et soutien", "Care and support"),
    "living": Words("École, travail et lieux de vie", "School, work and places to live"),
    "laboratories": Words("Laboratoires et plateformes", "Laboratories and platforms"),
    "research": Words("Recherche et essais", "Research and trials"),
    "meetings": Words("Réunions d’experts, par vos médecins", "Expert meetings, by your doctors"),
    "training": Words("Éducation, formations et vidéos", "Education, training and videos"),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """`chosen_by`: the area that a service states, or its distance; "disease" keeps only those
    that name the disease. Outside `age_min`, `age_max` (years) nobody looks for such a service, nor
    on the mainland for one that is `overseas`."""

    category: str
    group: str
    name: Words
    chosen_by: Literal["area", "distance", "disease"] = "distance"
    why: Words | None = None
    age_min: float | None = None
    age_max: float | None = None
    overseas: bool = False

    def is_for(self, age: float | None, territory: str) -> bool:
        if self.overseas and territory in {Territory.METROPOLE, Territory.CORSE}:
            return False
        if age is None:
            return True
        is_old_enough = self.age_min is None or age >= self.age_min
        return is_old_enough and (self.age_max is None or age <= self.age_max)


SHELVES = (
    Shelf("emergency", "emergency", Words("Service d’urgence", "Emergency department")),
    Shelf(
        "mdph",
        "rights",
        Words(
            "Maison départementale des personnes handicapées (MDPH)",
            "Departmental disability office (MDPH)",
        ),
        chosen_by="area",
        why=Words(
            "Elle instruit vos demandes de droits.",
            "It handles your claims to rights.",
        ),
    ),
    Shelf(
        "coordination_overseas",
        "rights",
        Words("Coordination maladies rares outre-mer", "Overseas rare-disease coordination"),
        chosen_by="area",
        why=Words(
            "Guichet unique des maladies rares.",
            "The single point of contact for rare diseases.",
        ),
        overseas=True,
    ),
    Shelf(
        "coordination",
        "rights",
        Words("Appui à la coordination (DAC)", "Care coordination support (DAC)"),
        chosen_by="area",
        why=Words(
            "Il aide à organiser un parcours complexe.",
            "It helps to organise complex care.",
        ),
    ),
    Shelf(
        "rare_handicap",
        "rights",
        Words("Handicaps rares", "Rare disabilities"),
        chosen_by="area",
        why=Words(
            "Pour un handicap rare et complexe.",
            "For a rare and complex disability.",
        ),
    ),
    Shelf(
        "department_council",
        "rights",
        Words("Conseil départemental", "Departmental council"),
        chosen_by="area",
    ),
    Shelf(
        "family_information",
        "rights",
        Words("Point info famille", "Family information point"),
    ),
    Shelf("psychology", "care", Words("Soutien psychologique", "Psychological support")),
    Shelf(
        "somatic_care",
        "care",
        Words("Consultation dédiée au handicap", "Clinic for people with disabilities"),
    ),
    Shelf("rehabilitation", "care", Words("Réadaptation (SMR)", "Rehabilitation (SMR)")),
    Shelf(
        "hospital_at_home",
        "care",
        Words("Hospitalisation à domicile (HAD)", "Hospital at home (HAD)"),
    ),
    Shelf("respite", "care", Words("Répit des aidants", "Respite for carers")),
    Shelf("social", "care", Words("Accompagnement social", "Social support")),
    Shelf("child_psychiatry", "care", Words("Pédopsychiatrie", "Child psychiatry"), age_max=17.99),
    Shelf(
        "nursing_at_home",
        "care",
        Words("Soins infirmiers à domicile (SSIAD)", "Nursing at home (SSIAD)"),
    ),
    Shelf("brain_injury", "care", Words("Lésions cérébrales", "Brain injury"), chosen_by="disease"),
    Shelf(
        "elderly_information",
        "care",
        Words("Information des personnes âgées (CLIC)", "Information for older people (CLIC)"),
        age_min=60,
    ),
    Shelf(
        "early_childhood",
        "living",
        Words("Petite enfance (CAMSP, PMI)", "Early childhood (CAMSP, PMI)"),
        age_max=6.99,
    ),
    Shelf(
        "schooling",
        "living",
        Words("Scolarité et soins", "Schooling and care"),
        age_min=3,
        age_max=20,
    ),
    Shelf(
        "school_authority",
        "living",
        Words("Éducation nationale", "School authority"),
        chosen_by="area",
        age_min=3,
        age_max=20,
    ),
    Shelf("vocational", "living", Words("Emploi et formation", "Work and training"), age_min=16),
    Shelf(
        "accommodation",
        "living",
        Words("Hébergement et accompagnement", "Housing and support"),
        age_min=16,
    ),
    Shelf("autism", "living", Words("Autisme", "Autism"), chosen_by="disease"),
    Shelf("laboratory", "laboratories", Words("Laboratoire", "Laboratory"), chosen_by="disease"),
    Shelf("platform", "laboratories", Words("Plateforme", "Platform")),
    Shelf("research_unit", "research", Words("Unité de recherche", "Research unit"), "disease"),
)

KINDS: dict[str, Words] = {
    **{shelf.category: shelf.name for shelf in SHELVES},
    "association": Words("Association", "Patient organisation"),
    "trial": Words("Essai ou étude", "Trial or study"),
    "meeting": Words("Réunion de concertation (RCP)", "Multidisciplinary meeting (RCP)"),
    "training": Words("Formation", "Training"),
    "video": Words("Vidéo", "Video"),
}
"""What each kind of line is called."""
