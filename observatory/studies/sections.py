"""What studies share: thresholds, audiences, communes far away, conclusions, sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from observatory.concluding import conclusions
from observatory.served import FEWEST_PEOPLE, Served, worst_served
from observatory.studies import words
from observatory.studies.document import bullets, table
from routing.coverage import METHOD_EDITION
from routing.coverage.answering import Coverage, answer
from routing.coverage.figures import Figures
from routing.coverage.method import AUDIENCES, method
from routing.coverage.question import USUAL_THRESHOLDS, CoverageQuestion
from routing.coverage.sites import Audience

AROUND = 15
"""Minutes by which a threshold is moved, to see what depends on it."""

BOTH: tuple[Audience, ...] = ("child", "adult")
WORST = 8


def thresholds_around(minutes: int) -> tuple[int, ...]:
    """The usual ones, and those of the sensitivity: 45, 60, 75."""
    return tuple(sorted({*USUAL_THRESHOLDS, minutes - AROUND, minutes, minutes + AROUND}))


def address_of(question: CoverageQuestion) -> str:
    """The path that asks the same, with the usual thresholds."""
    usual = replace(question, thresholds=USUAL_THRESHOLDS)
    return f"{reverse('coverage')}?{urlencode(usual.parameters, safe=',')}"


def introduction(coverage: Coverage, asked: str) -> str:
    return (
        f"{asked}  \nTous les chiffres viennent du moteur de couverture. "
        f"Adresse permanente : `{address_of(coverage.question)}`"
    )


def thresholds(coverage: Coverage) -> str:
    rows = (
        (
            f"{share.minutes}{words.UNIT_SPACE}min",
            words.told(share),
            *(
                words.UNKNOWN if bound is None else words.percent(bound)
                for bound in (share.low, share.high)
            ),
        )
        for share in coverage.whole.shares
    )
    return table(["Seuil", "Part des habitants", "Borne basse", "Borne haute"], rows)


def audiences(question: CoverageQuestion, where: Sequence[str] = ()) -> str:
    """Children and adults apart. `where` are the departments whose sites are counted, all when
    none is given. The bounds hold what the sites do not say, and the estimate of the minutes."""
    return table(
        ["Public", "Sites", "dont public non précisé", "Part (bornes)", "Médiane"],
        (_audience(answer(replace(question, audience=one)), where) for one in BOTH),
    )


def _audience(coverage: Coverage, where: Sequence[str]) -> tuple[str, ...]:
    sites = [site for site in coverage.supply.sites if not where or site.department in where]
    return (
        str(AUDIENCES[coverage.question.audience]),
        str(len(sites)),
        str(sum(not site.confirmed for site in sites)),
        words.bounded(words.share_at(coverage.whole, coverage.question.minutes)),
        words.minutes(coverage.whole.median),
    )


def zones(name: str, found: Iterable[Figures], minutes: int) -> str:
    """Regions or departments, with the bounds of their shares."""
    headings = [name, "Habitants", "Sites connus", f"Part à {minutes} min", "Médiane", "2e site"]
    rows = (
        (
            row.zone.name,
            words.count(row.people),
            str(row.sites),
            words.bounded(words.share_at(row, minutes)),
            words.minutes(row.median),
            words.minutes(row.second_median),
        )
        for row in found
    )
    return table(headings, rows)


def worst(coverage: Coverage) -> str:
    rows = map(_commune, worst_served(coverage, WORST))
    return table(
        ["Commune", "Habitants", "Minutes (fourchette)", "Site le plus proche"], rows, words=(3,)
    )


def worst_note() -> str:
    return (
        f"Les communes de moins de {FEWEST_PEOPLE} habitants sont laissées de côté. "
        "Celles qu’aucune route ne relie à un site aussi."
    )


def _commune(one: Served) -> tuple[str, ...]:
    assert one.site is not None
    return (
        f"{one.name} ({one.department})",
        words.count(one.people),
        f"{words.minutes(one.minutes)} ({one.minutes_low} à {one.minutes_high})",
        f"{one.site.name}, {one.site.commune}",
    )


def concluded(
    coverage: Coverage, can: Iterable[str] = (), cannot: Iterable[str] = ()
) -> Iterator[str]:
    """What the figures allow and forbid: of any coverage, then of this study."""
    found = conclusions(coverage)
    yield "### On peut conclure"
    yield bullets([*(one.text for one in found if one.kind == "yes"), *can])
    yield "### On ne peut pas conclure"
    yield bullets(
        [
            *(one.text for one in found if one.kind == "no"),
            *cannot,
            *(one.text for one in found if one.kind == "care"),
        ]
    )


def made(coverage: Coverage) -> Iterator[str]:
    """The method in short, with the way to all of it, and the data with the days of its sources."""
    yield "## Méthode et données"
    yield bullets(
        (
            "Chaque habitant est compté à la mairie de sa commune, à l’arrondissement près.",
            "Les minutes sont estimées depuis la distance, sans réseau routier.",
            "Une part compte les habitants dont un site est sous le seuil.",
            "Borne basse : sites au public confirmé, haut de la fourchette des minutes.",
            "Borne haute : tous les sites, bas de la fourchette des minutes.",
            f"Formules et limites : `{reverse('method')}`, édition {METHOD_EDITION}.",
        )
    )
    yield "Sources, avec le jour de leur lecture quand il a été noté :"
    yield bullets(line.text for line in method(coverage) if line.heading == _("Source"))
    yield "Cette étude s’écrit par `make manage ARGS=write_studies`."
