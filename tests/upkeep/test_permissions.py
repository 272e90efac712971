"""Every page and every button asks for one permission, and says no without it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from foundations import to_do
from structures.models import Service
from tests.accounts.second_factor import come_in
from upkeep.models import DuplicatePair
from upkeep.urls import urlpatterns

pytestmark = pytest.mark.django_db

PAGES = {
    "to_verify": "view_queue",
    "phones": "view_queue",
    "conflicts": "view_queue",
    "to_place": "view_queue",
    "doubtful_points": "view_queue",
    "duplicates": "view_duplicatepair",
    "merges": "view_merge",
}
BUTTONS = {
    "verified_today": "change_queue",
    "settle": "change_queue",
    "ask": "change_queue",
    "choose": "change_queue",
    "at_commune": "change_queue",
    "confirm_point": "change_queue",
    "look_again": "add_duplicatepair",
    "dismiss": "change_duplicatepair",
    "merge": "add_merge",
    "undo": "delete_merge",
}
EVERY = {**PAGES, **BUTTONS}


def somebody(*codenames: str) -> Client:
    user = User.objects.create_user(f"{len(codenames)}@chu.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return come_in(Client(), user)


def ask(client: Client, name: str, **data: object) -> int:
    address = reverse(f"upkeep:{name}")
    answer = client.post(address, data) if name in BUTTONS else client.get(address)
    return answer.status_code


def test_every_address_is_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_nobody_enters_without_an_account(client, name):
    address = reverse(f"upkeep:{name}")
    answer = client.post(address) if name in BUTTONS else client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/gestion/login/")
    assert not answer.cookies


@pytest.mark.parametrize(("name", "codename"), EVERY.items())
def test_the_one_permission_opens_and_no_other(name, codename):
    others = Permission.objects.filter(content_type__app_label="upkeep").exclude(codename=codename)
    assert ask(somebody(*others.values_list("codename", flat=True)), name) == 403
    assert ask(somebody(codename), name) in (200, 302, 404)


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_is_never_a_link(gestion, name):
    assert gestion.get(reverse(f"upkeep:{name}")).status_code == 405


def test_the_right_to_the_queue_is_not_the_right_to_the_row():
    one, two = Service.objects.order_by("pk")[:2]
    pair = DuplicatePair.objects.create(
        first=one, second=two, score=90, reasons=["même nom"], found_on="2026-11-27"
    )
    client = somebody("change_queue", "add_merge")
    assert ask(client, "verified_today", row=f"structures.service:{one.pk}") == 403
    assert ask(client, "merge", pair=pair.pk, keep=one.pk) == 403
    for name in ("at_commune", "confirm_point"):
        assert ask(client, name, structure=one.pk) == 403
    one.refresh_from_db()
    assert one.verified_on is None


def test_buttons_are_shown_to_those_who_may_press_them():
    page = somebody("view_queue").get(reverse("upkeep:to_verify")).content.decode()
    assert "Vérifié aujourd’hui" not in page
    page = somebody("view_queue", "change_queue").get(reverse("upkeep:to_verify")).content.decode()
    assert "Vérifié aujourd’hui" in page


def test_the_first_page_counts_each_queue_in_one_query(
    administrator, django_assert_max_num_queries
):
    ours = [queue for queue in to_do._queues.values() if queue.url_name.startswith("upkeep:")]
    assert len(ours) == 6
    for queue in ours:
        with django_assert_max_num_queries(2):
            assert queue.count() >= 0
    waiting = {line.address: line.count for line in to_do.waiting_for(administrator)}
    assert waiting[reverse("upkeep:to_verify")] > 1_000
