"""What the emergency step offers, by kind: cards to show, lines for doctors. Pure."""

from dataclasses import dataclass

from routing.answer import CardLink, Documents, Link, Step
from routing.ladder.r0_emergency import EMERGENCY_NUMBERS


@dataclass(frozen=True, slots=True)
class Emergency:
    """Beside 15, 112 and 114, which are the same for everyone."""

    cards: tuple[CardLink, ...]
    lines: tuple[Link, ...]


def emergency_of(step: Step, documents: Documents) -> Emergency:
    """The links of an emergency step without the public numbers, and the cards of the disease."""
    cards = documents.emergency_cards
    said_apart = {link.url for link in EMERGENCY_NUMBERS} | {card.url for card in cards}
    links = step.instruction.links if step.instruction else ()
    return Emergency(cards, tuple(link for link in links if link.url not in said_apart))
