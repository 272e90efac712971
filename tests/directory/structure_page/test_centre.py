"""The page of a centre: honest about what is known, where it comes from and what is not sure."""

import pytest
from django.db.models import Count
from django.test import Client

from foundations.provenance import Evidence
from structures.models import Centre, Network
from tests.directory.structure_page.reading import text_of

pytestmark = pytest.mark.django_db


def huntington() -> Centre:
    return Centre.objects.get(slug="huntington-henri-mondor-creteil")


def test_page_of_a_centre(client: Client) -> None:
    centre = huntington()
    response = client.get(f"/centres/{centre.slug}/")
    words = text_of(response)
    assert response.status_code == 200
    assert not response.cookies
    assert centre.name in words
    assert "Centre de référence maladies rares (CRMR), coordonnateur" in words
    assert "Adultes" in words
    assert centre.source in words
    assert centre.official_url in response.content.decode()
    assert "Notre liste de ce réseau est incomplète" in words
    assert "01 49 81 21 11" in words
    assert "standard de l’hôpital, numéro de 2020" in words


def test_a_correction_shows_at_once(client: Client) -> None:
    centre = huntington()
    Centre.objects.filter(pk=centre.pk).update(name="Centre renommé par une éditrice")
    assert "Centre renommé par une éditrice" in text_of(client.get(f"/centres/{centre.slug}/"))


def test_what_rests_on_general_knowledge_is_hidden(client: Client) -> None:
    centre = huntington()
    Centre.objects.filter(pk=centre.pk).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert client.get(f"/centres/{centre.slug}/").status_code == 404


def test_what_is_to_verify_says_so(client: Client) -> None:
    centre = huntington()
    Centre.objects.filter(pk=centre.pk).update(evidence=Evidence.TO_VERIFY)
    assert "à vérifier" in text_of(client.get(f"/centres/{centre.slug}/"))


def test_every_published_centre_has_its_page(client: Client) -> None:
    slugs = list(Centre.objects.published().order_by("slug").values_list("slug", flat=True))
    assert len(slugs) > 400
    for slug in slugs[::10]:
        assert client.get(f"/centres/{slug}/").status_code == 200


def test_queries_do_not_grow_with_the_network_or_the_hospital(
    client: Client, django_assert_max_num_queries
) -> None:
    largest = Network.objects.annotate(size=Count("centres")).order_by("-size").first()
    centre = largest.centres.published().filter(establishment__isnull=False).first()
    for slug in (huntington().slug, centre.slug):
        address = f"/centres/{slug}/"
        client.get(address)  # the resources are read at the first question
        with django_assert_max_num_queries(15):
            client.get(address)


def test_unknown_centre(client: Client) -> None:
    assert client.get("/centres/rien-de-tel/").status_code == 404
