"""The site as it is, and four reference views. Frozen: results compare only while they stay."""

from django.urls import path

from benchmarks.reference import views
from geo_directory import urls

urlpatterns = [
    path("reference/trivial", views.trivial),
    path("reference/knn", views.knn),
    path("reference/diseases", views.diseases),
    path("reference/structures.geojson", views.plain_geojson),
    *urls.urlpatterns,
]
