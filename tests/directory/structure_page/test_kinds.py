"""One page a structure, at the address of its kind, with what its kind has to say."""

import json
import re

import pytest
from django.test import Client

from foundations.geography import point
from foundations.provenance import Evidence
from structures.models import (
    Affiliation,
    Category,
    Centre,
    Establishment,
    PlacedPoint,
    Service,
    Structure,
)
from tests.directory.structure_page.reading import text_of

pytestmark = pytest.mark.django_db

MONDOR = "hopital-henri-mondor-creteil"


def page_of(client: Client, structure: Structure, prefix: str = ""):
    return client.get(f"{prefix}/structures/{structure.slug}/")


def of(category: Category) -> Service:
    return Service.objects.published().filter(category=category).order_by("slug").first()


def test_every_kind_of_structure_has_its_page(client: Client) -> None:
    for category in Category:
        service = of(category)
        if service is not None:
            response = page_of(client, service)
            assert response.status_code == 200, category
            assert service.name in text_of(response)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_address_of_the_other_kind_leads_to_the_right_one(client: Client, prefix: str) -> None:
    centre, service = Centre.objects.published().first(), of(Category.MDPH)
    moved = client.get(f"{prefix}/structures/{centre.slug}/")
    assert (moved.status_code, moved["Location"]) == (301, f"{prefix}/centres/{centre.slug}/")
    moved = client.get(f"{prefix}/centres/{service.slug}/")
    assert (moved.status_code, moved["Location"]) == (301, f"{prefix}/structures/{service.slug}/")


def test_what_rests_on_general_knowledge_has_no_page(client: Client) -> None:
    hidden = Structure.objects.filter(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert hidden
    for structure in hidden:
        assert client.get(structure.get_absolute_url()).status_code == 404


def test_a_hospital_lists_its_centres_its_services_and_its_status(client: Client) -> None:
    hospital = Establishment.objects.get(slug=MONDOR)
    words = text_of(page_of(client, hospital))
    for one in (*hospital.centres.published(), *hospital.services.published()):
        assert one.name in words
    assert "Porteur de la plateforme ESMARA" in words
    assert "Urgences générales autorisées" in words
    assert "Urgences pédiatriques non autorisées" in words
    assert "n’est pas un horaire d’ouverture" in words
    assert Affiliation.objects.filter(parent=hospital).first().host.name in words
    assert "Une coopération est annoncée, sans dire quelles maladies" in words


def test_a_confirmed_consultation_never_bears_the_label_of_the_centre(client: Client) -> None:
    affiliation = Affiliation.objects.select_related("host").first()
    affiliation.pairing, affiliation.days = Affiliation.Pairing.CONFIRMED, "le premier mardi"
    affiliation.save()
    words = text_of(page_of(client, affiliation.host))
    assert "le premier mardi" in words
    assert "le label est celui du centre, pas de cet hôpital" in words


def test_the_cooperation_of_a_merged_hospital_is_told_no_more(client: Client) -> None:
    affiliation = Affiliation.objects.select_related("host", "parent").first()
    told = affiliation.host.name
    assert told in text_of(page_of(client, affiliation.parent))
    kept = Establishment.objects.exclude(pk__in=[affiliation.host_id, affiliation.parent_id])
    Establishment.objects.filter(pk=affiliation.host_id).update(merged_into=kept.first().pk)
    cooperation = page_of(client, affiliation.parent).context["cooperation"]
    assert affiliation.pk not in {one.affiliation.pk for one in cooperation}


AT_COMMUNE = "Le point de la carte est celui de la commune"


def test_a_point_that_is_only_that_of_the_commune_is_said(client: Client) -> None:
    hospital = Establishment.objects.get(slug=MONDOR)
    housed = hospital.centres.published().filter(stands_apart=False).first()
    addresses = [hospital.get_absolute_url(), housed.get_absolute_url()]
    for address in addresses:
        assert AT_COMMUNE not in text_of(client.get(address))
    placed = PlacedPoint.objects.create(
        structure=hospital.structure_ptr, origin=PlacedPoint.Origin.COMMUNE, point=hospital.point,
        label="Créteil", placed_on="2026-11-01",
    )  # fmt: skip
    for address in addresses:
        assert AT_COMMUNE in text_of(client.get(address))
        assert "The point on the map is that of the commune" in text_of(client.get(f"/en{address}"))
    hospital.point = point(lon=2.45, lat=48.79)
    hospital.save()
    assert AT_COMMUNE not in text_of(client.get(addresses[0])), "somebody has moved it since"
    hospital.point = placed.point
    hospital.save()
    PlacedPoint.objects.update(origin=PlacedPoint.Origin.ADDRESS)
    assert AT_COMMUNE not in text_of(client.get(addresses[0]))


def test_an_emergency_department_says_first_whom_to_call(client: Client) -> None:
    words = text_of(page_of(client, of(Category.EMERGENCY)))
    assert words.index("Appelez d’abord le 15, le 112 ou le 114.") < words.index("standard")
    assert "En cas d’urgence" in words
    assert "Heures d’ouverture non connues." in words
    assert "Ouvert maintenant" not in words


def test_an_office_says_whom_it_serves(client: Client) -> None:
    assert "Zone Essonne (91)" in text_of(
        page_of(client, Service.objects.get(slug="mdph-de-l-essonne"))
    )


def test_a_place_without_care_shows_no_pathway(client: Client) -> None:
    unit = Service.objects.get(slug="equipe-neuropsychologie-interventionnelle")
    words = text_of(page_of(client, unit))
    assert "Maladie de Huntington" in words
    assert "Le parcours" not in words


def test_the_missing_is_said_once(client: Client) -> None:
    words = text_of(page_of(client, of(Category.RESPITE)))
    assert words.count("Non renseigné") == 1
    for thing in ("le rendez-vous", "les transports", "l’accessibilité", "des documents"):
        assert words.count(thing) == 1


def test_what_is_known_is_no_longer_missing(client: Client) -> None:
    service = of(Category.RESPITE)
    service.appointment, service.to_bring = "Par téléphone, le matin.", "carte Vitale\nordonnance"
    service.transport, service.wheelchair = "Bus 12.", Structure.Wheelchair.LIMITED
    service.save()
    words = text_of(page_of(client, service))
    missing = words[words.index("Non renseigné") :]
    for told in ("Par téléphone, le matin.", "carte Vitale", "Bus 12.", "Accessible en partie"):
        assert told in words
    for thing in ("le rendez-vous", "ce qu’il faut apporter", "les transports", "l’accessibilité"):
        assert thing not in missing


def test_the_way_in_of_the_hospital_is_told_and_said_so(client: Client) -> None:
    hospital = Establishment.objects.get(slug=MONDOR)
    hospital.transport, hospital.wheelchair = "Métro 8.", Structure.Wheelchair.YES
    hospital.opening_hours, hospital.opening_hours_as_of = "24/7", "2026-01-05"
    hospital.save()
    words = text_of(client.get("/centres/huntington-henri-mondor-creteil/"))
    assert "Pour venir à l’hôpital : Métro 8." in words
    assert "Pour l’hôpital : Accessible en fauteuil roulant." in words
    assert "24 h sur 24" not in words, "the hours of a hospital are not those of its wards"


@pytest.mark.parametrize(
    "category",
    [Category.EMERGENCY, Category.MDPH, Category.LABORATORY, Category.RESEARCH_UNIT],
)
def test_queries_of_a_service(client: Client, django_assert_max_num_queries, category) -> None:
    address = of(category).get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)


def test_queries_do_not_grow_with_what_a_hospital_holds(
    client: Client, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    address = f"/structures/{MONDOR}/"
    client.get(address)
    with django_assert_max_num_queries(9) as before:
        client.get(address)
    hospital = Establishment.objects.get(slug=MONDOR)
    for number in range(20):
        Service.objects.create(
            slug=f"service-{number}",
            name=f"Service {number}",
            category=Category.LABORATORY,
            establishment=hospital,
        )
    with django_assert_num_queries(len(before)):
        client.get(address)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (f"/structures/{MONDOR}/", "Hospital"),
        ("/centres/huntington-henri-mondor-creteil/", "MedicalClinic"),
        ("/structures/mdph-de-l-essonne/", "GovernmentOffice"),
    ],
)
def test_search_engines_read_public_facts(client: Client, address: str, kind: str) -> None:
    html = client.get(address).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    told = json.loads(script)
    assert told["@type"] == kind
    assert told["url"].endswith(address)
    assert told["telephone"]


def test_english(client: Client) -> None:
    response = page_of(client, Establishment.objects.get(slug=MONDOR), "/en")
    words = text_of(response)
    assert "Leader of the ESMARA platform" in words
    assert "Not known yet: opening hours, transport, accessibility" in words
    assert re.search(r'href="/en/centres/huntington-henri-mondor-creteil/"', str(response.content))


@pytest.mark.urls("tests.directory.structure_page.urls_with_corrections")
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_is_wrong_or_missing_can_be_told(client: Client, prefix: str) -> None:
    """Where the site takes corrections, and in the language of the page."""
    html = page_of(client, of(Category.RESPITE), prefix).content.decode()
    assert f'href="{prefix}/signaler/{of(Category.RESPITE).slug}/"' in html


def test_a_cache_may_ask_again_with_its_tag(client: Client) -> None:
    address = f"/structures/{MONDOR}/"
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_no_cookie_and_no_other_language_in_what_a_cache_keeps(client: Client) -> None:
    address = f"/structures/{MONDOR}/"
    response = client.get(address, headers={"Accept-Language": "en"})
    assert not response.cookies
    assert '<html lang="fr">' in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")
