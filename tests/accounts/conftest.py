from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from accounts.inviting import invite
from accounts.roles import Role
from structures.models import Establishment
from tests.accounts.second_factor import come_in
from tests.admin.rows import Rows, shipped_rows

Entering = Callable[..., Client]


@pytest.fixture
def rows(db) -> Rows:
    return shipped_rows()


@pytest.fixture
def entering(db) -> Entering:
    """`entering(role, *establishments)`: the back office as a person of this role sees it."""

    def enter(role: Role, *establishments: Establishment) -> Client:
        user, _ = invite(f"{role.value}@chu.example", role, establishments)
        browser = come_in(Client(), user)
        browser.person = User.objects.get(pk=user.pk)
        return browser

    return enter
