"""Rule R11: without a diagnosis, an ordered card; suspicion and kinship change the words only.

The card: the doctor with what to prepare, the national line, the platform (overseas: the
coordination platform), the two networks of developmental diseases for developmental signs only,
then the associations.
"""

from foundations.words import Words
from routing.answer import Instruction, Link, Notice, Reason, Rung, Step
from routing.ladder import family_doctor
from routing.ladder.information_line import MRIS
from routing.ladder.labels import GRADES
from routing.ladder.r3_territory import coordination_step

PLATFORM_DEPARTMENTS = frozenset({"94", "77"})
"""Departments that the platform's documents name without doubt."""

NOTICE = Notice(
    "no_diagnosis",
    Words(
        "Sans diagnostic, aucun centre ne peut être proposé avec certitude : ces étapes mènent "
        "vers le bon.",
        "Without a diagnosis, no centre can be suggested with certainty: these steps lead to the "
        "right one.",
    ),
)


def steps(*, territory: str, department: str, age: float | None) -> list[Step]:
    """From the nearest help to the national."""
    platform = _platform(department) or coordination_step(territory)
    return [
        _doctor(age),
        _information_line(),
        *([platform] if platform else []),
        _developmental_signs(),
        _associations(),
    ]


def _step(
    rung: Rung, title: Words, text: Words, reason: Words, links: tuple[Link, ...] = ()
) -> Step:
    return Step(
        grade=GRADES[rung],
        rung=rung,
        roles=(rung,),
        access="direct",
        instruction=Instruction(title=title, text=text, links=links),
        reasons=(Reason("R11", reason),),
    )


def _doctor(age: float | None) -> Step:
    return _step(
        "premier_recours",
        family_doctor.title(age),
        Words(
            "Préparez un arbre de la famille, la liste des signes avec leur date, les lettres et "
            "les examens déjà faits. Demandez une lettre pour un avis spécialisé.",
            "Prepare a family tree, the list of signs with their dates, the letters and tests that "
            "you already have. Ask for a letter for a specialist opinion.",
        ),
        Words(
            "Il connaît l’histoire, et les centres reçoivent sur lettre.",
            "They know the history, and the centres see people referred by letter.",
        ),
    )


def _information_line() -> Step:
    return _step(
        "premier_recours",
        Words.alike("Maladies Rares Info Services"),
        Words(
            "Des professionnels écoutent, expliquent et indiquent les équipes proches, même sans "
            "diagnostic.",
            "Professionals listen, explain and name the teams nearby, even without a diagnosis.",
        ),
        Words(
            "Service national d’information, ouvert à tous.",
            "National information service, open to all.",
        ),
        MRIS,
    )


def _platform(department: str) -> Step | None:
    if department not in PLATFORM_DEPARTMENTS:
        return None
    return _step(
        "proximite",
        Words("Plateforme ESMARA (Grand Paris Est)", "ESMARA platform (eastern Greater Paris)"),
        Words(
            "La plateforme d’expertise de votre département connaît les consultations de ses "
            "hôpitaux.",
            "The expertise platform of your department knows the consultations of its hospitals.",
        ),
        Words(
            "Votre département est dans le territoire de la plateforme.",
            "Your department is in the territory of the platform.",
        ),
        (Link(Words.alike("esmaramaladiesrares.fr"), "https://esmaramaladiesrares.fr"),),
    )


def _developmental_signs() -> Step:
    return _step(
        "national_europe",
        Words(
            "Seulement pour des signes du développement : AnDDI-Rares ou DéfiScience",
            "For developmental signs only: AnDDI-Rares or DéfiScience",
        ),
        Words(
            "Malformations, retard du développement ou épilepsie de l’enfant : votre médecin peut "
            "demander l’avis de leurs centres.",
            "Malformations, developmental delay or epilepsy in a child: your doctor can ask their "
            "centres for an opinion.",
        ),
        Words(
            "Ces deux filières reçoivent aussi des personnes dont le diagnostic n’est pas posé.",
            "These two national networks also see people who have no diagnosis yet.",
        ),
        (
            Link(Words.alike("anddi-rares.org"), "https://anddi-rares.org"),
            Link(Words.alike("defiscience.fr"), "https://defiscience.fr"),
        ),
    )


def _associations() -> Step:
    return _step(
        "national_europe",
        Words(
            "Associations de personnes sans diagnostic", "Associations of people without diagnosis"
        ),
        Words(
            "L’Alliance maladies rares réunit des associations, dont celles de personnes sans "
            "diagnostic.",
            "Alliance maladies rares brings associations together, among them those of people "
            "without a diagnosis.",
        ),
        Words(
            "D’autres familles ont fait le même chemin.",
            "Other families have been through the same.",
        ),
        (
            Link(
                Words.alike("alliance-maladies-rares.org"),
                "https://www.alliance-maladies-rares.org",
            ),
        ),
    )


def notices(situation: str) -> tuple[Notice, ...]:
    """What is said of the whole card: a relative may ask about a risk that has no name yet."""
    return (NOTICE, SITUATIONS[situation]) if situation == "relative" else (NOTICE,)


def situation_notice(situation: str) -> Notice | None:
    """Genetic counselling for relatives and before a sure diagnosis; never another order."""
    return SITUATIONS.get(situation)


SITUATIONS = {
    "relative": Notice(
        "genetic_counselling",
        Words(
            "Pour un parent d’une personne malade, une consultation de génétique explique le "
            "risque et les tests possibles avant toute décision. Le centre ou votre médecin vous y "
            "adresse.",
            "For a relative of a patient, a genetics consultation explains the risk and the "
            "possible tests before any decision. The centre or your doctor refers you.",
        ),
    ),
    "suspected": Notice(
        "suspected",
        Words(
            "Le diagnostic n’est pas confirmé : le centre le confirmera ou l’écartera. Apportez "
            "les lettres, les examens et l’histoire de la famille. Si un test génétique est "
            "proposé, une consultation de génétique vous l’explique avant.",
            "The diagnosis is not confirmed: the centre will confirm it or rule it out. Bring the "
            "letters, the tests and the family history. If a genetic test is offered, a genetics "
            "consultation explains it first.",
        ),
    ),
}
