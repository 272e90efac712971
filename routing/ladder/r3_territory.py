"""Rule R3: distances and minutes exist inside one territory only.

Overseas, the coordination platform comes first, then the transfer, then the labels of the same
basin, then the mainland, in order of label and name, without a figure.
"""

from collections.abc import Sequence

from foundations.words import Words
from routing.answer import Instruction, Link, Notice, Reason, Step
from routing.ladder.candidate import Candidate
from routing.ladder.information_line import MRIS
from routing.ladder.labels import GRADES

MAINLAND = frozenset({"metropole", "corse"})

COORDINATION_PLATFORMS = {
    "martinique": "Allo maladies rares (CHU de Martinique)",
    "guadeloupe": "KaruKéRares (Guadeloupe)",
    "guyane": "COMARG (Guyane)",
    "reunion": "RE-MA-RARES (La Réunion et Mayotte)",
    "mayotte": "RE-MA-RARES (La Réunion et Mayotte)",
}
"""The four overseas coordination platforms (plateformes de coordination outre-mer)."""

PLATFORM_SITES = {
    "martinique": Link(Words.alike("allomaladiesrares.com"), "https://www.allomaladiesrares.com"),
    "reunion": Link(Words.alike("remarares.re"), "https://www.remarares.re"),
    "mayotte": Link(Words.alike("remarares.re"), "https://www.remarares.re"),
}
"""Their sites, where a source names one; no source that we read gives a number."""

ELSEWHERE = Words(
    "Dans un autre territoire : nous ne comparons ni les distances ni les temps de trajet.",
    "In another territory: we compare neither distances nor travel times.",
)
NO_POSITION = Words(
    "Sa position n’est pas connue : la distance n’est pas calculée.",
    "Its position is not known: the distance is not computed.",
)
LOCAL_FIRST = Words(
    "Outre-mer, la coordination locale passe avant un centre de métropole.",
    "Overseas, local coordination comes before a centre on the mainland.",
)


def is_overseas(territory: str) -> bool:
    return territory not in MAINLAND


def in_reach(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of other territories, the centres of the basin and of the mainland: nobody is sent overseas
    from the mainland."""
    return [c for c in candidates if c.remoteness == 1 or c.site.territory in MAINLAND]


def coordination_step(territory: str) -> Step | None:
    """Whom to call first overseas; None on the mainland and in Corsica."""
    if not is_overseas(territory):
        return None
    platform = COORDINATION_PLATFORMS.get(territory)
    if platform is None:
        return _step(
            Words(
                "Votre hôpital et votre caisse locale", "Your hospital and your local health fund"
            ),
            Words(
                "Ils vous orientent sur place, avec ou sans diagnostic.",
                "They guide you locally, with or without a diagnosis.",
            ),
            MRIS,
        )
    site = (PLATFORM_SITES[territory],) if territory in PLATFORM_SITES else ()
    return _step(
        Words(
            f"Plateforme de coordination outre-mer : {platform}",
            f"Overseas coordination platform: {platform}",
        ),
        Words(
            "Guichet unique, avec ou sans diagnostic : elle vous oriente sur place. Son numéro ne "
            "nous est pas connu : à défaut, appelez Maladies Rares Info Services.",
            "One place to call, with or without a diagnosis: it guides you locally. We do not know "
            "its number: failing that, call Maladies Rares Info Services.",
        ),
        (*site, *MRIS),
    )


def transfer_step(territory: str, chosen: Sequence[Candidate]) -> Step | None:
    """How one travels to another territory; only overseas, when a step stands elsewhere."""
    if not is_overseas(territory) or all(c.same_territory for c in chosen):
        return None
    organiser = (
        Words("la plateforme ou votre hôpital", "the platform or your hospital")
        if territory in COORDINATION_PLATFORMS
        else Words("votre hôpital", "your hospital")
    )
    return _step(
        Words("Le transfert vers un autre territoire", "Transfer to another territory"),
        Words(
            f"S’il faut consulter ailleurs, {organiser.fr} organise le transfert sanitaire "
            "(EVASAN). Un avis à distance se demande d’abord.",
            f"If you must be seen elsewhere, {organiser.en} arranges the medical transfer "
            "(EVASAN). Ask for a remote opinion first.",
        ),
        (),
    )


def _step(title: Words, text: Words, links: tuple[Link, ...]) -> Step:
    return Step(
        grade=GRADES["coordination_outre_mer"],
        rung="coordination_outre_mer",
        roles=("coordination_outre_mer",),
        access="direct",
        instruction=Instruction(title=title, text=text, links=links),
        reasons=(Reason("R3", LOCAL_FIRST),),
    )


def reason(candidate: Candidate) -> Reason | None:
    """Why a line bears no distance; None when it bears one."""
    if not candidate.same_territory:
        return Reason("R3", ELSEWHERE)
    return Reason("R3", NO_POSITION) if candidate.distance_km is None else None


def other_territory(territory: str, fitting: Sequence[Candidate]) -> Notice | None:
    if not fitting or any(c.same_territory for c in fitting):
        return None
    organiser = (
        Words("la plateforme de coordination", "the coordination platform")
        if territory in COORDINATION_PLATFORMS
        else Words("votre médecin", "your doctor")
    )
    return Notice(
        "other_territory",
        Words(
            "Aucun des centres que nous connaissons n’est dans votre territoire. Nous ne comparons "
            f"pas les distances d’un territoire à l’autre : {organiser.fr} organise l’avis à "
            "distance ou le déplacement.",
            "None of the centres that we know is in your territory. We do not compare distances "
            f"from one territory to another: {organiser.en} arranges the remote opinion or the "
            "journey.",
        ),
    )


def crossing(name: str, means: str) -> Notice | None:
    """`name` is that of the place, `means` how one leaves it when no road does."""
    if not means:
        return None
    return Notice(
        "crossing",
        Words(
            f"{name} se rejoint par une traversée ({means}) : nous donnons la distance, sans temps "
            "de trajet.",
            f"{name} is reached by a crossing ({means}): we give the distance, without a travel "
            "time.",
        ),
    )
