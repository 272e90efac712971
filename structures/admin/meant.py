"""What a person types to find a structure without one of its words: NF1, 77300, 01 49 81 21 11."""

import re

from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from diseases.models import Disease
from diseases.search import Closeness, search
from structures.claims import answering_claims
from structures.models import Phone, Structure
from territories.models import PostalArea

POSTCODE = re.compile(r"\d{5}")
TELEPHONE = re.compile(r"[\d .+()-]+")
FEWEST_DIGITS = 6
"""Of a telephone: « 01 49 81 » is the beginning of those of a hospital."""
DISEASES_READ = 3


def at_postcode(typed: str) -> Q | None:
    """In a commune that this postcode serves, or with it in the postal line (CEDEX)."""
    if not POSTCODE.fullmatch(typed):
        return None
    served = PostalArea.objects.filter(postcode=typed).values("commune")
    return Q(commune__in=served) | Q(postal_line__startswith=typed)


def with_telephone(typed: str) -> Q | None:
    """With a number that holds these digits; the zero in front may be missing, or be +33."""
    digits = re.sub(r"\D", "", typed)
    if not TELEPHONE.fullmatch(typed) or len(digits) < FEWEST_DIGITS:
        return None
    national = digits.removeprefix("0033").removeprefix("33") if "+" in typed else digits
    held = Phone.objects.annotate(digits=Replace(F("number"), Value(" "), Value("")))
    return Q(pk__in=held.filter(digits__contains=national.lstrip("0")).values("structure"))


def diseases_meant(typed: str) -> list[Disease]:
    """Those of which this is a name, an acronym or the code, as the public finder knows them."""
    if POSTCODE.fullmatch(typed):
        return []
    hits = [one for one in search(typed, DISEASES_READ) if one.closeness <= Closeness.SAME_WORDS]
    return list(Disease.objects.filter(orpha__in=[one.orpha for one in hits]))


def networks_meant(typed: str) -> set[str]:
    """Slugs of the networks that answer for what is typed."""
    return {slug for disease in diseases_meant(typed) for slug in answering_claims(disease)}


def structures_meant(typed: str) -> Q | None:
    """Of any kind: by its postcode or by its telephone."""
    named = [one for one in (at_postcode(typed), with_telephone(typed)) if one is not None]
    if not named:
        return None
    together = Q()
    for one in named:
        together |= one
    return Q(pk__in=Structure.objects.filter(together).values("pk"))
