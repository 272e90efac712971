from django.urls import path

from directory import platform
from directory.lists.views import lists
from directory.shelves import associations, guides, pages
from directory.structure_page import views as structure_page

urlpatterns = [
    path("annuaire/", lists, name="lists"),
    path("annuaire/<slug:kind>/", lists, name="list"),
    path("centres/<slug:slug>/", structure_page.centre, name="centre"),
    path("structures/<slug:slug>/", structure_page.structure, name="structure"),
    path("associations/<slug:slug>/", associations.association, name="association"),
    path("plateforme/", platform.platform, name="platform"),
    path("plateforme/tableau.<slug:extension>", platform.platform_file, name="platform_file"),
    path("ressources/", pages.index, name="resources"),
    path("ressources/glossaire/", guides.glossary, name="glossary"),
    path(
        "ressources/glossaire/tableau.<slug:extension>", guides.glossary_file, name="glossary_file"
    ),
    path("ressources/guides/<slug:slug>/", guides.guide, name="guide"),
    path("ressources/guides/tableau.<slug:extension>", guides.guides_file, name="guides_file"),
    path("ressources/<slug:slug>/", pages.shelf, name="shelf"),
    path("ressources/<slug:slug>/tableau.<slug:extension>", pages.shelf_file, name="shelf_file"),
]
