import pytest
from django.test import Client

from contributions.models import DailySalt, Sending
from structures.models import Centre

SLUG = "cerenef-henri-mondor-creteil"


@pytest.fixture
def centre(db) -> Centre:
    return Centre.objects.select_related("establishment").get(slug=SLUG)


@pytest.fixture
def visitor(db) -> Client:
    """Somebody's browser, on our own pages."""
    Sending.objects.all().delete()
    DailySalt.objects.all().delete()
    return Client(headers={"Sec-Fetch-Site": "same-origin"}, enforce_csrf_checks=True)
