import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def administrator(db) -> User:
    return User.objects.create_superuser("cheffe@chu.example", password=None)


@pytest.fixture
def gestion(administrator: User) -> Client:
    """The back office of somebody who may do everything."""
    client = Client()
    client.force_login(administrator)
    return client
