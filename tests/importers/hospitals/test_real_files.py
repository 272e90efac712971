"""The real SAE of 2023 and GISCO of 2020 in the tables: national emergencies from their join."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from importers.hospitals.loading import Loading, load_gisco, load_sae
from importers.report import Quiet
from structures.models import Service
from tests.importers.hospitals.conftest import EMERGENCIES, GISCO, ID, real

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hospitals")]

TERRITORY = ("77", "89", "91", "94", "972")


@pytest.fixture(scope="module", autouse=True)
def before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict]:
    """The emergencies of the territory as they are shipped; then the SAE, then GISCO."""
    with django_db_blocker.unblock(), transaction.atomic():
        shipped = territory()
        sae = load_sae([real(ID), real(EMERGENCIES)], Quiet())
        gisco = load_gisco(real(GISCO), Quiet())
        yield {"shipped": shipped, "sae": sae, "gisco": gisco}
        transaction.set_rollback(True)


def territory() -> list[dict]:
    columns = ("slug", "name", "audience", "paediatric_emergency", "note", "source", "finess")
    rows = Service.objects.filter(category="emergency", department__in=TERRITORY)
    return list(rows.order_by("slug").values(*columns))


def diff(loading: Loading, table: str) -> tuple[int, int, int, int]:
    found = next(one for one in loading.diffs if one.table == table)
    return found.added, found.changed, found.removed, found.unchanged


def test_every_authorised_department_is_there_once(before):
    emergencies = Service.objects.filter(category="emergency")

    assert emergencies.count() == 620
    assert emergencies.values("establishment").distinct().count() == 620
    assert emergencies.filter(paediatric_emergency=True).count() == 87
    assert emergencies.values("department").distinct().count() == 103


def test_those_of_the_territory_stay_as_they_are_shipped(before):
    assert territory() == before["shipped"]
    assert len(before["shipped"]) == 40


def test_what_the_sae_changes(before):
    assert before["sae"].errors == []
    assert diff(before["sae"], "établissements") == (0, 0, 0, 0)
