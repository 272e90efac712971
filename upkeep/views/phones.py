"""/gestion/upkeep/telephones/: numbers to find, or to ask again."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from territories.models import Department
from upkeep import phones, queue
from upkeep.concrete import table_of


@queue.page()
def to_find(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    which = request.GET.get("liste", "")
    which = which if which in phones.LISTS else phones.MISSING
    department = request.GET.get("department", "").replace("\x00", "")
    rows = phones.listed(which, today)
    if department:
        rows = rows.in_department(department)
    outlines = ("area", "area_overview", "area_regional", "summary")
    rows = phones.ordered(rows, which).select_related(
        "commune", "centre__establishment", "service__establishment"
    )
    rows = rows.defer(*(f"commune__{name}" for name in outlines)).prefetch_related("phones")
    page = queue.page_of(rows, request)
    return queue.show(
        request,
        "upkeep/phones.html",
        "Téléphones à trouver",
        page=page,
        lines=[(row, queue.form_of(table_of(row), row.pk)) for row in page.object_list],
        which=which,
        lists=phones.LISTS,
        department=department,
        departments=Department.objects.defer("area", "area_overview"),
    )
