"""What can and what cannot be concluded, in words, and a sentence to quote.

With a partial list the share of people near a known site is a lower bound: a centre that we do not
know can only bring somebody nearer. Distance is then never read as a lack.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routing.coverage.answering import Coverage
from territories.territory import Territory


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A sentence, and whether it allows ("yes"), forbids ("no") or warns ("care")."""

    kind: Literal["yes", "no", "care"]
    text: str


def conclusions(coverage: Coverage) -> list[Conclusion]:
    return list(_conclusions(coverage))


def _conclusions(coverage: Coverage) -> Iterator[Conclusion]:
    subject = coverage.subject
    if not coverage.has_sites:
        yield Conclusion(
            "no",
            _(
                "Aucun centre connu : cet annuaire ne dit rien de l’éloignement. Ce n’est pas la "
                "preuve qu’il n’y a pas de soins."
            ),
        )
        return
    if subject.is_complete and not coverage.supply.unplaced:
        yield Conclusion(
            "yes",
            _("La liste des centres est complète. Un département loin d’un centre l’est vraiment."),
        )
    if not subject.is_complete:
        if not _unconfirmed(coverage):
            yield Conclusion(
                "yes",
                _(
                    "Ce qui est proche d’un centre connu l’est vraiment : les parts sont des "
                    "minimums."
                ),
            )
        yield Conclusion(
            "no",
            _(
                "La liste des centres est partielle. Un département qui paraît loin peut avoir un "
                "centre que nous ne connaissons pas : ce n’est pas un manque."
            ),
        )
    yield from _of_territories(coverage)
    if unknown := _unconfirmed(coverage):
        yield Conclusion(
            "care",
            ngettext(
                "%(n)d site ne dit pas s’il reçoit ces patients. Il compte dans les chiffres, mais "
                "pas dans leur borne basse.",
                "%(n)d sites ne disent pas s’ils reçoivent ces patients. Ils comptent dans les "
                "chiffres, mais pas dans leur borne basse.",
                unknown,
            )
            % {"n": unknown},
        )
    if coverage.supply.unplaced:
        yield Conclusion(
            "care",
            ngettext(
                "%(n)d centre connu n’a pas de position : il n’est pas compté.",
                "%(n)d centres connus n’ont pas de position : ils ne sont pas comptés.",
                coverage.supply.unplaced,
            )
            % {"n": coverage.supply.unplaced},
        )
    yield Conclusion(
        "care",
        _(
            "Les minutes sont une estimation en voiture, sans embouteillage. Elles ne disent rien "
            "des transports en commun, des délais de rendez-vous ni des places."
        ),
    )


def _unconfirmed(coverage: Coverage) -> int:
    """Sites that do not say whether they take the audience in question."""
    return sum(not site.confirmed for site in coverage.supply.sites)


def _of_territories(coverage: Coverage) -> Iterator[Conclusion]:
    """Territories among those asked where no site is known: they compare with no other."""
    standing = {site.territory for site in coverage.supply.sites}
    asked = {row.zone.territory for row in coverage.departments if row.people}
    without = [name for name in asked - standing if name]
    if without:
        names = ", ".join(sorted(str(Territory(name).label) for name in without))
        yield Conclusion(
            "care",
            _("Aucun site connu dans : %(names)s. Les minutes n’y existent pas.")
            % {"names": names},
        )


def quotation(coverage: Coverage, address: str) -> str:
    """A sentence with the figure, its method, the data's version and the permanent address."""
    if not coverage.has_sites:
        return ""
    question, subject = coverage.question, coverage.subject
    share = next(one for one in coverage.whole.shares if one.minutes == question.minutes)
    if share.central is None or share.low is None or share.high is None:
        return ""
    is_least = share.low < 1 and (not subject.is_complete or bool(_unconfirmed(coverage)))
    figure = _("%(share)s des habitants de %(where)s vivent à %(minutes)d minutes ou moins") % {
        "share": percent(share.low if is_least else share.central),
        "where": _where(coverage),
        "minutes": question.minutes,
    }
    if is_least:
        figure = _("Au moins %(figure)s") % {"figure": figure}
    return _(
        "%(figure)s en voiture (%(estimate)s) d’un centre connu de « %(name)s » (%(known)s). "
        "Méthode : le plus proche site, à vol d’oiseau corrigé, mairie de chaque commune, "
        "population légale 2023. Source : annuaire ESMARA, données "
        "%(version)s consultées le %(day)s, %(address)s"
    ) % {
        "figure": figure,
        "estimate": _estimate(share.low, share.high),
        "name": subject.name,
        "known": known_words(coverage),
        "version": coverage.versions,
        "day": formats.date_format(timezone.localdate(), "j F Y"),
        "address": address,
    }


def _estimate(low: float, high: float) -> str:
    if percent(low) == percent(high):
        return _("estimation")
    return _("estimation, fourchette %(bounds)s") % {"bounds": bounds(low, high)}


def known_words(coverage: Coverage) -> str:
    """« 12 centres connus sur 19 annoncés »."""
    subject = coverage.subject
    if subject.announced is None:
        return ngettext("%(n)d centre connu", "%(n)d centres connus", subject.known) % {
            "n": subject.known
        }
    return ngettext(
        "%(n)d centre connu sur %(all)d annoncés",
        "%(n)d centres connus sur %(all)d annoncés",
        subject.known,
    ) % {"n": subject.known, "all": subject.announced}


def percent(share: float) -> str:
    """« 74 % »; what rounds to nothing or to everything without being it says so."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return _("moins de 1 %%") % ()
    if rounded == 100 and share < 1:
        return _("plus de 99 %%") % ()
    return f"{rounded}\u00a0%"


def bounds(low: float, high: float) -> str:
    """« 68 % à 79 % »."""
    return _("%(low)s à %(high)s") % {"low": percent(low), "high": percent(high)}


def _where(coverage: Coverage) -> str:
    departments = coverage.question.departments
    if not departments:
        return _("France")
    regions = coverage.regions
    rows = coverage.origins.departments
    if len(departments) == 1:
        [only] = [row for row in rows if row.code in departments]
        return f"{only.name} ({only.code})"
    if len(regions) == 1:
        whole = {row.code for row in rows if row.region == regions[0].zone.code}
        if whole == set(departments):
            return regions[0].zone.name
    return _("%(n)d départements") % {"n": len(departments)}
