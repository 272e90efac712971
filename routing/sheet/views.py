"""`/orientation/fiche`: the question comes by POST, the sheet or its PDF goes back."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundations.version import current_version
from routing.answer import Orientation
from routing.forms import QuestionForm
from routing.sheet.calling import calling_of
from routing.sheet.columns import columns_of, lines_of
from routing.sheet.map_drawing import drawing_of
from routing.sheet.nearby import nearby_of
from routing.sheet.pdf import PdfUnavailable, as_pdf
from routing.sheet.qr import link_to_answer, qr_code
from routing.sheet.sites import sites_of
from routing.sheet.sources import sources_of
from routing.views import answer_or_errors, page, private, shown

FORMATS = {"html", "pdf"}
FILE_NAME = "orientation.pdf"
"""Says nothing of the person: it stays in the folder of downloads."""

ASKS = {"choose_place", "choose_disease"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """POST gives the sheet, or its PDF. GET gives the page that asks again, or the form."""
    refuse_anything_else_in_address(request)
    if request.method != "POST":
        return private(render(request, "sheet/return.html", page(request, form=QuestionForm())))
    form = QuestionForm(request.POST)
    answer = answer_or_errors(form)
    if answer is None:
        asked = {name: request.POST.get(name, "") for name in form.fields}
        return private(
            render(request, "routing/errors.html", page(request, form=form, asked=asked))
        )
    context = shown(form, answer)
    if answer.status in ASKS:
        return private(render(request, "routing/answer.html", page(request, **context)))
    context |= contents(request, answer, context)
    if request.GET.get("format") == "pdf":
        return private(pdf_response(request, context))
    return private(render(request, "sheet/page.html", page(request, **context)))


def refuse_anything_else_in_address(request: HttpRequest) -> None:
    """The address says which format, and nothing of the question."""
    if set(request.GET) - {"format"} or request.GET.get("format", "html") not in FORMATS:
        raise BadRequest("use_post")


def contents(request: HttpRequest, answer: Orientation, context: dict[str, Any]) -> dict[str, Any]:
    """What the sheet shows beside the answer itself."""
    columns = columns_of(answer)
    lines = list(lines_of(columns))
    link = link_to_answer(request, context["share"]) if context["share"] else ""
    return {
        "columns": columns,
        "map": drawing_of(answer.place, sites_of(lines)) if answer.place else None,
        "link": link,
        "qr": qr_code(link) if link else "",
        "calling": calling_of(answer, context["asked"]["situation"]),
        "opens_with_urgence": bool(lines) and lines[0].step.rung == "urgence",
        "nearby": nearby_of(answer),
        "sources": sources_of(lines),
        "version": current_version(),
        "today": timezone.localdate(),
    }


def pdf_response(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The PDF to keep, or a page that says why there is none."""
    try:
        pdf = as_pdf(render_to_string("sheet/pdf.html", context, request))
    except PdfUnavailable:
        return render(request, "sheet/no_pdf.html", page(request, **context), status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
