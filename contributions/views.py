"""The public correction form: what is sent waits for a moderator, nothing changes by itself.

No cookie, no account. A message says no disease and no place of a person (docs/decisions/0017).
"""

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contributions.forms import CorrectionForm, MissingCentreForm, SuggestionForm
from contributions.models import Suggestion
from contributions.models.suggestion import REPLY_ADDRESS_DAYS
from contributions.rate import may_send
from contributions.targets import MISSING_CENTRE, Target, resource_target, structure_target
from routing.views import private

RETRY_AFTER = 3600  # seconds


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Something is wrong on the page of a structure."""
    return _answer(request, structure_target(slug), CorrectionForm)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct_resource(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Something is wrong in what we say of an association or a document."""
    return _answer(request, resource_target(kind, slug), CorrectionForm)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_centre(request: HttpRequest) -> HttpResponse:
    """A centre or a service is missing."""
    return _answer(request, MISSING_CENTRE, MissingCentreForm)


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The same page whatever was sent: the history of the browser tells nothing."""
    return private(render(request, "contributions/thanks.html"))


def _answer(request: HttpRequest, target: Target, form_class: type[SuggestionForm]) -> HttpResponse:
    if request.method != "POST":
        return _page(request, target, form_class(about=target.key))
    form = form_class(request.POST, about=target.key)
    if not form.is_valid():
        return _page(request, target, form)
    suggestion = Suggestion(**target.kept, **form.columns())
    if Suggestion.objects.filter(form_number=suggestion.form_number).exists():
        return redirect("suggestion_thanks")
    if not may_send(request):
        response = _page(request, target, form, too_many=True, status=429)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    _keep_once(suggestion)
    return redirect("suggestion_thanks")


def _keep_once(suggestion: Suggestion) -> None:
    """The same form sent twice at the same moment is one message."""
    try:
        with transaction.atomic():
            suggestion.save()
    except IntegrityError:
        if not Suggestion.objects.filter(form_number=suggestion.form_number).exists():
            raise


def _page(
    request: HttpRequest,
    target: Target,
    form: SuggestionForm,
    *,
    too_many: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "target": target,
        "too_many": too_many,
        "reply_days": REPLY_ADDRESS_DAYS,
    }
    return private(render(request, "contributions/form.html", context, status=status))
