"""The home of the back office: what changed lately, and one search over every table."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from foundations.back_office import CorrectedAdmin
from structures.models import Structure

CHANGES_SHOWN = 10
ROWS_SHOWN = 5
ROWS_READ = 50
"""A row comes once for each of its diseases that matches."""
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Line:
    name: str
    address: str
    where: str = ""


@dataclass(frozen=True)
class Found:
    """The first rows of a table that a search finds, and where to read the others."""

    table: str
    lines: list[Line]
    more: str


def recent_changes(request: HttpRequest) -> QuerySet[LogEntry]:
    """The last changes: everybody's for who may read the whole directory, else one's own."""
    entries = LogEntry.objects.select_related("user", "content_type").order_by("-pk")
    user: Any = request.user
    if not user.has_perm("structures.view_every_establishment"):
        entries = entries.filter(user_id=user.pk)
    if not user.has_perm("auth.view_user"):
        entries = entries.exclude(content_type__app_label="auth")
    return entries[:CHANGES_SHOWN]


def search_everything(request: HttpRequest) -> HttpResponse:
    """The rows of every table of the directory that say these words: one query a table."""
    sought = request.GET.get("q", "").strip().replace("\x00", "")[:LONGEST_SEARCH]
    context = {
        **admin.site.each_context(request),
        "title": f"Recherche : {sought}" if sought else "Recherche",
        "sought": sought,
        "found": find_everywhere(request, sought) if sought else [],
    }
    return TemplateResponse(request, "admin/search_everything.html", context)


def find_everywhere(request: HttpRequest, sought: str) -> list[Found]:
    """The tables come as they stand on the home page."""
    tables = [
        admin.site.get_model_admin(table["model"])
        for app in admin.site.get_app_list(request)
        for table in app["models"]
    ]
    found = [_in_table(request, one, sought) for one in tables if isinstance(one, CorrectedAdmin)]
    return [one for one in found if one.lines]


def place_of(row: Any) -> str:
    """Where a structure stands, to tell it from others of the same name."""
    commune, department = getattr(row, "in_commune", ""), getattr(row, "in_department", "")
    return " ".join([*filter(None, [commune]), *([f"({department})"] if department else [])])


def _in_table(request: HttpRequest, model_admin: CorrectedAdmin, sought: str) -> Found:
    rows, _ = model_admin.get_search_results(request, model_admin.get_queryset(request), sought)
    options = model_admin.opts
    kept: dict[object, Model] = {}
    ordering = model_admin.get_ordering(request) or options.ordering or ()
    if issubclass(model_admin.model, Structure):
        rows = rows.annotate(in_commune=F("commune__full_name"), in_department=F("department"))
    for row in rows.order_by(*ordering, "pk")[:ROWS_READ]:
        kept.setdefault(row.pk, row)
    name = f"admin:{options.app_label}_{options.model_name}"
    lines = [
        Line(str(row), reverse(f"{name}_change", args=[row.pk]), place_of(row))
        for row in list(kept.values())[:ROWS_SHOWN]
    ]
    more = reverse(f"{name}_changelist") + "?" + urlencode({"q": sought})
    return Found(
        capfirst(str(options.verbose_name_plural)), lines, more if len(kept) > ROWS_SHOWN else ""
    )
