from django.urls import path

from structures import api, disease_api

urlpatterns = [
    path("diseases/<int:orpha>", disease_api.DiseaseView.as_view(), name="api-disease"),
    path("structures", api.StructuresView.as_view(), name="api-structures"),
    path("structures.geojson", api.StructuresGeoJSONView.as_view(), name="api-structures-geojson"),
    path("structures/<slug:slug>", api.StructureView.as_view(), name="api-structure"),
]
