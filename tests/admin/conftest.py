import pytest
from django.contrib.auth.models import User
from django.test import Client

from accounts.inviting import invite
from tests.accounts.second_factor import come_in
from tests.admin.rows import Rows, shipped_rows


@pytest.fixture
def rows(db) -> Rows:
    return shipped_rows()


@pytest.fixture
def editor(db) -> User:
    """Somebody who was invited, without any right on accounts."""
    user, _ = invite("editrice@chu.example")
    return user


@pytest.fixture
def gestion(editor: User) -> Client:
    """The back office as this person sees it."""
    return come_in(Client(), editor)
