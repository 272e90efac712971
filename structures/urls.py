from django.urls import path

from structures import views

urlpatterns = [path("centres/<slug:slug>/", views.centre, name="centre")]
