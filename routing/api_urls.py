from django.urls import path

from routing import api
from routing.coverage import api as coverage

urlpatterns = [
    path("orientations", api.OrientationsView.as_view(), name="api-orientations"),
    path(
        "coverage/departments", coverage.DepartmentsView.as_view(), name="api-coverage-departments"
    ),
    path("coverage/communes", coverage.CommunesView.as_view(), name="api-coverage-communes"),
]
