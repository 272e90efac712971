"""What a text seems to say of a person: nobody's health belongs in a message about a service.

A machine cannot tell a person's data for sure. A social-security number is refused. What only may
be personal is shown back to its author, who removes it or says that it speaks of the service.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NIR = re.compile(
    r"(?<!\d)[1-478][\s.-]?\d{2}[\s.-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.-]?"
    r"(?:\d{2}|2[ab])[\s.-]?\d{3}[\s.-]?\d{3}(?:[\s.-]?\d{2})?(?!\d)",
    re.IGNORECASE,
)
"""13 or 15 signs: sex, year, month, place of birth, order, key (months above 12: fictitious)."""

_MOBILE = re.compile(r"(?<!\d)(?:0|(?:\+|00)33[\s.-]?)[67](?:[\s.-]?\d{2}){4}(?!\d)")
_MAILBOX = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|orange|wanadoo|free|sfr"
    r"|neuf|laposte|bbox|numericable|aol|gmx|proton|protonmail)\.(?:com|fr|net|me|ch)\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\bnee? (?:le|en)\b|\bdate de naissance\b|\bborn (?:on|in)\b")
_HEALTH = re.compile(
    r"\b(?:je suis|j etais|il est|elle est) "
    r"(?:malade|atteinte?s?|porteu(?:r|se)|hospitalisee?)\b"
    r"|\b(?:ma|sa|notre) maladie\b|\b(?:mon|son|notre) (?:diagnostic|traitement|dossier medical)\b"
    r"|\b(?:mon|ma|mes) (?:fils|fille|enfants?|mari|femme|epou(?:x|se)|pere|mere|frere|soeur)\b"
    r"|\b(?:m|l) (?:a|ont) (?:diagnostique|opere|hospitalise)"
    r"|\bmy (?:illness|disease|diagnosis|treatment|son|daughter|child|husband|wife|mother|father)\b"
    r"|\bi (?:am|was) (?:ill|sick|diagnosed)\b"
)


def holds_social_security_number(text: str) -> bool:
    return bool(_NIR.search(text))


def doubts(text: str) -> Iterator[str | Promise]:
    """What may speak of a person, in words for the author of the text."""
    folded = _words(text)
    if _MOBILE.search(text):
        yield _("un numéro de mobile")
    if _MAILBOX.search(text):
        yield _("l’adresse électronique d’une personne")
    if _BIRTH.search(folded):
        yield _("une date de naissance")
    if _HEALTH.search(folded):
        yield _("un renseignement de santé")


def _words(text: str) -> str:
    """Lower case, no accents, one space between words, whatever the length."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    unaccented = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", unaccented)


def plain(text: str) -> str:
    """The text without what does not show: control signs, marks that turn the reading round."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in _UNSEEN
    )


_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
