"""Documents and videos of a structure: links to their publishers, nothing played here."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from foundations.provenance import Evidence
from resources.models import StructureDocument, Video
from structures.models import Structure
from tests.directory.structure_page.reading import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/centres/huntington-henri-mondor-creteil/"


def huntington() -> Structure:
    return Structure.objects.get(slug="huntington-henri-mondor-creteil")


def video(**told) -> Video:
    return Video(
        **{
            "slug": "le-centre-en-images",
            "title": "Le centre en images",
            "url": "https://example.org/video",
            "url_precision": Video.Precision.EXACT,
            "publisher": "Une filière",
            "structure": huntington(),
            "captions": True,
            "transcript": Video.Transcript.WRITTEN,
            "transcript_text": "Bonjour, voici le centre.",
            **told,
        }
    )


def test_a_video_that_all_can_follow_is_a_link_that_says_where_it_leads(client: Client) -> None:
    one = video()
    one.full_clean()
    one.save()
    response = client.get(ADDRESS)
    words = text_of(response)
    assert "Une filière , avec sous-titres et transcription" in words
    assert "Ce lien quitte notre site" in words
    assert "Bonjour, voici le centre." in words
    assert 'href="https://example.org/video" rel="noreferrer"' in response.content.decode()


def test_nothing_on_the_page_asks_another_site_for_anything(client: Client) -> None:
    video().save()
    html = client.get(ADDRESS).content.decode()
    assert re.findall(r"<(?:iframe|video|embed|object|img)\b", html) == []
    assert re.findall(r'(?:src|data-\w+)="(?:https?:)?//', html) == []


@pytest.mark.parametrize(
    "lacking",
    [
        {"captions": False},
        {"transcript": ""},
        {"transcript": Video.Transcript.AUTOMATIC},
        {"transcript_text": ""},
    ],
)
def test_a_video_that_some_cannot_follow_is_refused(lacking: dict) -> None:
    with pytest.raises(ValidationError, match="sous-titres et une transcription écrite"):
        video(**lacking).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        video(**lacking).save()


def test_a_transcript_may_be_read_elsewhere(client: Client) -> None:
    one = video(transcript_text="", transcript_url="https://example.org/texte")
    one.full_clean()
    one.save()
    assert 'href="https://example.org/texte"' in client.get(ADDRESS).content.decode()


def test_a_video_of_no_structure_needs_nothing_of_that() -> None:
    video(structure=None, captions=False, transcript="", transcript_text="").full_clean()


def test_documents_come_in_the_order_of_their_kinds(client: Client) -> None:
    for kind, title in (("leaflet", "Vivre avec la maladie"), ("booklet", "Bienvenue au centre")):
        StructureDocument.objects.create(
            structure=huntington(), kind=kind, title=title, url=f"https://example.org/{kind}"
        )
    words = text_of(client.get(ADDRESS))
    assert words.index("Bienvenue au centre") < words.index("Vivre avec la maladie")
    assert "livret d’accueil" in words
    assert "des documents" not in words


def test_a_document_on_general_knowledge_waits(client: Client) -> None:
    StructureDocument.objects.create(
        structure=huntington(),
        title="Un document supposé",
        url="https://example.org/x",
        evidence=Evidence.GENERAL_KNOWLEDGE,
    )
    words = text_of(client.get(ADDRESS))
    assert "Un document supposé" not in words
    assert "des documents" in words
