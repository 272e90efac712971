from django.urls import path

from directory.lists.views import lists
from directory.structure_page import views as structure_page

urlpatterns = [
    path("annuaire/", lists, name="lists"),
    path("annuaire/<slug:kind>/", lists, name="list"),
    path("centres/<slug:slug>/", structure_page.centre, name="centre"),
    path("structures/<slug:slug>/", structure_page.structure, name="structure"),
]
