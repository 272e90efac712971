"""The directory: filters, pages, one structure with its provenance."""

import pytest

from structures.filters import area_km2
from structures.models import Centre, Claim, Structure
from tests.api.helpers import API, assert_problem, post

pytestmark = pytest.mark.django_db

CRETEIL = "2.4551,48.7771"
CARD = {
    "slug", "kind", "name", "label", "network", "filiere", "audience", "age_min", "age_max",
    "address", "commune", "department", "territory", "lon", "lat", "precision", "distance_km",
    "phones", "page_url", "official_url", "evidence", "verified_on",
}  # fmt: skip


def results(client, query: str) -> list[dict]:
    response = client.get(f"{API}/structures?limit=500&{query}")
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_a_card_says_what_the_contract_promises(client):
    page = client.get(f"{API}/structures?kind=centre&limit=3").json()
    assert page["count"] == Centre.objects.published().count()
    assert len(page["results"]) == 3
    for card in page["results"]:
        assert card.keys() >= CARD
        assert card["network"].keys() >= {"slug", "name", "coverage"}
        assert card["page_url"] == f"/centres/{card['slug']}/"
        assert card["distance_km"] is None


def test_pages_give_everything_once(client):
    seen, url = [], f"{API}/structures?limit=97"
    while url:
        page = client.get(url).json()
        seen += [card["slug"] for card in page["results"]]
        url = page["next"]
    assert len(seen) == len(set(seen)) == page["count"] == Structure.objects.published().count()


def test_pages_around_a_place_give_everything_once_in_order_of_distance(client):
    seen, url = [], f"{API}/structures?near={CRETEIL}&limit=83"
    while url:
        page = client.get(url).json()
        seen += page["results"]
        url = page["next"]
    slugs = [card["slug"] for card in seen]
    assert len(slugs) == len(set(slugs)) == page["count"] == Structure.objects.published().count()
    # Rounded to the kilometre when the position is probable: the order is that of the metres.
    shown = [card["distance_km"] for card in seen if card["precision"] == "exact"]
    assert shown == sorted(shown)
    first_without = next(i for i, card in enumerate(seen) if card["lon"] is None)
    assert all(card["lon"] is None for card in seen[first_without:])


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("kind=establishment", lambda card: card["kind"] == "establishment"),
        ("label=CRMR_COORD", lambda card: card["label"] == "CRMR_COORD"),
        ("label=CRC,CCMR", lambda card: card["label"] in {"CRC", "CCMR"}),
        ("filiere=BRAIN-TEAM", lambda card: card["filiere"] == "BRAIN-TEAM"),
        ("network=huntington", lambda card: card["network"]["slug"] == "huntington"),
        ("department=94", lambda card: card["department"] == "94"),
        ("platform=member", lambda card: card["establishment"] is not None),
        ("q=HENRI-mon", lambda card: "henri" in card["name"].lower()),
        ("commune=94028", lambda card: card["commune"] == "94028"),
        ("audience=child", lambda card: card["audience"] in {"child", "both"}),
        ("audience=unknown", lambda card: card["audience"] == "unknown"),
        ("bbox=1.4,48.1,3.6,49.3", lambda c: 1.4 <= c["lon"] <= 3.6 and 48.1 <= c["lat"] <= 49.3),
        (f"near={CRETEIL}&radius_km=15", lambda card: card["distance_km"] <= 15.5),
    ],
)
def test_a_filter_keeps_what_meets_it_and_drops_the_rest(client, query, holds):
    kept = results(client, query)
    assert kept
    assert all(holds(card) for card in kept)
    total = Structure.objects.published().count()
    assert len(kept) < total


def test_filters_add_up(client):
    both = {card["slug"] for card in results(client, "department=94&label=CRMR_COORD")}
    assert both == {card["slug"] for card in results(client, "department=94")} & {
        card["slug"] for card in results(client, "label=CRMR_COORD")
    }
    assert both


def test_a_disease_finds_the_centres_whose_network_claims_it(client):
    found = {card["slug"] for card in results(client, "disease=399")}
    claiming = Claim.objects.filter(disease=399).values("network")
    assert set(Centre.objects.filter(network__in=claiming).values_list("slug", flat=True)) <= found
    assert "huntington-henri-mondor-creteil" in found


@pytest.mark.parametrize(
    ("orpha", "never"),
    [(457, "cerenef"), (204, "huntington"), (352, "wilson"), (511, "defi-di"), (870, "crnk")],
)
def test_a_disease_never_finds_what_only_some_other_classification_puts_above_it(
    client, orpha, never
):
    response = client.get(f"{API}/structures?limit=500&disease={orpha}")
    if response.status_code == 400:
        pytest.fail(f"ORPHA:{orpha} is not in the shipped data")
    assert never not in {card["network"]["slug"] for card in response.json()["results"]}


@pytest.mark.parametrize("disease", ["disease=399", "network=huntington", "filiere=BRAIN-TEAM"])
@pytest.mark.parametrize(
    "place",
    [
        f"near={CRETEIL}",
        f"near={CRETEIL}&radius_km=500",
        "commune=94028",
        "bbox=2.4,48.7,2.5,48.8",
        "q=creteil",
    ],
)
@pytest.mark.parametrize("path", ["/structures", "/structures.geojson"])
def test_a_private_place_and_a_disease_never_stand_together_in_a_url(client, path, place, disease):
    assert_problem(client.get(f"{API}{path}?{place}&{disease}"), code="use_post")


@pytest.mark.parametrize("public", ["department=94", "bbox=1.4,48.1,3.6,49.3", "audience=adult"])
def test_what_tells_no_private_place_may_stand_with_a_disease(client, public):
    assert client.get(f"{API}/structures?{public}&disease=399").status_code == 200


@pytest.mark.parametrize("near", [CRETEIL, [2.4551, 48.7771]])
def test_the_same_parameters_are_taken_as_json(client, near):
    asked = {"near": near, "radius_km": 60, "disease": 399, "kind": ["centre"], "label": None}
    response = post(client, "/structures", asked)
    assert response.status_code == 200, response.content
    first = response.json()["results"][0]
    assert first["slug"] == "huntington-henri-mondor-creteil"
    assert 0 < first["distance_km"] < 5
    assert response["Cache-Control"] == "no-store"
    assert response.json()["next"] is None


def test_pages_of_a_post_follow_its_cursor(client):
    asked = {"near": CRETEIL, "kind": "centre", "limit": 7}
    first = post(client, "/structures", asked).json()
    second = post(client, "/structures", {**asked, "cursor": first["next_cursor"]}).json()
    slugs = [card["slug"] for card in first["results"] + second["results"]]
    assert len(set(slugs)) == 14
    assert slugs == [
        card["slug"]
        for card in post(client, "/structures", {**asked, "limit": 14}).json()["results"]
    ]


def test_one_structure_comes_with_where_it_comes_from(client):
    whole = client.get(f"{API}/structures/huntington-henri-mondor-creteil").json()
    assert whole.keys() >= CARD | {"provenance", "diseases", "service_areas", "label_note"}
    assert whole["provenance"]["source"]
    assert whole["provenance"].keys() >= {
        "source", "source_url", "licence", "retrieved_on", "verified_on", "evidence",
    }  # fmt: skip
    assert 399 in {disease["orpha"] for disease in whole["diseases"]}
    assert whole["establishment"]["finess"] == "940100027"


def test_what_rests_on_general_knowledge_stays_hidden(client):
    Structure.objects.filter(slug="huntington-henri-mondor-creteil").update(
        evidence="general_knowledge"
    )
    path = f"{API}/structures/huntington-henri-mondor-creteil"
    assert_problem(client.get(path), 404, "not_found")
    assert "huntington-henri-mondor-creteil" not in {
        card["slug"] for card in results(client, "network=huntington")
    }


@pytest.mark.parametrize(
    ("query", "most"),
    [("", 3), ("kind=centre&limit=500", 3), (f"near={CRETEIL}&limit=500", 4), ("disease=399", 7)],
)
def test_a_list_costs_few_queries_whatever_its_length(
    client, django_assert_max_num_queries, query, most
):
    with django_assert_max_num_queries(most):
        client.get(f"{API}/structures?{query}")


def test_one_structure_costs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(f"{API}/structures/huntington-henri-mondor-creteil")


def test_the_area_of_a_box_is_that_of_the_sphere():
    assert area_km2((-180, -90, 180, 90)) == pytest.approx(510_065_600, rel=1e-4)
    assert area_km2((0, 0, 1, 1)) == pytest.approx(12_364, rel=1e-3)


def test_how_one_comes_is_told_when_it_is_known(client):
    address = f"{API}/structures/neuro-ocean-indien-saint-pierre-la-reunion"
    unknown = client.get(address).json()
    assert (unknown["opening_hours"], unknown["opening_hours_as_of"]) == ("", None)
    assert (unknown["appointment"], unknown["transport"], unknown["wheelchair"]) == ("", "", None)
    assert unknown["time_zone"] == "Indian/Reunion"
    Centre.objects.filter(slug=unknown["slug"]).update(
        opening_hours="Mo-Fr 08:00-15:00; PH off", opening_hours_as_of="2026-03-02", wheelchair="no"
    )
    known = client.get(address).json()
    assert known["opening_hours"] == "Mo-Fr 08:00-15:00; PH off"
    assert (known["opening_hours_as_of"], known["wheelchair"]) == ("2026-03-02", "no")
