"""Honest answers that are not a list of centres: no diagnosis (R11), out of scope (R10)."""

from routing.answer import DiseaseCard, Instruction, Link, Notice, Orientation, Reason, Rung, Step
from routing.ladder import PAEDIATRICIAN_UNTIL, overseas_steps
from routing.wording import MRIS
from territories.place import Place

PLATFORM_DEPARTMENTS = frozenset({"94", "77"})
"""Departments that the platform's documents name without doubt."""


def without_diagnosis(place: Place, age: float | None) -> Orientation:
    """The ordered card of a person without a diagnosis, from the nearest help to the national."""
    steps = [*overseas_steps(place.territory), _doctor(age), _information_line()]
    if place.department in PLATFORM_DEPARTMENTS:
        steps.append(_platform())
    steps.append(_associations())
    return Orientation(
        status="no_diagnosis",
        place=place,
        age=age,
        ladder=tuple(steps),
        notices=(
            Notice(
                "no_diagnosis",
                "Sans diagnostic, aucun centre ne peut être proposé avec certitude : ces étapes "
                "mènent vers le bon.",
            ),
        ),
    )


def out_of_scope(
    place: Place, disease: DiseaseCard, age: float | None, reason: str, redirect: str
) -> Orientation:
    """A disease that the labelled centres do not treat, and whom to turn to instead."""
    return Orientation(
        status="out_of_scope",
        place=place,
        disease=disease,
        age=age,
        notices=(
            Notice(
                "out_of_scope",
                f"{disease.name}. {reason.rstrip('.')}. Vers qui se tourner : "
                f"{redirect.rstrip('.')}. Demandez à votre médecin de vous y adresser : cette "
                "indication générale est à vérifier avec lui.",
                MRIS,
            ),
        ),
    )


def _step(
    rung: Rung, grade: int, title: str, text: str, reason: str, links: tuple[Link, ...] = ()
) -> Step:
    return Step(
        grade=grade,
        rung=rung,
        roles=(rung,),
        access="direct",
        instruction=Instruction(title=title, text=text, links=links),
        reasons=(Reason("R11", reason),),
    )


def _doctor(age: float | None) -> Step:
    is_child = age is not None and age < PAEDIATRICIAN_UNTIL
    return _step(
        "premier_recours",
        1,
        "Le pédiatre ou le médecin traitant" if is_child else "Votre médecin traitant",
        "Préparez un arbre de la famille, la liste des signes avec leur date, les lettres et les "
        "examens déjà faits. Demandez-lui une lettre pour un avis spécialisé.",
        "Il connaît l’histoire, et les centres reçoivent sur lettre.",
    )


def _information_line() -> Step:
    return _step(
        "national_europe",
        2,
        "Maladies Rares Info Services",
        "Des professionnels écoutent, expliquent et indiquent les équipes proches, même sans "
        "diagnostic.",
        "Service national d’information, ouvert à tous.",
        MRIS,
    )


def _platform() -> Step:
    return _step(
        "reference",
        3,
        "Plateforme ESMARA (Grand Paris Est)",
        "La plateforme d’expertise de votre département connaît les consultations de ses hôpitaux.",
        "Votre département est dans le territoire de la plateforme.",
        (Link("esmaramaladiesrares.fr", "https://esmaramaladiesrares.fr"),),
    )


def _associations() -> Step:
    return _step(
        "national_europe",
        5,
        "Associations de personnes sans diagnostic",
        "L’Alliance maladies rares réunit des associations, dont celles de personnes sans "
        "diagnostic.",
        "D’autres familles ont fait le même chemin.",
        (Link("alliance-maladies-rares.org", "https://www.alliance-maladies-rares.org"),),
    )
