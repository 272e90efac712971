from django.urls import path

from geo_directory import pages

urlpatterns = [
    path("confidentialite/", pages.Privacy.as_view(), name="privacy"),
    path("accessibilite/", pages.Accessibility.as_view(), name="accessibility"),
]
