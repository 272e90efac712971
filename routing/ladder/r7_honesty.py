"""Rule R7: what may be said of how near a centre is, when the list of its network is partial.

"The nearest" is said of a complete list alone; of a partial one, "the nearest among those that we
know", with how many were announced. A partial list is never read as a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from foundations.words import Words
from routing.answer import DiseaseCard, Link, NetworkCard, Notice, Reason
from routing.ladder.candidate import Candidate
from routing.ladder.information_line import MRIS
from routing.ladder.r2_age import Fit, fit

FAR_MINUTES = 90.0
"""From here on the nearest is said to be far, with the ways to be helped without travelling."""

FAR_KM = 100.0
"""The same where no minutes are estimated: islands without a bridge."""

FROM_AFAR = Words(
    "Votre médecin peut demander un avis à distance (réunion d’experts, télé-expertise).",
    "Your doctor can ask for a remote opinion (meeting of experts, tele-expertise).",
)


class Rank(Enum):
    """How a chosen centre stands among those that could fill the same role."""

    NEAREST = "nobody is nearer"
    NEAREST_SURE_OF_AGE = "those nearer may not take this age"
    NEAREST_THAT_NAMES_IT = "those nearer answer through a group only"
    NEAREST_SURE_OF_BOTH = "those nearer may not take this age, or answer through a group only"
    NEAR_ENOUGH = "those nearer are a few minutes nearer, or much less sure"


@dataclass(frozen=True, slots=True)
class Nearness:
    """`lists_complete`: every network that answers is wholly known, and so is the position of each
    rival in the territory, so "the nearest" is true."""

    rank: Rank
    lists_complete: bool


NEARNESS = {
    Rank.NEAREST: Words("Le plus proche pour ce rôle", "The nearest for this role"),
    Rank.NEAREST_SURE_OF_AGE: Words(
        "Le plus proche dont nous savons qu’il reçoit cet âge",
        "The nearest that we know sees this age",
    ),
    Rank.NEAREST_THAT_NAMES_IT: Words(
        "Le plus proche dont le réseau cite cette maladie",
        "The nearest whose network names this disease",
    ),
    Rank.NEAREST_SURE_OF_BOTH: Words(
        "Le plus proche dont le réseau cite cette maladie et dont nous savons qu’il reçoit cet âge",
        "The nearest whose network names this disease and that we know sees this age",
    ),
    Rank.NEAR_ENOUGH: Words(
        "Proche, et le mieux placé pour ce rôle", "Near, and best placed for this role"
    ),
}


def nearness_of(chosen: Candidate, rivals: Sequence[Candidate], age: float | None) -> Nearness:
    """`rivals` are the centres that could fill the role and take the age, the chosen included."""
    complete = all(c.centre.network.coverage == "complete" for c in rivals)
    placed = all(c.distance_km is not None for c in rivals if c.same_territory)
    return Nearness(_rank(chosen, rivals, age), complete and placed)


def _rank(chosen: Candidate, rivals: Sequence[Candidate], age: float | None) -> Rank:
    nearer = [c for c in rivals if _is_nearer(c, chosen)]
    if not nearer:
        return Rank.NEAREST
    names_it, is_sure = chosen.match.level == "exact", fit(chosen, age) is Fit.KNOWN
    if names_it and all(c.match.level != "exact" for c in nearer):
        return Rank.NEAREST_THAT_NAMES_IT
    if is_sure and all(fit(c, age) is Fit.UNKNOWN for c in nearer):
        return Rank.NEAREST_SURE_OF_AGE
    rivals_in_both = [c for c in nearer if c.match.level == "exact" and fit(c, age) is Fit.KNOWN]
    if names_it and is_sure and not rivals_in_both:
        return Rank.NEAREST_SURE_OF_BOTH
    return Rank.NEAR_ENOUGH


def _is_nearer(one: Candidate, other: Candidate) -> bool:
    if one.distance_km is None or other.distance_km is None:
        return False
    return one.distance_km < other.distance_km


def reason(candidate: Candidate, nearness: Nearness | None) -> Reason | None:
    """How near a chosen centre is among the others; None for an alternative, or without a figure.

    Its code is R6 when the list is complete (the order alone decided), R7 when it is not.
    """
    if nearness is None or candidate.distance_km is None:
        return None
    network, place = candidate.centre.network, NEARNESS[nearness.rank]
    if nearness.lists_complete:
        return Reason(
            "R6",
            Words(
                f"{place.fr} ; la liste de son réseau est complète ({network.known}).",
                f"{place.en}; the list of its network is complete ({network.known}).",
            ),
        )
    plural = "s" if network.known > 1 else ""
    announced_fr = f" sur {network.announced} annoncés" if network.announced else ""
    announced_en = f" of {network.announced} announced" if network.announced else ""
    return Reason(
        "R7",
        Words(
            f"{place.fr} parmi les centres que nous connaissons ({network.known} connu{plural}"
            f"{announced_fr} dans ce réseau).",
            f"{place.en} among the centres that we know ({network.known} known{announced_en} in "
            "this network).",
        ),
    )


def reason_of_site(candidate: Candidate) -> Reason | None:
    """What is not sure of the site or of the row."""
    if candidate.site.precision == "probable":
        rounded = candidate.distance_km is not None
        return Reason(
            "R7",
            Words(
                f"Site exact à confirmer{' : la distance est arrondie' if rounded else ''}.",
                f"Exact site to be confirmed{': the distance is rounded' if rounded else ''}.",
            ),
        )
    if candidate.centre.evidence == "to_verify":
        return Reason(
            "R7",
            Words(
                "Une partie de cette fiche est à vérifier.", "Part of this entry is to be checked."
            ),
        )
    return None


def no_known_centre(disease: DiseaseCard, candidates: Sequence[Candidate]) -> Notice | None:
    if candidates or disease.status == "non_rare":
        return None
    nothing = Words(
        "Nous ne connaissons pas encore de centre pour cette maladie : cela ne veut pas dire qu’il "
        "n’y en a pas.",
        "We do not know a centre for this disease yet: that does not mean that there is none.",
    )
    if disease.filiere:
        return Notice(
            "no_known_centre",
            Words(
                f"{nothing.fr} La filière {disease.filiere_short} vous oriente vers le bon centre.",
                f"{nothing.en} The national network (filière) {disease.filiere_short} guides you "
                "to the right one.",
            ),
            filiere_links(disease),
        )
    return Notice(
        "no_known_centre",
        Words(
            f"{nothing.fr} Maladies Rares Info Services renseigne gratuitement.",
            f"{nothing.en} Maladies Rares Info Services informs you free of charge.",
        ),
        MRIS,
    )


def other_ages_only(
    disease: DiseaseCard, candidates: Sequence[Candidate], fitting: Sequence[Candidate]
) -> Notice | None:
    if not candidates or fitting:
        return None
    return Notice(
        "other_ages_only",
        Words(
            "Les centres que nous connaissons pour cette maladie reçoivent d’autres âges. Cela ne "
            "veut pas dire qu’il n’y en a pas : la filière ou Maladies Rares Info Services vous "
            "indiquent le bon.",
            "The centres that we know for this disease see other ages. That does not mean that "
            "there is none: the national network (filière) or Maladies Rares Info Services tell "
            "you the right one.",
        ),
        (*filiere_links(disease), *MRIS),
    )


def partial_networks(disease: DiseaseCard, fitting: Sequence[Candidate]) -> Notice | None:
    partial = {c.centre.network.slug: c.centre.network for c in fitting}
    networks = [n for n in partial.values() if n.coverage != "complete"]
    if not networks:
        return None
    known = _known(sorted(networks, key=lambda n: n.name))
    if _is_far(fitting):
        return Notice(
            "partial_network",
            Words(
                f"Notre liste est incomplète ({known.fr}) et le centre le plus proche que nous "
                "connaissons est loin : un centre plus proche peut exister. Demandez-le d’abord "
                "à la filière ou à Maladies Rares Info Services. "
                f"{FROM_AFAR.fr}",
                f"Our list is incomplete ({known.en}) and the nearest centre that we know is far: "
                "a nearer centre may exist. First ask the national network (filière) or Maladies "
                f"Rares Info Services. {FROM_AFAR.en}",
            ),
            (*filiere_links(disease), *MRIS),
        )
    return Notice(
        "partial_network",
        Words(
            f"Notre liste est incomplète ({known.fr}) : un centre plus proche peut exister.",
            f"Our list is incomplete ({known.en}): a nearer centre may exist.",
        ),
        filiere_links(disease),
    )


def far_in_complete_networks(fitting: Sequence[Candidate]) -> Notice | None:
    """Nothing within reach, and nothing nearer can be missing: how to be helped from afar."""
    if not _is_far(fitting) or any(c.centre.network.coverage != "complete" for c in fitting):
        return None
    return Notice(
        "far",
        Words(
            f"Le plus proche parmi les centres que nous connaissons est loin. {FROM_AFAR.fr} "
            "Demandez-lui aussi une téléconsultation et une prescription médicale de transport.",
            f"The nearest among the centres that we know is far. {FROM_AFAR.en} Also ask for a "
            "teleconsultation and a medical transport prescription.",
        ),
    )


def filiere_links(disease: DiseaseCard) -> tuple[Link, ...]:
    if not disease.filiere_url:
        return ()
    name = disease.filiere_short
    return (
        Link(Words(f"Site de la filière {name}", f"Site of filière {name}"), disease.filiere_url),
    )


def _known(networks: list[NetworkCard]) -> Words:
    """ "14 centres connus sur 60 annoncés", for each network by name when there are several."""
    if len(networks) == 1:
        return _count(networks[0])
    counts = [(network.name, _count(network)) for network in networks]
    return Words(
        " ; ".join(f"{name} : {count.fr}" for name, count in counts),
        "; ".join(f"{name}: {count.en}" for name, count in counts),
    )


def _count(network: NetworkCard) -> Words:
    plural = "s" if network.known > 1 else ""
    announced_fr = f" sur {network.announced} annoncés" if network.announced else ""
    announced_en = f" of {network.announced} announced" if network.announced else ""
    return Words(
        f"{network.known} centre{plural} connu{plural}{announced_fr}",
        f"{network.known} known centre{plural}{announced_en}",
    )


def _is_far(fitting: Sequence[Candidate]) -> bool:
    minutes = [c.minutes for c in fitting if c.minutes is not None]
    if minutes:
        return min(minutes) >= FAR_MINUTES
    kilometres = [c.distance_km for c in fitting if c.distance_km is not None]
    return bool(kilometres) and min(kilometres) >= FAR_KM
