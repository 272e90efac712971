from django.urls import path

from directory import structure_page
from directory.lists.views import lists

urlpatterns = [
    path("annuaire/", lists, name="lists"),
    path("annuaire/<slug:kind>/", lists, name="list"),
    path("centres/<slug:slug>/", structure_page.centre, name="centre"),
    path("structures/<slug:slug>/", structure_page.structure, name="structure"),
]
