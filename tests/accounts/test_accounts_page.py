"""Accounts as an administrator keeps them: one role each, establishments, nothing hidden."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from accounts.inviting import invite
from accounts.roles import Role, give_role, role_of
from structures.scope import establishments_of
from tests.admin.html_form import send


@pytest.fixture
def chief(entering) -> Client:
    return entering(Role.ADMINISTRATOR)


@pytest.fixture
def marie(db) -> User:
    return invite("marie@chu.example", Role.READER)[0]


def page_of(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_a_role_is_given_in_the_page_and_written_down(chief, marie, role):
    assert send(chief, page_of(marie), "user_form", role=role.value).status_code == 302
    now = User.objects.get(pk=marie.pk)
    assert role_of(now) is role
    assert now.groups.count() == (0 if role is Role.ADMINISTRATOR else 1)
    messages = LogEntry.objects.filter(object_id=str(marie.pk)).values_list("change_message")
    assert any(role.label in message for (message,) in messages)


def test_an_administrator_who_becomes_a_reader_keeps_nothing(chief, marie):
    give_role(marie, Role.ADMINISTRATOR)
    marie.user_permissions.add(Permission.objects.get(codename="delete_centre"))
    send(chief, page_of(marie), "user_form", role="lecture")
    now = User.objects.get(pk=marie.pk)
    assert not now.is_superuser
    assert not now.has_perm("structures.delete_centre")
    assert now.has_perm("structures.view_centre")


def test_an_establishment_is_given_and_taken(chief, marie, rows):
    sent = {
        "role": "etablissement",
        "edited_establishments-TOTAL_FORMS": "1",
        "edited_establishments-0-user": str(marie.pk),
        "edited_establishments-0-establishment": str(rows.hospital.pk),
    }
    assert send(chief, page_of(marie), "user_form", **sent).status_code == 302
    assert list(establishments_of(marie)) == [rows.hospital]
    send(chief, page_of(marie), "user_form", **{"edited_establishments-0-DELETE": "on"})
    assert not establishments_of(marie).exists()


def test_one_does_not_change_one_s_own_role(chief):
    answer = send(chief, page_of(chief.person), "user_form", role="lecture")
    assert answer.status_code == 302
    assert role_of(User.objects.get(pk=chief.person.pk)) is Role.ADMINISTRATOR


def test_one_does_not_delete_one_s_own_account(chief):
    address = reverse("admin:auth_user_delete", args=[chief.person.pk])
    assert chief.post(address, {"post": "yes"}).status_code == 403


def test_a_deactivated_account_is_outside_at_once(chief, entering):
    platform = entering(Role.PLATFORM)
    assert platform.get("/gestion/").status_code == 200
    send(chief, page_of(platform.person), "user_form", is_active=None)
    assert platform.get("/gestion/").status_code == 302


def test_a_role_that_does_not_exist_is_refused(chief, marie):
    assert send(chief, page_of(marie), "user_form", role="empereur").status_code == 200
    assert role_of(User.objects.get(pk=marie.pk)) is Role.READER


def test_a_post_made_by_hand_gives_no_right_beside_the_role(chief, marie):
    """The fields of Django's own form (superuser, permissions, password) are not there."""
    wanted = Permission.objects.get(codename="delete_user")
    by_hand = {
        "is_superuser": "on",
        "user_permissions": wanted.pk,
        "password": "x",
        "username": "y",
    }
    send(chief, page_of(marie), "user_form", **by_hand)
    now = User.objects.get(pk=marie.pk)
    assert not now.is_superuser
    assert not now.user_permissions.exists()
    assert (now.username, now.password) == (marie.username, marie.password)


def test_groups_are_not_edited_by_hand(chief):
    assert chief.get("/gestion/auth/group/").status_code == 404


def test_the_list_of_accounts_takes_few_queries(chief, django_assert_max_num_queries):
    for number in range(8):
        invite(f"personne{number}@chu.example", Role.READER)
    with django_assert_max_num_queries(12):
        page = chief.get("/gestion/auth/user/")
    assert page.content.decode().count("Lecture") >= 8


def test_those_invited_before_there_were_roles_keep_what_they_could_do(db):
    rename = import_module("accounts.migrations.0002_editors_become_a_role").rename
    Group.objects.all().delete()
    former = Group.objects.create(name="Équipe de rédaction")
    rename(apps, "Équipe de rédaction", Role.PLATFORM.label)
    former.refresh_from_db()
    assert former.name == Role.PLATFORM.label
