"""What no column can hold, in an address or a post made by hand: a refusal, never an error."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from structures.models import Affiliation
from tests.accounts.conftest import entering  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/gestion/structures/centre/?evidence__exact=%00",
        "/gestion/structures/centre/exporter.csv?department__code__exact=%00",
        "/gestion/contributions/suggestion/?etat=%00",
        "/gestion/autocomplete/?app_label=structures&model_name=service"
        "&field_name=establishment&term=%00",
    ],
)
def test_a_null_byte_in_an_address(entering, path):  # noqa: F811
    assert entering(Role.PLATFORM).get(path).status_code == 400


def test_a_null_byte_in_a_button_of_a_queue(entering):  # noqa: F811
    sent = {"row": "resources.protocol:\0"}
    assert entering(Role.PLATFORM).post(reverse("upkeep:verified_today"), sent).status_code == 400


def test_a_number_of_twenty_digits(entering):  # noqa: F811
    sent = {"structure": "9" * 20}
    assert entering(Role.PLATFORM).post(reverse("upkeep:at_commune"), sent).status_code == 404


def test_what_is_never_dated_is_not_verified(entering):  # noqa: F811
    affiliation = Affiliation.objects.first()
    sent = {"row": f"structures.affiliation:{affiliation.pk}"}
    assert entering(Role.PLATFORM).post(reverse("upkeep:verified_today"), sent).status_code == 404
