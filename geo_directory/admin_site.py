"""The back office: Django's admin under its French name, with the page of an invitation."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, reverse_lazy

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


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
        invitation = path(
            "invitation/<uidb64>/<token>/", Invitation.as_view(), name="invitation"
        )
        return [invitation, *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The directory first, accounts and locks last; inside an app, by name."""
        order = {"structures": 0, "diseases": 1, "territories": 2, "foundations": 3}
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
    reset_url_token = "mot-de-passe"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**admin.site.each_context(self.request), **kwargs)
