"""The page of an association: how to join it, with the age of what is told; no partnership."""

import pytest
from django.test import Client

from foundations.provenance import Evidence
from resources.models import Association
from tests.directory.shelves.pages import text_of

pytestmark = pytest.mark.django_db


def test_contacts_have_their_year_and_their_source(client: Client) -> None:
    kourir = Association.objects.get(slug="kourir")
    response = client.get("/associations/kourir/")
    words = text_of(response)
    assert kourir.get_absolute_url() == "/associations/kourir/"
    assert kourir.name in words
    assert "01 40 03 03 02" in words
    assert f"Coordonnées données par un document de {kourir.contact_year}." in words
    assert kourir.source in words
    assert "Arthrite juvénile idiopathique" in words
    assert "Sa présence ici ne dit rien d’un partenariat" in words
    assert "Vérifié auprès de l’association pas encore" in words


def test_every_public_association_has_its_page(client: Client) -> None:
    for one in Association.objects.all():
        hidden = one.evidence == Evidence.GENERAL_KNOWLEDGE
        response = client.get(f"/associations/{one.pk}/")
        assert response.status_code == (404 if hidden else 200), one
        if not hidden:
            said = text_of(response).count("Sa source est ancienne ou partielle")
            assert said == (one.evidence == Evidence.TO_VERIFY)


def test_a_doubtful_disease_is_said_so(client: Client) -> None:
    one = Association.objects.filter(links__evidence=Evidence.TO_VERIFY).published().first()
    assert "lien à vérifier" in text_of(client.get(f"/associations/{one.pk}/"))


def test_in_english(client: Client) -> None:
    words = text_of(client.get("/en/associations/kourir/"))
    assert "National patient organisation" in words
    assert "Juvenile idiopathic arthritis" in words


def test_few_queries(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        client.get("/associations/kourir/")
