from django.urls import path

from routing import api

urlpatterns = [path("orientations", api.OrientationsView.as_view(), name="api-orientations")]
