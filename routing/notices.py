"""Reservations about the whole answer: what is not known, and what to do about it."""

from routing.affiliations import Affiliate
from routing.ages import CHILD_UNTIL, Fit, asks_for_age, fit
from routing.answer import DiseaseCard, Link, NetworkCard, Notice
from routing.candidate import Candidate
from routing.question import Question
from routing.wording import MRIS
from territories.place import Place

FAR_MINUTES = 90.0


def about(
    question: Question,
    place: Place,
    disease: DiseaseCard,
    found: list[Candidate],
    affiliates: list[Affiliate],
) -> tuple[Notice, ...]:
    """Every notice that applies, the most important first."""
    fitting = [c for c in found if fit(c, question.age) is not Fit.UNFIT]
    every = [
        _not_rare(disease, found),
        _no_known_centre(disease, found),
        _other_field(disease, found),
        _other_ages_only(disease, found, fitting),
        _other_territory(place, fitting),
        _partial_networks(disease, fitting),
        _far_in_complete_networks(fitting),
        _crossing(place),
        _affiliates(question, found, affiliates),
        _age_not_given(question, found),
        _genetic_counselling(question),
    ]
    return tuple(notice for notice in every if notice is not None)


def _not_rare(disease: DiseaseCard, found: list[Candidate]) -> Notice | None:
    if found or disease.status != "non_rare":
        return None
    return Notice(
        "not_rare",
        "Orphanet indique que cette maladie n’est pas rare en Europe : les centres maladies rares "
        "ne sont pas faits pour elle. Votre médecin vous adresse au spécialiste qui la suit.",
    )


def _other_field(disease: DiseaseCard, found: list[Candidate]) -> Notice | None:
    """Rule R10: a classification alone puts nothing out of scope, it only says what to check."""
    field = OTHER_FIELDS.get(disease.preferential_parent or 0)
    if found or field is None:
        return None
    return Notice("other_field", field)


OTHER_FIELDS = {
    250908: "Orphanet classe cette maladie parmi les tumeurs rares : vérifiez avec votre médecin "
    "si elle relève d’un réseau de cancérologie, qui n’est pas celui des centres maladies rares.",
    68416: "Orphanet classe cette maladie parmi les infections rares : vérifiez avec votre médecin "
    "si elle relève d’un service de maladies infectieuses.",
}
"""By the head of the classification that Orphanet prefers."""


def _no_known_centre(disease: DiseaseCard, found: list[Candidate]) -> Notice | None:
    if found or disease.status == "non_rare":
        return None
    if disease.filiere:
        return Notice(
            "no_known_centre",
            "Nous ne connaissons pas encore de centre pour cette maladie : cela ne veut pas dire "
            f"qu’il n’y en a pas. La filière {disease.filiere_short} vous oriente vers le bon "
            "centre.",
            _filiere_links(disease),
        )
    return Notice(
        "no_known_centre",
        "Nous ne connaissons pas encore de centre pour cette maladie : cela ne veut pas dire qu’il "
        "n’y en a pas. Maladies Rares Info Services renseigne gratuitement.",
        MRIS,
    )


def _other_ages_only(
    disease: DiseaseCard, found: list[Candidate], fitting: list[Candidate]
) -> Notice | None:
    if not found or fitting:
        return None
    return Notice(
        "other_ages_only",
        "Les centres que nous connaissons pour cette maladie reçoivent d’autres âges. Cela ne veut "
        "pas dire qu’il n’y en a pas : la filière ou Maladies Rares Info Services vous indiquent "
        "le bon.",
        (*_filiere_links(disease), *MRIS),
    )


def _filiere_links(disease: DiseaseCard) -> tuple[Link, ...]:
    return (
        (Link(f"Site de la filière {disease.filiere_short}", disease.filiere_url),)
        if disease.filiere_url
        else ()
    )


def _other_territory(place: Place, found: list[Candidate]) -> Notice | None:
    if not found or any(c.same_territory for c in found):
        return None
    return Notice(
        "other_territory",
        "Aucun des centres que nous connaissons n’est dans votre territoire. Nous ne comparons pas "
        "les distances d’un territoire à l’autre : votre médecin organise l’avis à distance ou le "
        "déplacement.",
    )


def _partial_networks(disease: DiseaseCard, found: list[Candidate]) -> Notice | None:
    """Rule R7: a partial list is never read as a gap."""
    partial = {c.centre.network.slug: c.centre.network for c in found}
    partial = {slug: n for slug, n in partial.items() if n.coverage != "complete"}
    if not partial:
        return None
    known = _known(list(partial.values()))
    if _is_far(found):
        return Notice(
            "partial_network",
            f"Notre liste est incomplète ({known}) et le centre le plus proche que nous "
            "connaissons est loin : un centre plus proche existe sans doute. Demandez-le d’abord "
            "à la filière ou à Maladies Rares Info Services.",
            (*_filiere_links(disease), *MRIS),
        )
    return Notice(
        "partial_network",
        f"Notre liste est incomplète ({known}) : un centre plus proche peut exister.",
        _filiere_links(disease),
    )


def _known(networks: list[NetworkCard]) -> str:
    """ "14 centres connus sur 60 annoncés", for each network by name when there are several."""
    if len(networks) == 1:
        return _count(networks[0])
    return " ; ".join(f"{n.name} : {_count(n)}" for n in sorted(networks, key=lambda n: n.name))


def _count(network: NetworkCard) -> str:
    plural = "s" if network.known > 1 else ""
    announced = f" sur {network.announced} annoncés" if network.announced else ""
    return f"{network.known} centre{plural} connu{plural}{announced}"


def _is_far(found: list[Candidate]) -> bool:
    minutes = [c.minutes for c in found if c.minutes is not None]
    return bool(minutes) and min(minutes) >= FAR_MINUTES


def _far_in_complete_networks(found: list[Candidate]) -> Notice | None:
    """Advice about the way: only where no nearer centre can be missing from the list."""
    if not _is_far(found) or any(c.centre.network.coverage != "complete" for c in found):
        return None
    return Notice(
        "far",
        "Le plus proche parmi les centres que nous connaissons est loin. Votre médecin peut "
        "demander un avis à distance (réunion d’experts, télé-expertise) ; une téléconsultation et "
        "une prescription médicale de transport peuvent être demandées.",
    )


def _crossing(place: Place) -> Notice | None:
    if not place.crossing:
        return None
    return Notice(
        "crossing",
        f"{place.name} se rejoint par une traversée ({place.crossing}) : nous donnons la distance, "
        "sans temps de trajet.",
    )


def _affiliates(
    question: Question, found: list[Candidate], affiliates: list[Affiliate]
) -> Notice | None:
    """Rule R5: never a step, and not offered for young children nor in acute diseases."""
    is_child = question.age is not None and question.age < CHILD_UNTIL
    if not affiliates or is_child or _has_urgent_line(found):
        return None
    first = affiliates[0]
    return Notice(
        "affiliation_to_confirm",
        f"Une consultation plus proche existe peut-être : {first.name} annonce une coopération "
        f"avec {first.parent}, sans préciser pour quelles maladies. Demandez-le au secrétariat du "
        "centre.",
    )


def _has_urgent_line(found: list[Candidate]) -> bool:
    """Whether a network keeps a line for urgent opinions: the mark of an acute disease."""
    return any(phone.kind == "expert_line" for c in found for phone in c.centre.phones)


def _age_not_given(question: Question, found: list[Candidate]) -> Notice | None:
    """Said when the age would not change the columns; else both are shown (rule R9)."""
    if question.age is not None or asks_for_age(found):
        return None
    return Notice(
        "age_not_given",
        "Sans l’âge, nous n’avons pas pu tenir compte des centres réservés aux enfants ou aux "
        "adultes.",
    )


def _genetic_counselling(question: Question) -> Notice | None:
    """Rule R11: suspicion and kinship change the words, never the order."""
    if question.situation == "relative":
        return Notice(
            "genetic_counselling",
            "Pour un parent d’une personne malade, une consultation de génétique explique le "
            "risque et les tests possibles avant toute décision. Le centre ou votre médecin vous "
            "y adresse.",
        )
    if question.situation == "suspected":
        return Notice(
            "suspected",
            "Le diagnostic n’est pas confirmé : le centre le confirmera ou l’écartera. Apportez "
            "les lettres, les examens et l’histoire de la famille.",
        )
    return None
