"""The queue of what to verify, on the shipped directory."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundations.models import Correction
from foundations.provenance import Evidence
from resources.models import Association, EmergencyCard
from structures.models import Centre, Establishment, Service, Structure
from upkeep import use, verification
from upkeep.use import Use, points_of
from upkeep.verification import Wanted, lines, to_verify

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)
TOXIBUL = "toxibul-henri-mondor-creteil"


def queue_of(**wanted: str) -> list[dict]:
    return list(to_verify(Wanted(**wanted), TODAY))


def test_the_points_counted_by_the_database_are_those_of_the_rule():
    rows = queue_of()
    assert len(rows) > 1_000
    for row in rows:
        known = Use(
            frozenset(s.code for s in use.SIGNALS if row[s.code]),
            row["source_year"],
            row["phone_year"],
            row["verified_year"],
        )
        assert row["score"] == points_of(known, TODAY.year), row


def test_every_published_row_that_nobody_verified_is_in_it_once():
    keys = [(row["table"], row["key"]) for row in queue_of()]
    assert len(keys) == len(set(keys))
    structures = [key for table, key in keys if table.startswith("structures.")]
    assert set(structures) == {str(pk) for pk in published().values_list("pk", flat=True)}
    assert len(keys) > len(structures) + Association.objects.published().count()


def published():
    return Structure.objects.published().filter(verified_on=None)


def test_urgent_lines_come_first_then_emergencies():
    first, *others = lines(queue_of()[:60], TODAY)
    assert first.key == str(Centre.objects.get(slug=TOXIBUL).pk)
    assert first.reasons[0] == "ligne d’urgence"
    assert all(line.reasons[0] == "accueil des urgences" for line in others[:20])


def test_an_old_telephone_is_a_reason_in_words():
    hospital = Establishment.objects.get(finess="940100027")
    (line,) = [
        line for line in lines(queue_of(establishment="940100027"), TODAY)
        if line.key == str(hospital.pk)
    ]  # fmt: skip
    assert "téléphone de 2020" in line.reasons


def test_the_queue_is_narrowed_by_kind_department_and_establishment():
    assert {row["table"] for row in queue_of(kind="centre")} == {"structures.centre"}
    cards = queue_of(kind="resources.emergencycard")
    assert len(cards) == EmergencyCard.objects.published().count()
    assert {row["department_code"] for row in queue_of(department="972")} == {"972"}
    inside = queue_of(establishment="Henri-Mondor (AP-HP)")
    assert {row["place"] for row in inside if row["table"] == "structures.centre"} == {
        "Hôpital Henri-Mondor (AP-HP)"
    }
    assert queue_of(kind="rien") == []


def test_what_was_verified_within_a_year_waits_no_more():
    centre = Centre.objects.get(slug=TOXIBUL)
    for verified_on, waits in [
        (TODAY, False),
        (TODAY - verification.VERIFIED_FOR, False),
        (TODAY - verification.VERIFIED_FOR - timedelta(days=1), True),
    ]:
        Centre.objects.filter(pk=centre.pk).update(verified_on=verified_on)
        assert (str(centre.pk) in {row["key"] for row in queue_of(kind="centre")}) is waits


def test_verified_today_is_a_correction_that_says_so(gestion):
    centre = Centre.objects.filter(evidence=Evidence.TO_VERIFY).first()
    sourced = Service.objects.filter(evidence=Evidence.SOURCED).first()
    rows = [f"structures.centre:{centre.pk}", f"structures.service:{sourced.pk}"]
    address = reverse("upkeep:to_verify") + "?kind=centre"
    response = gestion.post(reverse("upkeep:verified_today"), {"row": rows, "next": address})
    assert response.status_code == 302
    assert response.url == address
    centre.refresh_from_db()
    assert (centre.verified_on, centre.evidence) == (timezone.localdate(), Evidence.SOURCED)
    said = Correction.objects.filter(key=str(centre.pk)).values_list("field", "source_value")
    assert dict(said) == {"verified_on": None, "evidence": Evidence.TO_VERIFY}
    assert set(Correction.objects.filter(key=str(sourced.pk)).values_list("field", flat=True)) == {
        "verified_on"
    }


@pytest.mark.parametrize(
    "row", ["", "structures.centre:", "structures.centre:abc", "auth.user:1", "nothing.at_all:1"]
)
def test_a_row_that_does_not_exist_is_not_found(gestion, row):
    assert gestion.post(reverse("upkeep:verified_today"), {"row": row}).status_code == 404
    assert not Correction.objects.exists()


def test_nothing_chosen_says_so(gestion):
    response = gestion.post(reverse("upkeep:verified_today"), follow=True)
    assert "Cochez d’abord" in response.content.decode()


def test_no_way_back_to_another_site(gestion):
    response = gestion.post(
        reverse("upkeep:verified_today"), {"next": "https://elsewhere.example/"}
    )
    assert response.url == reverse("upkeep:to_verify")


def test_a_page_asks_the_same_few_queries_wherever_it_is(gestion, django_assert_num_queries):
    gestion.get(reverse("upkeep:to_verify"))
    for query in ("", "?p=3", "?p=999&kind=centre", "?department=94"):
        with django_assert_num_queries(6):
            assert gestion.get(reverse("upkeep:to_verify") + query).status_code == 200


@pytest.mark.parametrize("query", ["?p=abc", "?department=%00", "?kind=%F0%9F%8C%B5", "?p=-1"])
def test_odd_addresses_are_answered(gestion, query):
    assert gestion.get(reverse("upkeep:to_verify") + query).status_code == 200
