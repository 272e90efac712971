from django.urls import path

from directory.structure_page import views as structure_page

urlpatterns = [
    path("centres/<slug:slug>/", structure_page.centre, name="centre"),
    path("structures/<slug:slug>/", structure_page.structure, name="structure"),
]
