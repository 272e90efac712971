"""The page of a centre: honest about what is known, where it comes from and what is not sure."""

from datetime import date

import pytest
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from foundations.provenance import Evidence
from resources.models import Pathway, PathwayDisease
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


def test_the_coordinator_is_named_and_the_other_sites_follow(client: Client) -> None:
    network = Network.objects.get(slug="toxibul")
    coordinators = network.centres.published().filter(label="CRMR_COORD")
    other = network.centres.published().exclude(label="CRMR_COORD").first()
    words = text_of(client.get(f"/centres/{other.slug}/"))
    for coordinator in coordinators:
        assert f"Coordonné par {coordinator.establishment.name}" in words
    known = network.centres.published().count()
    assert f"{known} centres connus sur {network.sites_announced} annoncés" in words
    assert f"{known - 1 - len(coordinators)} autres sites connus" in words


def test_a_sister_that_waits_for_an_editor_is_not_named(client: Client) -> None:
    network = Network.objects.get(slug="toxibul")
    shown, hidden = network.centres.published().exclude(label="CRMR_COORD").order_by("slug")[:2]
    address = f"/centres/{shown.slug}/"
    assert f"/centres/{hidden.slug}/" in client.get(address).content.decode()
    Centre.objects.filter(pk=hidden.pk).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert f"/centres/{hidden.slug}/" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("label", "rungs"),
    [
        ("CRMR_COORD", 3),
        ("CRMR_CONST", 2),
        ("CCMR", 1),
        ("LABEL_UNKNOWN", 1),
    ],
)
def test_the_steps_that_a_label_may_fill(client: Client, label: str, rungs: int) -> None:
    centre = huntington()
    Centre.objects.filter(pk=centre.pk).update(label=label)
    words = text_of(client.get(f"/centres/{centre.slug}/"))
    steps = (
        "Suivi près de chez vous",
        "Diagnostic et choix du traitement",
        "Deuxième avis et formes rares",
    )
    assert [step in words for step in steps] == [number < rungs for number in range(3)]


def test_a_label_that_has_ended_fills_no_step(client: Client) -> None:
    centre = huntington()
    Centre.objects.filter(pk=centre.pk).update(label_until=date(2020, 1, 1))
    words = text_of(client.get(f"/centres/{centre.slug}/"))
    assert "label valable jusqu’au 1 janvier 2020" in words
    assert "Sa place dans un parcours" not in words


def test_the_pathway_is_that_of_its_diseases(client: Client) -> None:
    words = text_of(client.get(f"/centres/{huntington().slug}/"))
    template = Pathway.objects.get(slug="huntington")
    assert f"Le parcours : {template.title_fr}" in words
    for step in template.steps.published():
        assert step.title_fr in words


def test_a_centre_of_other_diseases_shows_the_pathway_of_all(client: Client) -> None:
    centre = huntington()
    PathwayDisease.objects.filter(resource="huntington").delete()
    assert "Le parcours, partie par partie" in text_of(client.get(f"/centres/{centre.slug}/"))


def test_an_old_label_is_one_sober_line(client: Client) -> None:
    old = Centre.objects.filter(label_vintage="before 2017", evidence=Evidence.SOURCED).first()
    words = text_of(client.get(f"/centres/{old.slug}/"))
    assert words.count("La source de ce label est antérieure à 2017") == 1


@pytest.mark.parametrize(
    ("verified_on", "is_said"), [(date(2020, 5, 4), True), (timezone.localdate(), False)]
)
def test_what_was_verified_long_ago_says_its_date(
    client: Client, verified_on: date, is_said: bool
) -> None:
    Centre.objects.filter(pk=huntington().pk).update(verified_on=verified_on)
    words = text_of(client.get(f"/centres/{huntington().slug}/"))
    assert ("Informations du 4 mai 2020" in words) == is_said


def test_what_was_verified_lately_needs_no_reservation(client: Client) -> None:
    old = Centre.objects.filter(label_vintage="before 2017").first()
    Centre.objects.filter(pk=old.pk).update(verified_on=timezone.localdate())
    words = text_of(client.get(f"/centres/{old.slug}/"))
    assert "à vérifier auprès du centre" not in words


def test_a_number_of_its_own_goes_before_that_of_the_hospital(client: Client) -> None:
    centre = huntington()
    centre.phones.create(kind="centre", number="0149812222", as_of=date(2026, 1, 5))
    words = text_of(client.get(f"/centres/{centre.slug}/"))
    assert "01 49 81 22 22" in words
    assert "numéro du centre, numéro de 2026" in words
    assert "01 49 81 21 11" not in words
