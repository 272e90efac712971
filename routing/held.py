"""Centres, networks and hosts as the engine holds them: plain values, no question in them."""

from dataclasses import dataclass

from routing.answer import CentreCard, NetworkCard, SiteCard


@dataclass(frozen=True, slots=True)
class Held:
    """A published centre; its match and its distance come with a question."""

    pk: int
    centre: CentreCard
    site: SiteCard
    crossing: str
    density: float | None
    emergency_general: bool | None
    emergency_paediatric: bool | None
    establishment: int | None


@dataclass(frozen=True, slots=True)
class HeldNetwork:
    card: NetworkCard
    filiere: str
    generalist: bool
    centres: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Host:
    """A hospital that announces a cooperation with the hospital of a centre (rule R5)."""

    pk: int
    name: str
    territory: str
    parent: int
    networks: frozenset[str]
    point: tuple[float, float] | None
