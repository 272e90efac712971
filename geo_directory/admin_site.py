"""The back office: Django's admin under its French name, with the page of an invitation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, reverse_lazy

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"

View = Callable[..., HttpResponse]


def telling_itself_apart(view: View) -> View:
    """Lets the browser name the page that a form is sent from, to our own host only.

    Under the `no-referrer` of the public pages it sends `Origin: null` with every form, which
    Django's CSRF protection rightly refuses.
    """

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


class GestionSite(admin.AdminSite):
    """No page of it sets a cookie before a log-in.

    The log-in form carries no CSRF token (`geo_directory.middleware.SameOriginPosts` looks at
    where the post comes from instead): the token would need a cookie.
    """

    site_title = "Gestion ESMARA"
    site_header = "Gestion du répertoire"
    index_title = "Que voulez-vous corriger ?"
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        view = telling_itself_apart(Invitation.as_view())
        invitation = path("invitation/<uidb64>/<token>/", view, name="invitation")
        return [invitation, *super().get_urls()]

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return telling_itself_apart(super().admin_view(view, cacheable))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return telling_itself_apart(super().login)(request, extra_context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The directory first, accounts and locks last; inside an app, by name."""
        order = {"structures": 0, "resources": 1, "diseases": 2, "territories": 3, "foundations": 4}
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: order.get(app["app_label"], len(order)))


class Invitation(views.PasswordResetConfirmView):
    """One-time page on which an invited person chooses a password, and is then logged in.

    Django keeps the token in the session while the form is shown, so that it is not in the
    address: this page, which only the link opens, is where the first cookie is set.
    """

    template_name = "admin/invitation.html"
    form_class = SetPasswordForm
    post_reset_login = True
    post_reset_login_backend = MODEL_BACKEND
    success_url = reverse_lazy("admin:index")
    title = "Choisissez votre mot de passe"
    reset_url_token = "mot-de-passe"  # noqa: S105 (a word of the address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**admin.site.each_context(self.request), **kwargs)
