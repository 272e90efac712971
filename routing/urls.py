from django.urls import path

from routing import views

urlpatterns = [
    path("", views.finder, name="finder"),
    path("orientation", views.orientation, name="orientation"),
]
