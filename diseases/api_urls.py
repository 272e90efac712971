from django.urls import path

from diseases import api

urlpatterns = [path("diseases", api.DiseasesView.as_view(), name="api-diseases")]
