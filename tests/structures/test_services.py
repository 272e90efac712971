"""A service of the directory: where it stands, and what the public sees of it."""

import json

import pytest
from django.db import IntegrityError

from structures.models import Establishment, Service, Structure
from tests.api.helpers import API
from tests.api.test_tiles import features

pytestmark = pytest.mark.django_db

MONDOR = "urgences-hopital-henri-mondor-creteil"
KINDS = ["emergency", "medico_social", "authority", "paramedical", "laboratory", "research_unit"]


def listed(client, query: str) -> list[dict]:
    return client.get(f"{API}/structures?limit=500&{query}").json()["results"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_listed_and_drawn(client, kind):
    published = set(Structure.objects.published().filter(kind=kind).values_list("slug", flat=True))
    drawn = json.loads(client.get(f"{API}/structures.geojson?kind={kind}").content)["features"]

    assert published
    assert {card["slug"] for card in listed(client, f"kind={kind}")} == published
    assert {feature["id"] for feature in drawn} == published
    assert {feature["properties"]["kind"] for feature in drawn} == {kind}


def test_a_card_says_what_a_service_is(client):
    (card,) = [c for c in listed(client, "category=emergency&commune=94028") if c["slug"] == MONDOR]

    assert card["category_name"] == "service d’urgence"
    assert card["relevance"] == "core"
    assert card["establishment"]["finess"] == "940100027"
    assert (card["lon"], card["lat"]) == (2.45404, 48.7988)
    assert (card["label"], card["network"]) == (None, None)
    assert card["page_url"] == f"/structures/{MONDOR}/"


def test_one_service_comes_with_its_source(client):
    whole = client.get(f"{API}/structures/{MONDOR}").json()

    assert whole["paediatric_emergency"] is False
    assert (
        whole["source_name"] == "Hôpital Henri-Mondor (AP-HP. Hôpitaux universitaires Henri-Mondor)"
    )
    assert whole["provenance"]["source"].startswith("DREES, SAE 2023")


def test_one_service_says_for_which_diseases_it_works_but_not_on_general_knowledge(client):
    huntington = client.get(f"{API}/structures/mas-residence-le-chene-maladie-de-huntington-cuvry")
    assert [disease["orpha"] for disease in huntington.json()["diseases"]] == [399]

    Service.objects.get(slug=MONDOR).links.create(disease_id=399, evidence="general_knowledge")
    assert client.get(f"{API}/structures/{MONDOR}").json()["diseases"] == []


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("category=mdph", lambda card: card["category"] == "mdph"),
        ("category=mdph,coordination", lambda c: c["category"] in {"mdph", "coordination"}),
        ("relevance=peripheral", lambda card: card["relevance"] == "peripheral"),
        ("kind=medico_social&audience=child", lambda c: c["audience"] in {"child", "both"}),
    ],
)
def test_filters_of_services(client, query, holds):
    kept = listed(client, query)
    assert kept
    assert all(holds(card) for card in kept)


def test_services_on_general_knowledge_are_nowhere(client):
    hidden = set(
        Service.objects.filter(evidence="general_knowledge").values_list("slug", flat=True)
    )
    drawn = json.loads(client.get(f"{API}/structures.geojson").content)["features"]

    assert len(hidden) == 22
    assert not hidden & {feature["id"] for feature in drawn}
    assert not hidden & set(Service.objects.published().values_list("slug", flat=True))
    for slug in hidden:
        assert client.get(f"{API}/structures/{slug}").status_code == 404


def test_what_is_peripheral_stays_off_the_map(client):
    laboratory = Service.objects.get(slug="laboratoire-hopital-henri-mondor-creteil")
    assert laboratory.relevance == "peripheral"
    assert laboratory.point is not None

    around = (laboratory.point.x, laboratory.point.y)
    drawn = {f["properties"]["slug"] for f in features(client, "structures", 14, around)}

    assert MONDOR in drawn
    assert laboratory.slug not in drawn


def test_a_service_moves_with_its_hospital_unless_it_stands_apart():
    hospital = Establishment.objects.get(finess="940100027")
    apart = Service.objects.get(slug="samu-94")
    apart.stands_apart = True
    apart.save()
    hospital.address = "1 RUE NEUVE"
    hospital.save()

    assert Service.objects.get(slug=MONDOR).address == "1 RUE NEUVE"
    assert Service.objects.get(slug="samu-94").address != "1 RUE NEUVE"


def test_the_kind_follows_the_category_when_it_is_saved():
    service = Service.objects.create(slug="essai", name="Essai", category="mdph")
    assert service.kind == Structure.Kind.AUTHORITY
    service.category = "laboratory"
    service.save()
    assert Structure.objects.get(slug="essai").kind == Structure.Kind.LABORATORY


def test_only_an_emergency_department_has_paediatric_emergencies():
    with pytest.raises(IntegrityError, match="service_paediatric_emergency_of_an_emergency"):
        Service.objects.filter(category="mdph").update(paediatric_emergency=True)
