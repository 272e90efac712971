"""The page of one association: whom it stands for, how to join it, where that comes from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from directory.shelves.publishing import published
from directory.shelves.rows import with_diseases
from foundations.outlines import joined
from resources.models import Association, AssociationDisease


@require_safe
def association(request: HttpRequest, slug: str) -> HttpResponse:
    """One published association; 404 for what is unknown or waits for an editor's word."""
    rows = joined(Association.objects.published(), "filiere", "department")
    found = get_object_or_404(with_diseases(rows, AssociationDisease), slug=slug)
    return published(request, "directory/association.html", {"association": found})
