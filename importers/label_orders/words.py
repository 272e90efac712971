"""What the words of an order mean: kinds of label, who is received, names of networks and sites."""

import re

from foundations.text import fold
from structures.models import Audience, Label

CENTRE = re.compile(
    r"^(?:centres? (?:national |nationaux )?(?:constitutif |coordonnateur )?(?:de )?"
    r"(?:reference|competences?)(?: maladies rares)?|crmr|reseau)"
    r"(?: (?:national|coordonnateur|constitutif|maladies rares))*"
    r"(?: (?:pour|sur|de la|de l|des|du|de|d|les|la|le))*\b"
)
"""How the name of a network begins in an order, before what it is about."""

HOSPITAL_WORDS = {
    "ch": "centre hospitalier",
    "chu": "centre hospitalier universitaire",
    "chr": "centre hospitalier regional",
    "chru": "centre hospitalier regional universitaire",
    "chi": "centre hospitalier intercommunal",
    "gh": "groupe hospitalier",
    "ghu": "groupe hospitalier universitaire",
    "hop": "hopital",
    "hu": "hopitaux universitaires",
    "st": "saint",
    "ste": "sainte",
}
EMPTY_TEXT = "a ap aphp au aux d de des du en et hp hcl l la le les site"
EMPTY_WORDS = frozenset(EMPTY_TEXT.split())
"""Words that tell no hospital from another: small ones, and groups, written or not."""


def label_of(text: str) -> Label | None:
    """The kind of label that the words of an order name; None when they name none for sure."""
    folded = f" {fold(text)} "
    if " crc " in folded or "ressources et de competence" in folded:
        return Label.CRC
    if "competence" in folded or " ccmr " in folded or " cc " in folded:
        return None if "reference" in folded.replace("centre de competence", "") else Label.CCMR
    if "coordonnateur" in folded or "coordinateur" in folded or " coord " in folded:
        return Label.CRMR_COORD
    if "constitutif" in folded or " const " in folded:
        return Label.CRMR_CONST
    if "reference" in folded or " crmr " in folded:
        return Label.CRMR
    return None


def audience_of(text: str) -> str | None:
    """Who is received; UNKNOWN for an empty text, None for words that say no such thing."""
    folded = fold(text)
    if not folded:
        return Audience.UNKNOWN.value
    adults = "adulte" in folded
    children = any(word in folded for word in ("enfant", "pediatr"))
    if (adults and children) or folded in ("mixte", "les deux", "tous", "tous ages", "tout age"):
        return Audience.BOTH.value
    if adults or children:
        return (Audience.ADULT if adults else Audience.CHILD).value
    return None


def about(name: str) -> str:
    """What a network is about, folded, to compare names: "Centre de référence des
    neurofibromatoses" and "Neurofibromatoses" are one."""
    folded = fold(name)
    return CENTRE.sub("", folded).strip() or folded


def words_of_site(name: str) -> frozenset[str]:
    """The words that tell one hospital from another, abbreviations written out."""
    spelled = " ".join(HOSPITAL_WORDS.get(word, word) for word in fold(name).split())
    return frozenset(spelled.split()) - EMPTY_WORDS
