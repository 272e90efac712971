"""What the pages of the queues share: who may open them, one page of a list, where to go back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from foundations.provenance import Provenance

PER_PAGE = 50
VIEW, SETTLE = "upkeep.view_queue", "upkeep.change_queue"

View = Callable[..., HttpResponse]


def page(permission: str = VIEW) -> Callable[[View], View]:
    """A page of the back office, for those who have the permission."""
    return lambda view: _guarded(require_safe(view), permission)


def action(permission: str) -> Callable[[View], View]:
    """What a button of a queue does: a POST, for those who have the permission."""
    return lambda view: _guarded(require_POST(view), permission)


def _guarded(view: View, permission: str) -> View:
    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied(permission)
        return view(request, *args, **kwargs)

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # asked at each request: what the site requires of its visitors is set when it starts
        return admin.site.admin_view(allowed)(request, *args, **kwargs)

    return inside


def page_of(rows: Any, request: HttpRequest, per_page: int = PER_PAGE) -> Page:
    """The page that the address asks for; the first or the last one when there is no such page."""
    return Paginator(rows, per_page).get_page(request.GET.get("p"))


def show(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    everywhere = {**admin.site.each_context(request), "title": title}
    query = request.GET.copy()
    query.pop("p", None)
    return render(request, template, {**everywhere, "filters": query.urlencode(), **context})


def person(request: HttpRequest) -> Any:
    """Who does it: nobody comes here without an account."""
    return request.user


def back(request: HttpRequest, url_name: str) -> HttpResponse:
    """To the page that the button stood on, filters and all."""
    asked = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        asked = reverse(url_name)
    return HttpResponseRedirect(asked)


def row_to_change(request: HttpRequest, table: str, key: str) -> models.Model:
    """A row that this person may change, as its own form would say, of a table that says when its
    rows were verified.

    Raises Http404 for what does not exist, PermissionDenied for what is somebody else's.
    """
    try:
        model = apps.get_model(table)
        dated = issubclass(model, Provenance) and admin.site.is_registered(model)
        found = model._default_manager.filter(pk=key).first() if dated else None
    except (LookupError, ValueError):
        found = None
    if found is None:
        raise Http404(f"{table} {key}")
    if not may_change(request, found):
        raise PermissionDenied(f"{table} {key}")
    return found


def may_change(request: HttpRequest, row: models.Model) -> bool:
    return admin.site.get_model_admin(type(row)).has_change_permission(request, row)


def form_of(table: str, key: Any) -> str:
    """The address of the form of a row: table is a model's label."""
    return reverse(f"admin:{table.replace('.', '_')}_change", args=[key])
