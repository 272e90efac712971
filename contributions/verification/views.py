"""`/verification/<link>/`: a centre reads its page and answers, without an account or a cookie."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contributions.models import VerificationAnswer, VerificationRequest
from contributions.shown import concrete, shown_fields
from contributions.verification.forms import AnswerForm
from contributions.verification.link import request_of
from routing.views import private

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, token: str) -> HttpResponse:
    """The sheet to verify; once answered or too old, a page that says so (410)."""
    asked = request_of(token)
    if not asked.is_open:
        return _closed(request, asked)
    lines = shown_fields(concrete(asked.structure))
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, asked=asked, lines=lines)
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "asked": asked, "structure": asked.structure}
        return _hidden(render(request, "contributions/verification.html", context))
    if not _keep(asked, form):
        return _closed(request, asked)
    return _hidden(redirect("suggestion_thanks"))


@transaction.atomic
def _keep(asked: VerificationRequest, form: AnswerForm) -> bool:
    """Keep the first answer; false when there is one already."""
    locked = VerificationRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if not locked.is_open:
        return False
    locked.answered_on = timezone.localdate()
    locked.save()
    answer = VerificationAnswer.objects.create(
        request=locked,
        all_exact=form.cleaned_data["verdict"] == "exact",
        role=form.cleaned_data["role"],
    )
    for suggestion in form.suggestions(locked):
        suggestion.answer = answer
        suggestion.save()
    return True


def _closed(request: HttpRequest, asked: VerificationRequest) -> HttpResponse:
    asked.refresh_from_db()
    context = {"asked": asked}
    return _hidden(render(request, "contributions/verification_closed.html", context, status=GONE))


def _hidden(response: HttpResponse) -> HttpResponse:
    """No index and no cache keeps it; no other site learns the link."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return private(response)
