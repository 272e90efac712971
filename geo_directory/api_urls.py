"""/api/v1/: each app declares its own doors."""

from django.urls import include, path

urlpatterns = [
    path("", include("territories.api_urls")),
    path("", include("diseases.api_urls")),
    path("", include("structures.api_urls")),
    path("", include("routing.api_urls")),
    path("", include("geo_directory.schema_urls")),
]
