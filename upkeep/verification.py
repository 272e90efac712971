"""What nobody has verified for a year, in the order of `upkeep.use`, over every table.

One SELECT a table, put together by UNION ALL and ordered by PostgreSQL: a page reads its fifty rows
and no more. 30,000 structures are ordered in less than a second (`tests/upkeep/test_scale.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models import Case, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear, Greatest, Least

from foundations.provenance import Evidence, Provenance
from resources.models import EmergencyCard
from structures.models import Audience, Establishment, Phone, Structure
from territories.models import PlatformZonePart
from upkeep import use
from upkeep.use import Use

VERIFIED_FOR = timedelta(days=365)
"""How long a verification holds: hospitals change switchboards, teams and labels within a year."""

TITLES = ("title", "name", "title_fr", "words_fr", "what")
"""What the tables of resources call the name of a row."""

CHILDREN = (Audience.CHILD, Audience.BOTH)
COLUMNS = (
    "table",
    "key",
    "title",
    "department_code",
    "place",
    "source_year",
    "phone_year",
    "verified_year",
    *(signal.code for signal in use.SIGNALS),
    "score",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row to verify. `table` is a model's label, `key` a primary key as text."""

    table: str
    key: str
    title: str
    department: str
    place: str
    score: int
    reasons: tuple[str, ...]

    @property
    def table_name(self) -> str:
        return str(apps.get_model(self.table)._meta.verbose_name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the queue; empty: everything. `kind` is a kind of structure or a table."""

    kind: str = ""
    department: str = ""
    establishment: str = ""


def resource_tables() -> list[type[models.Model]]:
    """The tables of resources that people edit, whatever their shelf."""
    return [
        model
        for model in apps.get_app_config("resources").get_models()
        if issubclass(model, Provenance) and admin.site.is_registered(model)
    ]


def kinds() -> list[tuple[str, str]]:
    """What the queue can be narrowed to, with its French name."""
    tables = [(model._meta.label_lower, model._meta.verbose_name) for model in resource_tables()]
    return [*Structure.Kind.choices, *((label, str(name)) for label, name in tables)]


def to_verify(wanted: Wanted, today: date) -> QuerySet:
    """The rows to verify as dictionaries of COLUMNS, the most used first."""
    parts = [
        part.values(*COLUMNS)
        for model, rows in _tables(wanted)
        for part in [_scored(model, rows.filter(_is_unverified(today)), today)]
    ]
    if not parts:
        parts = [_scored(Structure, Structure.objects.none(), today).values(*COLUMNS)]
    first, *others = parts
    every = first.union(*others, all=True) if others else first
    return every.order_by("-score", "title", "table", "key")


def count(wanted: Wanted, today: date) -> int:
    """How many rows wait: the same rows as `to_verify`, without what orders and describes them."""
    parts = [
        rows.filter(_is_unverified(today)).order_by().annotate(one=Value(1)).values("one")
        for _, rows in _tables(wanted)
    ]
    first, *others = parts
    return (first.union(*others, all=True) if others else first).count()


def lines(rows: Iterable[dict[str, Any]], today: date) -> Iterator[Line]:
    """The rows of a page in words."""
    for row in rows:
        known = Use(
            signals=frozenset(s.code for s in use.SIGNALS if row[s.code]),
            source_year=row["source_year"],
            phone_year=row["phone_year"],
            verified_year=row["verified_year"],
        )
        yield Line(
            table=row["table"],
            key=row["key"],
            title=row["title"],
            department=row["department_code"],
            place=row["place"],
            score=row["score"],
            reasons=tuple(use.reasons_of(known, today.year)),
        )


def _is_unverified(today: date) -> Q:
    return Q(verified_on__isnull=True) | Q(verified_on__lt=today - VERIFIED_FOR)


def _tables(wanted: Wanted) -> Iterator[tuple[type[models.Model], QuerySet]]:
    structure_kinds = [wanted.kind] if wanted.kind in Structure.Kind.values else []
    if structure_kinds or not wanted.kind:
        found = Structure.objects.published()
        if structure_kinds:
            found = found.filter(kind__in=structure_kinds)
        if wanted.department:
            found = found.in_department(wanted.department)
        if wanted.establishment:
            found = found.filter(_of_establishment(wanted.establishment))
        yield Structure, found
    if wanted.establishment:
        return
    for model in resource_tables():
        if wanted.kind in ("", model._meta.label_lower):
            rows = model._default_manager.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
            if not wanted.department:
                yield model, rows
            elif _has(model, "department"):
                yield model, rows.filter(department=wanted.department)


def _of_establishment(text: str) -> Q:
    """The establishment of this FINESS number or name, and what it houses."""
    found = Q()
    for path in ("as_establishment", "centre__establishment", "service__establishment"):
        found |= Q(**{f"{path}__finess": text}) | Q(**{f"{path}__name__icontains": text})
    return found


def _scored(model: type[models.Model], rows: QuerySet, today: date) -> QuerySet:
    """The rows with every column of the queue, whatever their table."""
    if model is Structure:
        columns: dict[str, Any] = _columns_of_structures()
    else:
        columns = _columns_of_resource(model)
    years = [F("source_year"), F("phone_year")]
    rows = rows.order_by().annotate(
        key=Cast("pk", models.TextField()),
        verified_year=ExtractYear("verified_on"),
        **columns,
    )
    age = Least(
        Greatest((Value(today.year) - Least(*years)) * use.POINTS_A_YEAR, 0), Value(use.OLDEST)
    )
    # LEAST and GREATEST pass over nulls: the age of an undated row is told apart
    undated = Q(source_year__isnull=True, phone_year__isnull=True)
    points: Any = Case(
        When(undated, then=Value(use.UNDATED)), default=age, output_field=IntegerField()
    )
    for signal in use.SIGNALS:
        points = points + F(signal.code) * signal.points
    return rows.annotate(score=points)


def _columns_of_structures() -> dict[str, Any]:
    phones = Phone.objects.filter(structure=OuterRef("pk")).order_by()
    newest = phones.values("structure").annotate(year=ExtractYear(Max("as_of"))).values("year")
    urgent = Exists(phones.filter(kind=Phone.Kind.EXPERT_LINE))
    emergency = Q(kind=Structure.Kind.EMERGENCY) | Q(as_establishment__emergency_general=True)
    children = (
        Q(centre__audience__in=CHILDREN)
        | Q(service__audience__in=CHILDREN)
        | Q(service__paediatric_emergency=True)
        | Q(as_establishment__emergency_paediatric=True)
    )
    return {
        "table": Case(
            When(kind=Structure.Kind.ESTABLISHMENT, then=Value("structures.establishment")),
            When(kind=Structure.Kind.CENTRE, then=Value("structures.centre")),
            default=Value("structures.service"),
            output_field=models.TextField(),
        ),
        "title": Cast("name", models.TextField()),
        "department_code": Coalesce(
            Cast("department_id", models.TextField()), Value("", models.TextField())
        ),
        "place": Coalesce(
            Cast("centre__establishment__name", models.TextField()),
            Cast("service__establishment__name", models.TextField()),
            Cast("commune__full_name", models.TextField()),
            Value("", models.TextField()),
        ),
        "source_year": ExtractYear("retrieved_on"),
        "phone_year": models.Subquery(newest, output_field=IntegerField()),
        use.URGENT_LINE.code: _flag(urgent),
        use.EMERGENCY.code: _flag(emergency),
        use.CHILDREN.code: _flag(children),
        use.PLATFORM.code: _flag(_of_platform()),
        use.ZONE.code: _flag(_in_zone()),
    }


def _columns_of_resource(model: type[models.Model]) -> dict[str, Any]:
    never: dict[str, Any] = {signal.code: Value(0, IntegerField()) for signal in use.SIGNALS}
    title = next(name for name in TITLES if _has(model, name))
    in_department = _has(model, "department")
    year = next((name for name in ("year", "contact_year") if _has(model, name)), None)
    said: list[Any] = [ExtractYear("retrieved_on")]
    if year is not None:
        said = [Least(said[0], Cast(year, IntegerField()))]
    columns = {
        **never,
        "table": Value(model._meta.label_lower, models.TextField()),
        "department_code": Coalesce(
            Cast("department_id", models.TextField()), Value("", models.TextField())
        )
        if in_department
        else Value("", models.TextField()),
        "place": Value("", models.TextField()),
        "source_year": said[0],
        "phone_year": Value(None, IntegerField()),
    }
    if title != "title":
        columns["title"] = Cast(title, models.TextField())
    if issubclass(model, EmergencyCard):
        columns[use.EMERGENCY.code] = Value(1, IntegerField())
    if in_department:
        columns[use.ZONE.code] = _flag(Q(department__in=_zone_departments()))
    return columns


def _flag(condition: Any) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _of_platform() -> Q:
    """An establishment that the platform's documents name, or what it houses."""
    named = [value for value in Establishment.Platform.values if value]
    owners = ("as_establishment", "centre__establishment", "service__establishment")
    found = Q()
    for owner in owners:
        found |= Q(**{f"{owner}__platform__in": named})
    return found


def _in_zone() -> Q:
    """Whole departments of the platform's zone, and the communes that a part of it names."""
    communes = PlatformZonePart.communes.through.objects.values("commune")
    return Q(department__in=_zone_departments()) | Q(commune__in=communes)


def _zone_departments() -> QuerySet:
    whole = PlatformZonePart.objects.filter(scope=PlatformZonePart.Scope.DEPARTMENT)
    return whole.filter(departments__isnull=False).order_by().values("departments")


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
