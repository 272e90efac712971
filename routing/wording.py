"""The sentences of an answer: each line's reasons, in plain French, under the code of its rule."""

from datetime import date

from routing.ages import Fit, fit
from routing.answer import DiseaseCard, Link, Reason, Rung
from routing.candidate import Candidate
from routing.nearness import Nearness, Rank

LABELS = {
    "CRMR_COORD": "centre de référence, coordonnateur du réseau",
    "CRMR_CONST": "centre de référence",
    "CRMR": "centre de référence (rôle à préciser)",
    "CRC": "centre de ressources et de compétences",
    "CCMR": "centre de compétence",
    "LABEL_UNKNOWN": "centre labellisé (niveau à préciser)",
    "AFFILIATION": "consultation affiliée",
}
AUDIENCES = {
    "adult": "Ce centre reçoit les adultes.",
    "child": "Ce centre reçoit les enfants.",
    "both": "Ce centre reçoit les enfants et les adultes.",
}
ROLES = {
    "proximite": "le suivi le plus près de chez vous",
    "reference": "le diagnostic et les décisions de traitement",
    "recours": "les deuxièmes avis et les formes les plus rares",
}
OLD_VINTAGES = {"before 2017": "antérieure à 2017", "2017-2022": "de 2017 à 2022"}

MRIS = (
    Link("01 56 53 81 36", "tel:0156538136"),
    Link("maladiesraresinfo.org", "https://www.maladiesraresinfo.org"),
)
"""Maladies Rares Info Services, the national information line: number as given by handicap.fr."""


def reasons_of(
    candidate: Candidate,
    roles: tuple[Rung, ...],
    disease: DiseaseCard,
    age: float | None,
    today: date,
    nearness: Nearness | None = None,
) -> tuple[Reason, ...]:
    """Every reason for which a centre stands in the ladder, the most useful first."""
    reasons = [
        _of_role(candidate, roles),
        _of_match(candidate, disease),
        _of_nearness(candidate, nearness),
        _of_age(candidate, age),
        _of_vintage(candidate),
        _of_label_end(candidate, today),
        _of_site(candidate),
    ]
    return tuple(reason for reason in reasons if reason is not None)


def label_name(label: str) -> str:
    return LABELS[label]


def said_roles(roles: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """The roles to put into words: nobody seeks a second opinion from the first centre."""
    return tuple(role for role in roles if role != "recours" or "reference" not in roles)


def _of_role(candidate: Candidate, roles: tuple[Rung, ...]) -> Reason | None:
    if not roles:
        return None
    tasks = [ROLES[role] for role in said_roles(roles)]
    listed = tasks[0] if len(tasks) == 1 else f"{', '.join(tasks[:-1])} et {tasks[-1]}"
    name = LABELS[candidate.centre.label].capitalize()
    return Reason("R4", f"{name} : nous le proposons pour {listed}.")


def _of_match(candidate: Candidate, disease: DiseaseCard) -> Reason:
    match, network = candidate.match, candidate.centre.network.name
    if match.level == "exact":
        return Reason("R1", f"Son réseau ({network}) cite cette maladie.")
    if match.level == "ancestor":
        return Reason(
            "R1",
            f"Son réseau ({network}) cite le groupe « {match.name} », "
            f"dont fait partie « {disease.name} ».",
        )
    return Reason("R1", f"Même filière, mais pour d’autres maladies ({network}).")


NEARNESS = {
    Rank.NEAREST: "Le plus proche pour ce rôle",
    Rank.NEAREST_SURE_OF_AGE: "Le plus proche dont nous savons qu’il reçoit cet âge",
    Rank.NEAR_ENOUGH: "Proche, et le mieux placé pour ce rôle",
}


def _of_nearness(candidate: Candidate, nearness: Nearness | None) -> Reason | None:
    if not candidate.same_territory:
        return Reason(
            "R3",
            "Dans un autre territoire : nous ne comparons ni les distances ni les temps de trajet.",
        )
    if candidate.distance_km is None:
        return Reason("R3", "Sa position n’est pas connue : la distance n’est pas calculée.")
    if nearness is None:
        return None
    network = candidate.centre.network
    place = NEARNESS[nearness.rank]
    if nearness.lists_complete:
        return Reason("R6", f"{place} ; la liste de son réseau est complète ({network.known}).")
    known = f"{network.known} connu" + ("s" if network.known > 1 else "")
    announced = f" sur {network.announced} annoncés" if network.announced else ""
    return Reason(
        "R7",
        f"{place} parmi les centres que nous connaissons ({known}{announced} dans ce réseau).",
    )


def _of_age(candidate: Candidate, age: float | None) -> Reason:
    centre = candidate.centre
    bounds = _bounds(centre.age_min, centre.age_max)
    is_unfit = fit(candidate, age) is Fit.UNFIT
    otherwise = " Il n’est pas proposé pour cet âge." if is_unfit else ""
    if bounds:
        return Reason("R2", f"Âges reçus : {bounds}.{otherwise}")
    if is_unfit and centre.audience == "unknown":
        return Reason("R2", "Cet hôpital n’a pas d’urgences pédiatriques." + otherwise)
    if centre.audience == "unknown" or fit(candidate, age) is Fit.UNKNOWN:
        return Reason("R2", "Les âges reçus sont à confirmer : appelez d’abord.")
    return Reason("R2", AUDIENCES[centre.audience] + otherwise)


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"de {_years(low)} à {_years(high)}"
    if low is not None:
        return f"à partir de {_years(low)}"
    return f"jusqu’à {_years(high)}" if high is not None else ""


def _years(age: float) -> str:
    if age < 2 and age != int(age):
        return f"{round(age * 12)} mois"
    return f"{age:g} an" + ("s" if age >= 2 else "")


def _of_vintage(candidate: Candidate) -> Reason | None:
    vintage = OLD_VINTAGES.get(candidate.centre.label_vintage)
    if vintage is None:
        return None
    return Reason("R8", f"La source de ce label est {vintage} : à vérifier auprès du centre.")


def _of_label_end(candidate: Candidate, today: date) -> Reason | None:
    until = candidate.centre.label_until
    if until is None or until >= today:
        return None
    return Reason("R8", f"Ce label était valable jusqu’au {until:%d/%m/%Y}.")


def _of_site(candidate: Candidate) -> Reason | None:
    if candidate.site.precision == "probable":
        rounded = " : la distance est arrondie" if candidate.distance_km is not None else ""
        return Reason("R7", f"Site exact à confirmer{rounded}.")
    if candidate.centre.evidence == "to_verify":
        return Reason("R7", "Une partie de cette fiche est à vérifier.")
    return None
