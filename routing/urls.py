from django.urls import path

from routing import disease_pages, views
from routing.sheet.views import sheet

urlpatterns = [
    path("", views.finder, name="finder"),
    path("orientation", views.orientation, name="orientation"),
    path("orientation/fiche", sheet, name="sheet"),
    path("maladies/", disease_pages.diseases, name="diseases"),
    path("maladies/<int:orpha>/", disease_pages.disease, name="disease"),
]
