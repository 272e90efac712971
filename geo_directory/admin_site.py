"""The back office: Django's admin under its French name, behind a password and a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from foundations import to_do

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"

ORDER_OF_APPS = {
    app: place
    for place, app in enumerate(
        (
            "structures",
            "resources",
            "importers",
            "contributions",
            "diseases",
            "territories",
            "foundations",
            "auth",
        )
    )
}
NAMES_OF_APPS = {"auth": "Comptes", "axes": "Accès suspendus"}
"""In place of the names that their packages give themselves."""

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


def refusing_impossible_values(view: View) -> View:
    """A value that no column can hold (a null byte, a number of twenty digits) is a bad request.

    No form of ours sends one: it comes in an address or a post made by hand, and the filters and
    the searches of Django's admin hand it to the database as it is.
    """

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except DataError as error:
            raise BadRequest("valeur impossible") from error

    return wrapped


def before_the_code(view: View) -> View:
    """A page for who gave the password and not the code yet: never kept, its forms protected."""
    return telling_itself_apart(never_cache(csrf_protect(view)))


class GestionSite(admin.AdminSite):
    """No page of it sets a cookie before a log-in.

    The log-in form carries no CSRF token (`geo_directory.middleware.SameOriginPosts` looks at
    where the post comes from instead): the token would need a cookie. A password alone opens the
    pages of the second factor and the log-out, nothing else.
    """

    site_title = "Gestion ESMARA"
    site_header = "Gestion du répertoire"
    index_title = "Que voulez-vous corriger ?"
    index_template = "admin/home.html"
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from accounts.home import search_everything
        from accounts.second_factor import codes, second_factor

        invitation = telling_itself_apart(Invitation.as_view())
        return [
            path("invitation/<uidb64>/<token>/", invitation, name="invitation"),
            path("second-facteur/", before_the_code(second_factor), name="second_factor"),
            path("codes-de-secours/", before_the_code(codes), name="recovery_codes"),
            path("recherche/", self.admin_view(search_everything), name="search_everything"),
            *super().get_urls(),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return super().has_permission(request) and user.is_verified()

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        if view == self.logout:
            return before_the_code(view)
        return telling_itself_apart(refusing_impossible_values(super().admin_view(view, cacheable)))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who gave the password and not the code yet is sent to the code."""
        if request.method == "GET" and super().has_permission(request):
            address = reverse("admin:second_factor")
            wanted = urlencode({"next": request.GET.get("next", "")})
            return telling_itself_apart(HttpResponseRedirect)(f"{address}?{wanted}")
        return telling_itself_apart(super().login)(request, extra_context)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What waits for this person, what changed, and the tables."""
        from accounts.home import recent_changes
        from accounts.roles import role_of

        context = {
            "queues": to_do.waiting_for(request.user),
            "changes": recent_changes(request),
            "role": role_of(request.user),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The directory first, accounts and locks last; inside an app, by name."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = NAMES_OF_APPS.get(app["app_label"], app["name"])
        return sorted(apps, key=lambda app: ORDER_OF_APPS.get(app["app_label"], len(ORDER_OF_APPS)))


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
