"""The site's addresses with that of corrections, whoever serves it."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path

from geo_directory.urls import handler404, handler500
from geo_directory.urls import urlpatterns as site

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *site,
    *i18n_patterns(
        path("signaler/<slug:slug>/", lambda request, slug: HttpResponse(slug), name="correct"),
        prefix_default_language=False,
    ),
]
