"""What a planner asks about: the centres of a disease, a network, a filière or a label."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from diseases.models import Filiere
from foundations.problems import Problem
from routing.directory import Directory
from routing.held import Held, HeldNetwork
from structures.models import Network
from structures.models.centre import Label

Kind = Literal["disease", "network", "filiere", "label"]
Completeness = Literal["complete", "reference_sites_complete", "partial"]

REFERENCE_LABELS = frozenset({Label.CRMR_COORD, Label.CRMR_CONST, Label.CRMR})
LABELS = tuple(label for label in Label if label != Label.AFFILIATION)
"""An outreach clinic some days a month is no labelled centre: it is no unit of supply."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The centres in question, and how much of them is known.

    `known` counts centres, not sites; `announced` is what the networks announce together, None as
    soon as one of them announces nothing. `networks` are their slugs.
    """

    kind: Kind
    code: str
    name: str
    centres: tuple[Held, ...]
    networks: tuple[str, ...]
    completeness: Completeness
    known: int
    announced: int | None

    @property
    def is_complete(self) -> bool:
        return self.completeness == "complete"


def subject(directory: Directory, kind: Kind, code: str) -> Subject:
    """Raises Problem (404 `not_found`) for what the directory does not know."""
    return READERS[kind](directory, code)


def _of_disease(directory: Directory, code: str) -> Subject:
    scope = directory.scope(int(code)) if code.isdecimal() and len(code) <= 7 else None
    if scope is None:
        raise unknown("disease", f"Aucune maladie n'a le code ORPHA {code}.")
    networks = [directory.networks[slug] for slug in scope.answering if slug in directory.networks]
    return _gathered("disease", str(scope.card.orpha), scope.card.name, networks)


def _of_network(directory: Directory, code: str) -> Subject:
    network = directory.networks.get(code)
    if network is None:
        raise unknown("network", f"Aucun réseau ne porte le nom « {code} ».")
    return _gathered("network", code, network.card.name, [network])


def _of_filiere(directory: Directory, code: str) -> Subject:
    filiere = Filiere.objects.filter(code=code).first()
    if filiere is None:
        raise unknown("filiere", f"Aucune filière n'a le code « {code} ».")
    networks = [network for network in directory.networks.values() if network.filiere == code]
    return _gathered("filiere", code, f"{filiere.short_name or code} : {filiere.name}", networks)


def _of_label(directory: Directory, code: str) -> Subject:
    if code not in LABELS:
        raise unknown("label", f"« {code} » n'est pas un label : {', '.join(LABELS)}.")
    networks = [*directory.networks.values()]
    return _gathered("label", code, str(Label(code).label), networks, only_label=code)


READERS: dict[Kind, Callable[[Directory, str], Subject]] = {
    "disease": _of_disease,
    "network": _of_network,
    "filiere": _of_filiere,
    "label": _of_label,
}


def unknown(field: str, detail: str) -> Problem:
    return Problem(
        code="not_found", status=404, title="Introuvable", detail=detail, errors={field: [detail]}
    )


def _gathered(
    kind: Kind, code: str, name: str, networks: Iterable[HeldNetwork], only_label: str = ""
) -> Subject:
    networks = sorted(networks, key=lambda network: network.card.slug)
    centres = tuple(
        held
        for network in networks
        for held in network.centres
        if held.centre.label != Label.AFFILIATION and only_label in ("", held.centre.label)
    )
    return Subject(
        kind=kind,
        code=code,
        name=name,
        centres=tuple(sorted(centres, key=lambda held: held.centre.slug)),
        networks=tuple(network.card.slug for network in networks),
        completeness=_completeness(networks, only_label),
        known=len(centres),
        # a network announces its sites without their labels: nothing is announced of one label
        announced=None if only_label else _announced(networks),
    )


def _completeness(networks: Iterable[HeldNetwork], only_label: str) -> Completeness:
    """The least known of the networks decides; one that announces more than is known is partial,
    whatever is said of its list."""
    states = {
        Network.Coverage.PARTIAL
        if network.card.known < (network.card.announced or 0)
        and network.card.coverage == Network.Coverage.COMPLETE
        else network.card.coverage
        for network in networks
    }
    if not states or Network.Coverage.PARTIAL in states:
        return "partial"
    if Network.Coverage.REFERENCE_SITES in states:
        return "complete" if only_label in REFERENCE_LABELS else "reference_sites_complete"
    return "complete"


def _announced(networks: Iterable[HeldNetwork]) -> int | None:
    announced = [network.card.announced for network in networks]
    if not announced or None in announced:
        return None
    return sum(number for number in announced if number is not None)
