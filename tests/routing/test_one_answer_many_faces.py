"""One answer, several faces: a centre edited in the database changes them all, and they agree.

A face is added in one line.
"""

from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.gis.geos import Point
from django.http import HttpResponse
from django.test import Client

from foundations.provenance import Evidence
from structures.models import Audience, Centre, Establishment
from tests.routing.sheet.conftest import letters_of, pdf_of

pytestmark = pytest.mark.django_db

FORT_DE_FRANCE, SICKLE_CELL, AGE = "97209", 232, 35
LOCAL, COORDINATOR = "drepano-thal-mangot-vulcin-martinique", "drepano-thal-guadeloupe"
NEW_NAME = "Consultation de la drépanocytose du Lamentin"
API_QUESTION = {"place": {"commune": FORT_DE_FRANCE}, "disease": {"orpha": SICKLE_CELL}, "age": AGE}
FORM = {"place": FORT_DE_FRANCE, "disease": str(SICKLE_CELL), "age": str(AGE)}


def posted(path: str, body: dict, **how: object) -> Callable[[Client], str]:
    """A face: what is read at this address once the question is posted."""

    def read(client: Client) -> str:
        response = client.post(path, body, **how)
        assert response.status_code == 200, response.content[:500]
        return letters_of(text_of(response))

    return read


def text_of(response: HttpResponse) -> str:
    if response["Content-Type"] == "application/pdf":
        return "".join(page.extract_text() for page in pdf_of(response).pages)
    return unescape(response.content.decode())


FACES = {
    "page": posted("/orientation", FORM),
    "english page": posted("/en/orientation", FORM),
    "json": posted("/api/v1/orientations", API_QUESTION, content_type="application/json"),
    "geojson": posted(
        "/api/v1/orientations",
        API_QUESTION,
        content_type="application/json",
        headers={"Accept": "application/geo+json"},
    ),
    "sheet": posted("/orientation/fiche", FORM),
    "pdf": posted("/orientation/fiche?format=pdf", FORM),
}

Face = Callable[[Client], str]
every_face = pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())


@pytest.fixture
def local() -> Centre:
    return Centre.objects.get(slug=LOCAL)


@every_face
def test_the_numbered_centres_are_those_of_every_face_in_the_same_order(
    client: Client, face: Face, local: Centre
) -> None:
    text = face(client)
    coordinator = Centre.objects.get(slug=COORDINATOR)
    assert 0 < text.index(letters_of(local.name)) < text.index(letters_of(coordinator.name))


@every_face
def test_a_new_name_is_told(client: Client, face: Face, local: Centre) -> None:
    former = letters_of(local.name)
    assert former in face(client)
    local.name = NEW_NAME
    local.save()
    after = face(client)
    assert letters_of(NEW_NAME) in after
    assert former not in after


@every_face
def test_a_bulk_edit_is_told_too(client: Client, face: Face, local: Centre) -> None:
    assert letters_of(NEW_NAME) not in face(client)
    Centre.objects.filter(pk=local.pk).update(name=NEW_NAME)
    assert letters_of(NEW_NAME) in face(client)


@every_face
def test_a_centre_that_no_longer_takes_the_age_gives_way(
    client: Client, face: Face, local: Centre
) -> None:
    coordinator = Centre.objects.get(slug=COORDINATOR)

    def leads(text: str) -> bool:
        first = text.find(letters_of(local.name))
        return 0 <= first < text.index(letters_of(coordinator.name))

    assert leads(face(client))
    local.audience = Audience.CHILD
    local.save()
    assert not leads(face(client))


@every_face
def test_a_centre_that_no_source_confirms_is_told_no_more(
    client: Client, face: Face, local: Centre
) -> None:
    local.evidence = Evidence.GENERAL_KNOWLEDGE
    local.save()
    assert letters_of(local.name) not in face(client)


@every_face
def test_a_hospital_that_moved_is_as_far_as_it_now_is(
    client: Client, face: Face, local: Centre
) -> None:
    before = face(client)
    assert face(client) == before
    hospital = Establishment.objects.get(pk=local.establishment_id)
    hospital.point = Point(-60.93, 14.47, srid=4326)  # Sainte-Anne, in the south of the island
    hospital.save()
    after = face(client)
    assert before != after
    assert letters_of(local.name) in after
