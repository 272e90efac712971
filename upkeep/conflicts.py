"""Where sources, or a source and a person, say different things: both sayings side by side.

Four lists: corrections whose source has changed its mind since, centres whose label bears a
remark, networks of which we know more sites than their own source announces, figures that the
platform announces twice over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from foundations import corrections
from foundations.corrections_shown import field_label, shown_value
from foundations.models import Correction
from foundations.provenance import Evidence
from resources.models import PlatformFigure
from structures.models import Centre, Network, StructureQuerySet
from upkeep.queue import form_of

CORRECTIONS, LABELS, FIGURES = "corrections", "labels", "figures"
ANNOUNCED = "announced"
LISTS = {
    CORRECTIONS: "Corrections que leur source contredit depuis",
    LABELS: "Labels avec une remarque, ou plusieurs sources",
    FIGURES: "Réseaux : plus de sites connus qu’annoncés",
    ANNOUNCED: "Chiffres de la plateforme : deux pages, deux nombres",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says, and who."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement; `correction` is the key of the one to settle here, if that is one."""

    subject: str
    form: str
    about: str
    sayings: tuple[Saying, ...]
    correction: int | None = None


def rows_of(which: str) -> QuerySet:
    match which:
        case "labels":
            return labels()
        case "figures":
            return figures()
        case "announced":
            return announced()
    return (
        corrections.changed_since().select_related("corrected_by").order_by("-corrected_on", "pk")
    )


def labels() -> StructureQuerySet:
    """Centres whose label bears a remark, those with several sources first."""
    noted = Centre.objects.published().exclude(label_note="")
    outlines = ("area", "area_overview")
    return (
        noted.select_related("network", "establishment")
        .defer(*(f"department__{name}" for name in outlines))
        .alias(several=Q(sources__len__gt=0))
        .order_by(F("several").desc(), "name", "pk")
    )


def figures() -> QuerySet[Network]:
    """Networks of which more sites are known than their source announces."""
    published = Q(centres__merged_into=None) & ~Q(centres__evidence=Evidence.GENERAL_KNOWLEDGE)
    counted = Network.objects.annotate(known=Count("centres", filter=published))
    return counted.filter(sites_announced__lt=F("known")).order_by("slug")


def announced() -> QuerySet[PlatformFigure]:
    """The least of the figures of one thing, where pages announce several."""
    others = PlatformFigure.objects.published().filter(what=OuterRef("what"))
    several = Exists(others.filter(value__gt=OuterRef("value")))
    least = ~Exists(others.filter(value__lt=OuterRef("value")))
    return PlatformFigure.objects.published().filter(several, least).order_by("what", "slug")


def conflicts(which: str, rows: Iterable) -> Iterator[Conflict]:
    """The rows of a page, in words."""
    says: Any = {
        CORRECTIONS: _of_correction,
        LABELS: _of_label,
        FIGURES: _of_figure,
        ANNOUNCED: _of_announced,
    }[which]
    for row in rows:
        conflict = says(row)
        if conflict is not None:
            yield conflict


def _of_correction(correction: Correction) -> Conflict | None:
    row = corrections.row_of(correction)
    if row is None:
        return None
    now = corrections.snapshot(row, [correction.field])[correction.field]
    source = getattr(row, "source", "") or "la source"
    who = f"{correction.corrected_by or 'correction'}, le {correction.corrected_on:%d/%m/%Y}"
    return Conflict(
        subject=str(row),
        form=form_of(correction.model, correction.key),
        about=field_label(correction),
        sayings=(
            Saying(who, shown_value(correction, now)),
            Saying(f"{source}, alors", shown_value(correction, correction.seen_value)),
            Saying(f"{source}, maintenant", shown_value(correction, correction.source_value)),
        ),
        correction=correction.pk,
    )


def _of_label(centre: Centre) -> Conflict:
    others = [Saying("autre source", said) for said in centre.sources]
    return Conflict(
        subject=centre.name,
        form=form_of("structures.centre", centre.pk),
        about="label",
        sayings=(
            Saying(centre.source or "source non nommée", str(centre.get_label_display())),
            Saying("remarque", centre.label_note),
            *others,
        ),
    )


def _of_figure(network: Network) -> Conflict:
    known = network.known  # type: ignore[attr-defined]
    return Conflict(
        subject=network.name,
        form=form_of("structures.network", network.pk),
        about="nombre de sites",
        sayings=(
            Saying(network.source or "la source du réseau", f"{network.sites_announced} annoncés"),
            Saying("ce répertoire", f"{known} connus"),
        ),
    )


def _of_announced(least: PlatformFigure) -> Conflict:
    """One query a figure: a platform announces a handful of them."""
    alike = PlatformFigure.objects.published().filter(what=least.what).order_by("value", "slug")
    return Conflict(
        subject=least.get_what_display(),
        form=form_of("resources.platformfigure", least.pk),
        about="nombre annoncé",
        sayings=tuple(
            Saying(figure.source or "source non nommée", str(figure.value)) for figure in alike
        ),
    )
