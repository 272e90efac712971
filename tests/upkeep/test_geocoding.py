"""Structures without a point and a geocoder, over real HTTP to a server of this machine."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from foundations import corrections
from foundations.geography import point
from foundations.models import Correction
from structures.models import Centre, Establishment, PlacedPoint, Service
from tests.importers.conftest import change, load, shipped, with_value  # noqa: F401
from tests.upkeep.address_server import AddressServer, Reply, collection, feature, serving
from upkeep import placing
from upkeep.geocoding import ban
from upkeep.geocoding.judging import EXACT, PROBABLE, Candidate, judge
from upkeep.geocoding.question import question
from upkeep.management.commands import geocode
from upkeep.models import GeocoderAnswer

MULHOUSE = "680004546"
"""Émile-Muller: its point of 2020 lies in Brittany, and was left out of our files."""
HOTEL_DIEU = "750100018"
DOOR = feature("20 Rue du Docteur Laennec 68100 Mulhouse", 7.3209, 47.7325, 0.96, code="68224")

pytestmark = pytest.mark.django_db


@pytest.fixture
def geocoder(settings):
    """The geocoder, switched on and pointed at a server of this machine that knows no address."""
    with serving() as (server, host):
        settings.GEOCODER = True
        settings.GEOCODER_SCHEME = "http"
        settings.GEOCODER_DOMAIN = f"{host}/geocodage"
        settings.GEOCODER_DELAY = 0
        settings.GEOCODER_TIMEOUT = 0.3
        yield server


@pytest.fixture
def no_waiting(monkeypatch):
    monkeypatch.setattr(ban, "WAIT_AFTER_AN_ERROR", 0)
    monkeypatch.setattr(ban.asking, "__kwdefaults__", {"retries": 2, "wait": 0})


def hospital(finess: str = MULHOUSE) -> Establishment:
    return Establishment.objects.get(finess=finess)


def run(department: str = "68", **options) -> str:
    """One department is enough for most tests: the hospital of Mulhouse is alone in it."""
    said = io.StringIO()
    call_command("geocode", stdout=said, department=department, **options)
    return said.getvalue()


def knows_mulhouse(server: AddressServer, found: dict = DOOR) -> None:
    server.answer = lambda asked: collection(found) if "Mulhouse" in asked else collection()


def test_switched_off_nothing_is_asked_and_the_commune_places(geocoder, settings):
    settings.GEOCODER = False
    before = placing.without_point().filter(commune__isnull=False).count()
    assert before > 100
    said = run(department=None)
    assert geocoder.questions == []
    assert f"{before} au point de leur commune" in said
    found = hospital()
    assert (found.point, found.point_precision) == (found.commune.point, "probable")
    assert found.placed.origin == PlacedPoint.Origin.COMMUNE
    assert found.placed.stands
    assert "Mulhouse" in found.placed.label
    assert not placing.without_point().filter(commune__isnull=False).exists()


def test_a_sure_answer_is_written_with_its_origin_and_its_date(geocoder):
    knows_mulhouse(geocoder)
    assert "1 placées d’après leur adresse" in run()
    assert geocoder.paths[0] == "/geocodage/search"
    assert "20 R DU DR LAENNEC Mulhouse" in geocoder.questions
    found = hospital()
    assert (found.point.coords, found.point_precision) == ((7.3209, 47.7325), "exact")
    assert (found.placed.origin, found.placed.score) == ("address", 0.96)
    kept = Correction.objects.get(key=str(found.pk), field="point")
    assert (kept.corrected_by, kept.source_value) == (None, None)
    for housed in (*found.centres.all(), *found.services.all()):
        assert housed.point.coords == (7.3209, 47.7325)


def test_what_is_asked_is_asked_once(geocoder):
    knows_mulhouse(geocoder)
    run()
    asked = len(geocoder.questions)
    assert asked == len(set(geocoder.questions)) == GeocoderAnswer.objects.count()
    run()
    assert len(geocoder.questions) == asked


def test_no_question_bears_the_words_of_business_mail(geocoder):
    run(department=None, limit=40)
    assert geocoder.questions
    assert not [q for q in geocoder.questions if "CEDEX" in q.upper() or " BP " in q]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (feature("Rue Laennec 68100 Mulhouse", 7.32, 47.73, 0.61, "street"), "trop faible"),
        (feature("Rue Laennec 29200 Brest", -4.48, 48.39, 0.95), "hors de la commune"),
        (feature("Mulhouse", 7.33, 47.74, 0.95, "municipality"), "seule la commune"),
    ],
)
def test_a_doubtful_answer_waits_for_a_person(geocoder, gestion, answer, why):
    knows_mulhouse(geocoder, answer)
    assert "1 à trancher" in run()
    found = hospital()
    assert found.placed.origin == PlacedPoint.Origin.COMMUNE
    Establishment.objects.filter(pk=found.pk).update(point=None, point_precision="none")
    page = gestion.get(reverse("upkeep:to_place") + "?department=68").content.decode()
    assert why in page
    assert answer["properties"]["label"] in page
    chosen = {"structure": found.pk, "candidate": "0"}
    assert gestion.post(reverse("upkeep:choose"), chosen).status_code == 302
    found = hospital()
    assert list(found.point.coords) == answer["geometry"]["coordinates"]
    assert Correction.objects.get(key=str(found.pk), field="point").corrected_by is not None


def test_a_person_wins_over_the_command(geocoder, administrator):
    found = hospital()
    before = corrections.snapshot(found, placing.POSITION)
    found.point, found.point_precision = point(lon=7.32, lat=47.73), "exact"
    found.save()
    corrections.record_changes(found, before, administrator)
    knows_mulhouse(geocoder)
    run()
    assert hospital().point.coords == (7.32, 47.73)
    assert not PlacedPoint.objects.filter(structure=found).exists()


def test_a_point_that_a_person_took_away_stays_away(geocoder, administrator):
    found = hospital("940100027")
    before = corrections.snapshot(found, placing.POSITION)
    found.point, found.point_precision = None, "none"
    found.save()
    corrections.record_changes(found, before, administrator)
    run(department="94")
    assert hospital("940100027").point is None


def test_an_import_leaves_the_point_and_takes_its_place_when_it_has_one(geocoder, load, shipped):  # noqa: F811
    knows_mulhouse(geocoder)
    run()
    load(force=True)
    assert hospital().point.coords == (7.3209, 47.7325)
    change(
        shipped / "directory" / "establishments.csv",
        with_value(
            {"finess": MULHOUSE}, longitude="7.33", latitude="47.74", point_precision="exact"
        ),
    )
    load(force=True)
    assert hospital().point.coords == (7.3209, 47.7325)
    assert "1 points rendus à leur source" in run()
    assert hospital().point.coords == (7.33, 47.74)
    assert not PlacedPoint.objects.filter(structure=hospital()).exists()
    assert not Correction.objects.filter(key=str(hospital().pk)).exists()


def test_a_commune_point_gives_way_to_the_address_found_later(geocoder, settings):
    settings.GEOCODER = False
    run()
    settings.GEOCODER = True
    knows_mulhouse(geocoder)
    run()
    assert hospital().point.coords == (7.3209, 47.7325)
    assert hospital().placed.origin == PlacedPoint.Origin.ADDRESS


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b'{"features": [{"geometry": null}]}',
        b'{"features": [{"geometry": {"coordinates": [7.3]}, "properties": {}}]}',
        b'{"features": [{"geometry": {"coordinates": [7.3, 47.7]}, "properties": {"label": "x"}}]}',
        b'{"features": 3}',
        b"[1, 2]",
        b'{"message": "maintenance"}',
        b"\xff\xfe",
    ],
)
def test_garbage_stops_with_a_sentence_and_keeps_what_was_done(geocoder, no_waiting, body):
    geocoder.answer = lambda asked: Reply(body)
    with pytest.raises(CommandError, match="ne répond pas"):
        run()
    assert not GeocoderAnswer.objects.exists()


def test_an_empty_answer_is_an_answer(geocoder):
    geocoder.answer = lambda asked: Reply(b'{"type": "FeatureCollection", "features": []}')
    said = run()
    assert "au point de leur commune" in said
    assert GeocoderAnswer.objects.filter(candidates=[]).count() == GeocoderAnswer.objects.count()


def test_asked_to_slow_down_it_stops_and_goes_on_later(geocoder, no_waiting):
    def answer(asked: str) -> Reply:
        return Reply(b"", status=429) if len(geocoder.questions) > 3 else collection()

    geocoder.answer = answer
    with pytest.raises(CommandError, match="attendre"):
        run(department="94")
    assert GeocoderAnswer.objects.count() == 3
    geocoder.answer = lambda asked: collection()
    run(department="94")
    left = placing.without_point().in_department("94")
    assert not left.filter(commune__isnull=False).exists()


def test_a_passing_failure_is_tried_again(geocoder, no_waiting):
    def answer(asked: str) -> Reply:
        return Reply(b"", status=503) if len(geocoder.questions) == 1 else collection()

    geocoder.answer = answer
    run()
    assert geocoder.questions[0] == geocoder.questions[1]


def test_a_silent_server_is_given_up(geocoder, no_waiting):
    geocoder.answer = lambda asked: Reply(b"{}", delay=0.5)
    with pytest.raises(CommandError, match="ne répond pas"):
        run()


def test_interrupted_it_keeps_what_is_placed(geocoder, monkeypatch):
    taken = []

    def ask_until_interrupted(asked: str) -> list[Candidate]:
        taken.append(asked)
        if len(taken) > 2:
            raise KeyboardInterrupt
        return []

    monkeypatch.setattr(geocode, "asking", lambda: ask_until_interrupted)
    with pytest.raises(CommandError, match="Interrompu") as stopped:
        run(department="94")
    assert stopped.value.returncode == 130
    assert PlacedPoint.objects.count() >= 2
    assert GeocoderAnswer.objects.count() == 2


def test_a_dry_run_changes_and_asks_nothing(geocoder):
    assert "structures à placer" in run(dry_run=True)
    assert geocoder.questions == []
    assert not PlacedPoint.objects.exists()


def test_the_button_of_one_structure(geocoder, gestion, settings):
    knows_mulhouse(geocoder)
    one = {"structure": hospital().pk}
    page = gestion.post(reverse("upkeep:ask"), one, follow=True).content.decode()
    assert "est placé d’après son adresse" in page
    assert hospital().point.coords == (7.3209, 47.7325)
    settings.GEOCODER = False
    assert gestion.post(reverse("upkeep:ask"), one).status_code == 403


def test_the_button_says_when_nobody_answers(geocoder, gestion):
    geocoder.answer = lambda asked: Reply(b"", status=500)
    one = {"structure": hospital().pk}
    page = gestion.post(reverse("upkeep:ask"), one, follow=True).content.decode()
    assert "ne répond pas" in page
    assert len(geocoder.questions) == 1


def test_no_public_page_asks_the_geocoder(geocoder, client):
    for address in ("/", "/orientation", f"/structures/{hospital().slug}/", "/plateforme/"):
        assert client.get(address).status_code == 200
    client.post("/orientation", {"place": "68100 Mulhouse", "disease": "NF1", "age": "28"})
    assert geocoder.questions == []


@pytest.mark.parametrize("chosen", ["", "-1", "7", "abc"])
def test_a_candidate_that_was_not_proposed_is_refused(geocoder, gestion, chosen):
    knows_mulhouse(geocoder, feature("Rue X", 7.32, 47.73, 0.4, "street"))
    run()
    data = {"structure": hospital().pk, "candidate": chosen}
    assert gestion.post(reverse("upkeep:choose"), data).status_code == 404


@pytest.mark.parametrize(
    ("score", "kind", "outside", "precision"),
    [
        (0.95, "housenumber", 0.0, EXACT),
        (0.90, "housenumber", 900.0, EXACT),
        (0.89, "housenumber", 0.0, PROBABLE),
        (0.80, "street", 0.0, PROBABLE),
        (0.97, "street", 0.0, PROBABLE),
        (0.97, "locality", None, PROBABLE),
        (0.79, "housenumber", 0.0, ""),
        (0.99, "housenumber", 1_001.0, ""),
        (0.99, "municipality", 0.0, ""),
    ],
)
def test_what_an_answer_is_worth(score, kind, outside, precision):
    candidate = Candidate("x", score, kind, "68224", 7.3, 47.7)
    assert judge(candidate, outside).precision == precision


@pytest.mark.parametrize(
    ("address", "postal_line", "postcodes", "asked"),
    [
        ("20 R DU DR LAENNEC", "68051 MULHOUSE CEDEX 1", {"68100", "68200"}, "Mulhouse"),
        ("20 R DU DR LAENNEC", "68100 MULHOUSE", {"68100", "68200"}, "68100 Mulhouse"),
        ("20 R DU DR LAENNEC BP 1370", "68070 X CEDEX", {"68100"}, "68100 Mulhouse"),
        ("20 R DU DR LAENNEC, CS 10 022", "", set(), "Mulhouse"),
    ],
)
def test_a_question_is_a_street_and_a_commune(address, postal_line, postcodes, asked):
    written = question(
        address=address, postal_line=postal_line, commune="Mulhouse", postcodes=postcodes
    )
    assert written == f"20 R DU DR LAENNEC {asked}"


def test_no_question_without_a_street():
    said = {"postal_line": "68100 MULHOUSE", "commune": "Mulhouse", "postcodes": {"68100"}}
    assert question(address="BP 12", **said) is None
    assert question(address="", **said) is None


def test_a_hosted_row_is_placed_by_its_establishment_only():
    housed = Centre.objects.filter(establishment__isnull=False, stands_apart=False)
    assert not placing.to_place().filter(pk__in=housed.values("pk")).exists()
    assert Service.objects.filter(pk__in=placing.to_place().values("pk")).exists()
