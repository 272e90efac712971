from django.urls import path

from contributions import views
from contributions.verification.views import verification

urlpatterns = [
    path("signaler/", views.report_centre, name="report_centre"),
    path("signaler/merci/", views.thanks, name="suggestion_thanks"),
    path(
        "signaler/ressource/<slug:kind>/<slug:slug>/",
        views.correct_resource,
        name="correct_resource",
    ),
    path("signaler/<slug:slug>/", views.correct, name="correct"),
    path("verification/<str:token>/", verification, name="verification"),
]
