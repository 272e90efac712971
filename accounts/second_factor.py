"""After the password, a code: the pages that enrol an application, ask it, and renew the rest.

A session opened by the password alone sees these pages and the log-out, nothing else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

import django_otp
import segno
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import devices
from accounts.models import RecoveryDevice

View = Callable[..., HttpResponse]
FEW_CODES = 3


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        error_messages={"required": "Écrivez le code."},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


class Entering(HttpRequest):
    """A request of a member of the team who gave their password."""

    user: Any


def after_the_password(view: View) -> View:
    """For members of the team who gave their password; others go to the log-in."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_active and request.user.is_staff):
            return HttpResponseRedirect(reverse("admin:login"))
        return view(request, *args, **kwargs)

    return wrapped


@after_the_password
def second_factor(request: Entering) -> HttpResponse:
    """Ask a code of the application, or enrol one when this person has none yet."""
    if request.user.is_verified():
        return HttpResponseRedirect(_next(request))
    return _ask(request) if devices.application_of(request.user) else _enrol(request)


@after_the_password
def codes(request: Entering) -> HttpResponse:
    """New recovery codes, or another telephone, against a code that is still good."""
    if not request.user.is_verified():
        return HttpResponseRedirect(reverse("admin:second_factor"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if devices.check(request.user, form.cleaned_data["code"]) is None:
            _refuse(form, request.user)
        elif "_replace" in request.POST:
            devices.forget_second_factor(request.user)
            note(request.user, request.user, "Second facteur retiré par la personne.")
            return HttpResponseRedirect(reverse("admin:second_factor"))
        else:
            note(request.user, request.user, "Codes de secours renouvelés.")
            return _show_codes(request, RecoveryDevice.renew(request.user))
    kept = RecoveryDevice.objects.filter(user=request.user).first()
    context = {"form": form, "left": len(kept.digests) if kept else 0}
    return _page(request, "admin/recovery_codes.html", "Codes de secours", context)


def note(by: User, about: User, what: str) -> None:
    """Leave a line in the journal of the account."""
    LogEntry.objects.log_actions(by.pk, [about], CHANGE, what, single_object=True)


def _ask(request: Entering) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = devices.check(request.user, form.cleaned_data["code"])
        if device is not None:
            _let_in(request, device)
            return HttpResponseRedirect(_next(request))
        _refuse(form, request.user)
    context = {"form": form, "next": _next(request)}
    return _page(request, "admin/second_factor.html", "Votre code", context)


def _enrol(request: Entering) -> HttpResponse:
    form = CodeForm(request.POST or None)
    device = devices.application_to_enrol(request.user)
    if request.method == "POST" and form.is_valid():
        shown = devices.enrol(device, form.cleaned_data["code"])
        if shown is not None:
            _let_in(request, device)
            note(request.user, request.user, "Second facteur activé.")
            return _show_codes(request, shown)
        _refuse(form, request.user)
    context = {
        "form": form,
        "next": _next(request),
        "drawing": segno.make(device.config_url, error="m").svg_data_uri(
            scale=5, light="white", xmldecl=False
        ),
        "secret": devices.secret_in_letters(device),
    }
    return _page(request, "admin/second_factor_enrol.html", "Protéger votre accès", context)


def _show_codes(request: Entering, shown: list[str]) -> HttpResponse:
    text = "Codes de secours, gestion du répertoire ESMARA\n" + request.user.get_username()
    text += "\nChacun sert une fois.\n\n" + "\n".join(shown) + "\n"
    context = {
        "codes": shown,
        "file": "data:text/plain;charset=utf-8," + quote(text),
        "next": _next(request),
    }
    return _page(request, "admin/recovery_codes_shown.html", "Vos codes de secours", context)


def _let_in(request: HttpRequest, device: Any) -> None:
    request.session.cycle_key()
    django_otp.login(request, device)
    if isinstance(device, RecoveryDevice):
        left = len(device.digests)
        message = f"Ce code de secours ne servira plus. Il vous en reste {left}."
        if left <= FEW_CODES:
            message += " Renouvelez-les dans « Codes de secours », en haut de la page."
        messages.warning(request, message)


def _refuse(form: CodeForm, user: User) -> None:
    wait = devices.seconds_to_wait(user)
    message = "Ce code n’est pas le bon, ou il a déjà servi."
    if wait:
        seconds = "seconde" if wait == 1 else "secondes"
        message += f" Attendez {wait} {seconds}, puis écrivez le suivant."
    form.add_error("code", message)


def _next(request: HttpRequest) -> str:
    """Where the person was going, on this site only."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    return reverse("admin:index")


def _page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any]
) -> TemplateResponse:
    return TemplateResponse(
        request, template, {**admin.site.each_context(request), "title": title, **context}
    )
