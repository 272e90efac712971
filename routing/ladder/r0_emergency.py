"""Rule R0: an acute disease, or one with an emergency card, opens with what saves a life.

15, 112 and 114 first, then the card, then the expert line. A line whose number is not published
leads to the official page; no number is ever invented.
"""

from collections.abc import Sequence

from foundations.words import Words
from routing.answer import CardLink, DiseaseCard, Instruction, Link, Reason, Step
from routing.ladder.candidate import Candidate
from routing.ladder.labels import GRADES

EMERGENCY_NUMBERS = (
    Link(Words("15 (Samu)", "15 (ambulance)"), "tel:15"),
    Link(Words("112 (Europe)", "112 (Europe)"), "tel:112"),
    Link(
        Words("114 (par SMS, sourds et malentendants)", "114 (by text message, deaf people)"),
        "sms:114",
    ),
)


def is_acute(candidates: Sequence[Candidate]) -> bool:
    """Whether a network that answers keeps a line for urgent opinions."""
    return any(phone.kind == "expert_line" for c in candidates for phone in c.centre.phones)


def emergency_steps(
    disease: DiseaseCard, candidates: Sequence[Candidate], cards: Sequence[CardLink]
) -> list[Step]:
    """The first step of an acute disease or of one with a card; none for the others."""
    acute = is_acute(candidates)
    if not acute and not cards:
        return []
    return [
        Step(
            grade=GRADES["urgence"],
            rung="urgence",
            roles=("urgence",),
            access="direct",
            instruction=Instruction(
                title=Words("Urgence : le 15, le 112 ou le 114", "Emergency: call 15, 112 or 114"),
                text=_instruction(bool(cards)),
                links=(*EMERGENCY_NUMBERS, *_card_links(cards), *_expert_lines(candidates)),
            ),
            reasons=_reasons(disease, acute, cards),
        )
    ]


def _instruction(has_card: bool) -> Words:
    if not has_card:
        return Words(
            "Devant un signe grave, appelez d’abord. Dites le nom de la maladie.",
            "If a serious sign appears, call first. Say the name of the disease.",
        )
    return Words(
        "Devant un signe grave, appelez d’abord. Dites le nom de la maladie et montrez la fiche "
        "d’urgence aux soignants.",
        "If a serious sign appears, call first. Say the name of the disease and show the "
        "emergency sheet to the carers.",
    )


def _card_links(cards: Sequence[CardLink]) -> list[Link]:
    return [Link(Words.alike(card.title), card.url) for card in cards if card.url]


def _expert_lines(candidates: Sequence[Candidate]) -> list[Link]:
    """For doctors: the number, else the page that gives it; each line once."""
    found: dict[str, Link] = {}
    for candidate in candidates:
        for phone in candidate.centre.phones:
            if phone.kind != "expert_line":
                continue
            name = candidate.site.name
            if phone.number:
                found.setdefault(phone.number, Link(_line(name, phone.number), _tel(phone.number)))
            elif page := phone.url or candidate.centre.official_url:
                found.setdefault(page, Link(_line_on_page(name), page))
    return list(found.values())


def _line(site: str, number: str) -> Words:
    return Words(
        f"Avis urgent pour les médecins, {site} : {number}",
        f"Urgent opinion for doctors, {site}: {number}",
    )


def _line_on_page(site: str) -> Words:
    return Words(
        f"Avis urgent pour les médecins, {site} : numéro sur la page officielle",
        f"Urgent opinion for doctors, {site}: number on the official page",
    )


def _tel(number: str) -> str:
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _reasons(disease: DiseaseCard, acute: bool, cards: Sequence[CardLink]) -> tuple[Reason, ...]:
    reasons = []
    if cards:
        concerns = cards[0].concerns or disease.name
        reasons.append(
            Words(
                f"Une fiche d’urgence existe pour « {concerns} ».",
                f"An emergency sheet exists for “{concerns}”.",
            )
        )
    if acute:
        reasons.append(
            Words(
                "Un centre qui répond pour cette maladie tient une ligne d’avis urgent pour les "
                "médecins.",
                "A centre that answers for this disease keeps an urgent line for doctors.",
            )
        )
    return tuple(Reason("R0", words) for words in reasons)
