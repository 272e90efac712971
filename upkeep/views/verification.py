"""/gestion/upkeep/a-verifier/: what to verify first, and « Vérifié aujourd’hui »."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from foundations import corrections
from foundations.provenance import Evidence
from territories.models import Department
from upkeep import queue, verification
from upkeep.verification import Wanted

LONGEST = 200  # characters of a filter


@queue.page()
def to_verify(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted = Wanted(
        **{
            name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]
            for name in Wanted.__dataclass_fields__
        }
    )
    page = queue.page_of(verification.to_verify(wanted, today), request)
    lines = [
        (line, queue.form_of(line.table, line.key))
        for line in verification.lines(list(page.object_list), today)
    ]
    return queue.show(
        request,
        "upkeep/to_verify.html",
        "À vérifier",
        page=page,
        lines=lines,
        wanted=wanted,
        kinds=verification.kinds(),
        departments=Department.objects.defer("area", "area_overview"),
        may_verify=request.user.has_perm(queue.SETTLE),
    )


@queue.action(queue.SETTLE)
def verified_today(request: HttpRequest) -> HttpResponse:
    """Each chosen row is dated today, and is no more to verify: a person says that it is true."""
    rows = [
        queue.row_to_change(request, *chosen.partition(":")[::2])
        for chosen in dict.fromkeys(request.POST.getlist("row"))
    ]
    for row in rows:
        verify(row, request.user)
    if rows:
        names = ", ".join(f"« {row} »" for row in rows[:3])
        more = f" et {len(rows) - 3} autres" if len(rows) > 3 else ""
        messages.success(request, f"Vérifié aujourd’hui : {names}{more}.")
    else:
        messages.warning(request, "Cochez d’abord les lignes que vous avez vérifiées.")
    return queue.back(request, "upkeep:to_verify")


def verify(row: Any, by: object) -> None:
    """As a correction, so that the next import leaves the word of a person alone."""
    before = corrections.snapshot(row, ["verified_on", "evidence"])
    row.verified_on = timezone.localdate()
    if row.evidence == Evidence.TO_VERIFY:
        row.evidence = Evidence.SOURCED
    row.save()
    corrections.record_changes(row, before, by)
