"""Every address of the site; paths are fixed by the public contract (docs/reference)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from geo_directory import health, tiles

handler400 = "geo_directory.api.bad_request"
handler403 = "geo_directory.api.permission_denied"
handler404 = "geo_directory.api.page_not_found"
handler500 = "geo_directory.api.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("api/v1/", include("geo_directory.api_urls")),
    path("tiles/<slug:layer>.json", tiles.tilejson, name="tilejson"),
    path("tiles/<slug:layer>/<int:z>/<int:x>/<int:y>.mvt", tiles.tile, name="tile"),
    path("gestion/upkeep/", include("upkeep.urls")),
    path("gestion/", admin.site.urls),
    *i18n_patterns(
        path("", include("routing.urls")),
        path("", include("directory.urls")),
        path("observatoire/", include("observatory.urls")),
        path("", include("contributions.urls")),
        path("", include("geo_directory.pages_urls")),
        prefix_default_language=False,
    ),
]
