from django.urls import path

from territories.api import PlacesView

urlpatterns = [path("places", PlacesView.as_view(), name="places")]
