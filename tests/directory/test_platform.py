"""/plateforme/: the figures that its documents announce, beside those that the tables give."""

import pytest
from django.test import Client

from foundations.provenance import Evidence
from resources.models import Association, PlatformFigure, Publication
from structures.models import Category, Centre, Establishment, Service
from territories.models import PlatformZonePart
from tests.directory.shelves.pages import sheet_of, text_of

pytestmark = pytest.mark.django_db

MEMBERS = ["leader", "member", "member_site"]
CARE = [
    category
    for category in Category.values
    if category not in {"laboratory", "platform", "research_unit"}
]


def figures(client: Client) -> dict[str, tuple[list[int], int]]:
    shown = client.get("/plateforme/").context["figures"]
    return {figure.what: (figure.values, figure.known) for figure in shown}


def test_announced_and_known(client: Client) -> None:
    services = Service.objects.published()
    around = services.filter(category__in=CARE, department__in=["94", "77", "91", "89", "972"])
    centres = Centre.objects.published().filter(establishment__platform__in=MEMBERS)
    assert figures(client) == {
        "centres": ([32, 37], centres.count()),
        "hospitals": ([10], Establishment.objects.filter(platform__in=MEMBERS[:2]).count()),
        "research_units": ([18], services.filter(category="research_unit").count()),
        "structures": ([250], around.count()),
        "associations": ([50], Association.objects.published().count()),
    }
    assert figures(client)["research_units"] == ([18], 11)


def test_pages_that_contradict_each_other_are_both_shown(client: Client) -> None:
    response = client.get("/plateforme/")
    words = text_of(response)
    assert words.count("Ces pages se contredisent : nous montrons les deux.") == 1
    for address in ("nos-missions", "plateforme-maladies-rares"):
        assert f'href="https://esmaramaladiesrares.fr/{address}/"' in response.content.decode()
    PlatformFigure.objects.filter(pk="centres-37").delete()
    assert "se contredisent" not in text_of(client.get("/plateforme/"))


def test_a_merged_duplicate_counts_once(client: Client) -> None:
    before = figures(client)["research_units"][1]
    kept, duplicate = Service.objects.published().filter(category="research_unit")[:2]
    Service.objects.filter(pk=duplicate.pk).update(merged_into=kept.pk)
    assert figures(client)["research_units"][1] == before - 1


def test_known_figures_follow_the_tables(client: Client) -> None:
    before = figures(client)
    unit = Service.objects.filter(category="research_unit", evidence="general_knowledge").first()
    Service.objects.filter(pk=unit.pk).update(evidence=Evidence.SOURCED)
    Association.objects.filter(pk="kourir").update(evidence=Evidence.GENERAL_KNOWLEDGE)
    after = figures(client)
    assert after["research_units"][1] == before["research_units"][1] + 1
    assert after["associations"][1] == before["associations"][1] - 1
    assert "10 autres unités attendent" in text_of(client.get("/plateforme/"))


def test_an_announced_figure_comes_from_its_table(client: Client) -> None:
    PlatformFigure.objects.filter(pk="structures-250").update(value=261)
    assert figures(client)["structures"][0] == [261]
    PlatformFigure.objects.all().delete()
    assert text_of(client.get("/plateforme/")).count("aucun nombre") == 5


def test_members_and_affiliates_link_to_their_pages(client: Client) -> None:
    page = client.get("/plateforme/").content.decode()
    for one in Establishment.objects.exclude(platform=""):
        assert f'href="{one.get_absolute_url()}"' in page
    hospital = Establishment.objects.get(slug="hopital-henri-mondor-creteil")
    known = hospital.centres.published().count()
    assert f"Hôpital Henri-Mondor (AP-HP) , Créteil porteur {known} centres connus" in text_of(
        client.get("/plateforme/")
    )


def test_the_territory_is_that_of_the_zone(client: Client) -> None:
    PlatformZonePart.objects.filter(name="Val-de-Marne").update(name="Un autre nom")
    words = text_of(client.get("/plateforme/"))
    assert "Un autre nom" in words
    assert "aucun document ne donne la liste des communes" in words
    assert "77, 89, 91, 94, 972" in words


def test_each_promise_has_its_count_and_its_shelf(client: Client) -> None:
    words = text_of(client.get("/plateforme/"))
    for said in (
        "Les protocoles nationaux (PNDS) : 74",
        "Les réunions de concertation (RCP) : 15",
        "Les cartes et fiches d’urgence : 24",
        "11 unités, 18 thèmes, publications connues : 1",
        "31, dont 8 avec un site confirmé",
        "Les vidéos des centres : 0, sur 8 vidéos connues",
        "Les psychologues et les autres soutiens : 1",
    ):
        assert said in words
    Publication.objects.all().delete()
    assert "publications connues : 0" in text_of(client.get("/plateforme/"))


def test_read_once_while_nothing_changes(client: Client, django_assert_num_queries) -> None:
    tag = client.get("/plateforme/").headers["ETag"]
    with django_assert_num_queries(1):
        response = client.get("/plateforme/")
    assert response.headers["ETag"] == tag
    assert not response.cookies


def test_first_reading_takes_few_queries(client: Client, django_assert_max_num_queries) -> None:
    client.get("/plateforme/")
    PlatformFigure.objects.filter(pk="structures-250").update(note="Relue.")
    with django_assert_max_num_queries(30):  # each shelf is counted, and read for it
        client.get("/plateforme/")


def test_the_file_holds_the_figures_with_their_sources(client: Client) -> None:
    lines = sheet_of(client.get("/plateforme/tableau.csv"))
    assert [int(line["annoncé"]) for line in lines] == [32, 37, 10, 18, 250, 50]
    assert {line["Preuve"] for line in lines} == {"sourcé", "à vérifier"}
    assert client.get("/plateforme/tableau.doc").status_code == 404


def test_in_english(client: Client) -> None:
    words = text_of(client.get("/en/plateforme/"))
    assert "These pages contradict each other: we show both." in words
    assert "Research units" in words
