import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from structures.models import Centre
from tests.accounts.second_factor import come_in
from tests.contributions.writing import SLUG

MODERATOR = (
    "contributions.view_suggestion",
    "contributions.change_suggestion",
    "contributions.view_verificationrequest",
    "contributions.add_verificationrequest",
    "contributions.view_verificationanswer",
    "contributions.change_verificationanswer",
    "structures.view_every_establishment",
    "structures.change_every_establishment",
    "structures.view_centre",
    "structures.change_centre",
)


@pytest.fixture
def centre(db) -> Centre:
    return Centre.objects.select_related("establishment").get(slug=SLUG)


@pytest.fixture
def visitor(db) -> Client:
    """Somebody's browser, on our own pages."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"}, enforce_csrf_checks=True)


def staff(name: str, *permissions: str) -> User:
    """An account with these rights alone."""
    user = User.objects.create_user(name, is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


def logged_in(user: User) -> Client:
    """The back office as this person sees it, their second factor given."""
    return come_in(Client(), user)


@pytest.fixture
def moderator(db) -> User:
    return staff("relectrice@chu.example", *MODERATOR)


@pytest.fixture
def gestion(moderator: User) -> Client:
    """The back office as a moderator sees it, who may also correct centres."""
    return logged_in(moderator)
