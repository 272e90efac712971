"""The text that a doctor copies into a referral letter. In French: it is read by French centres.

Pure, and never complete: what only the doctor knows is left between brackets.
"""

from routing.answer import CentreCard, DiseaseCard, Orientation, Situation, Step
from routing.ladder.labels import LABELS

CHILD_UNTIL = 18.0

PURPOSES: dict[Situation, str] = {
    "confirmed": "dont le diagnostic est confirmé : {disease}",
    "suspected": "chez qui ce diagnostic est évoqué : {disease}",
    "relative": "parent d’une personne atteinte de cette maladie : {disease}",
}

TEMPLATE = """\
Objet : demande d’avis, {disease}

Chère consœur, cher confrère,

Je vous adresse {person}{home}, {purpose}.{centre}

Question posée : […]
Signes et dates : […]
Antécédents, histoire familiale : […]
Examens déjà faits (comptes rendus joints) : […]
Traitements en cours, allergies : […]
Délai souhaité et raison : […]

Je vous remercie de votre avis et de me tenir informé des suites.

[Nom, numéro RPPS, téléphone, messagerie sécurisée]
"""


def letter(answer: Orientation) -> str:
    """The letter to the first reference centre of the ladder, else to its first centre; empty when
    there is no disease to write about."""
    if answer.disease is None:
        return ""
    addressee = _addressee(answer.ladder)
    disease = _disease(answer.disease)
    return TEMPLATE.format(
        disease=disease,
        person=_person(answer.age),
        home=_home(answer),
        purpose=PURPOSES[answer.situation].format(disease=disease),
        centre=_centre(addressee) if addressee else "",
    )


def _home(answer: Orientation) -> str:
    """The commune with its department; of several with one postcode, which one is left open."""
    if answer.place is None:
        return ""
    commune = "[…]" if answer.places else answer.place.name
    return f", qui habite {commune} ({answer.place.department})"


def _addressee(ladder: tuple[Step, ...]) -> CentreCard | None:
    centres = [step for step in ladder if step.centre]
    reference = [step for step in centres if "reference" in step.roles]
    chosen = next(iter(reference or centres), None)
    return chosen.centre if chosen else None


def _disease(disease: DiseaseCard) -> str:
    return f"{disease.name} (ORPHA:{disease.orpha})"


def _person(age: float | None) -> str:
    if age is None:
        return "une personne d’âge […]"
    if age < 2:
        months = round(age * 12)
        return f"un enfant de {months} mois" if months else "un nouveau-né"
    return f"{'un enfant' if age < CHILD_UNTIL else 'une personne'} de {int(age)} ans"


def _centre(centre: CentreCard) -> str:
    network = f"(réseau {centre.network.name})"
    if centre.label == "AFFILIATION":
        return f"\nJe m’adresse à votre consultation avancée {network}."
    what_is_sure, _, _ = LABELS[centre.label].fr.partition(" (")
    return f"\nVotre équipe est {what_is_sure} {network}."
