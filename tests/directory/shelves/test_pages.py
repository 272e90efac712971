"""/ressources/ and its shelves: all that is public, nothing else, and how far to trust it."""

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from directory.shelves.catalogue import FOR_PROFESSIONALS, SHELVES
from foundations.provenance import Evidence
from resources.models import (
    EmergencyCard,
    Meeting,
    Protocol,
    Publication,
    PublicationUnit,
    ResearchTheme,
    Training,
    Trial,
    Video,
)
from structures.models import Category, Service
from tests.directory.shelves.pages import sheet_of, text_of

pytestmark = pytest.mark.django_db

TABLES = {
    "protocoles": Protocol,
    "cartes-urgence": EmergencyCard,
    "rcp": Meeting,
    "essais": Trial,
    "formations": Training,
    "videos": Video,
}
LIC = "laboratoire-d-investigation-clinique-creteil"


def public(slug: str) -> set[str]:
    if slug in TABLES:
        return set(TABLES[slug].objects.published().values_list("slug", flat=True))
    categories = {
        "laboratoires": [Category.LABORATORY, Category.PLATFORM],
        "recherche": [Category.RESEARCH_UNIT],
    }[slug]
    services = Service.objects.published().filter(category__in=categories)
    return set(services.values_list("slug", flat=True))


def listed(client: Client, slug: str, query: str = "") -> set[str]:
    return {
        line["Adresse courte"]
        for line in sheet_of(client.get(f"/ressources/{slug}/tableau.csv{query}"))
    }


@pytest.mark.parametrize("slug", SHELVES)
def test_a_shelf_shows_all_that_is_public_and_nothing_else(client: Client, slug: str) -> None:
    response = client.get(f"/ressources/{slug}/")
    rows = [row for group in response.context["groups"] for row in group.rows]
    assert response.status_code == 200
    assert not response.cookies
    assert {row.slug for row in rows} == public(slug) == listed(client, slug)
    assert len(rows) == len(public(slug)) > 7
    words = text_of(response)
    assert all(" ".join(str(row).split()) in words for row in rows)
    assert "Rien ici ne veut pas dire que rien n’existe." in words


@pytest.mark.parametrize("slug", SHELVES)
def test_what_rests_on_general_knowledge_waits(client: Client, slug: str) -> None:
    hidden = sorted(public(slug))[0]
    if slug in TABLES:
        TABLES[slug].objects.filter(slug=hidden).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    else:
        Service.objects.filter(slug=hidden).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert hidden not in listed(client, slug)


def test_the_index_counts_each_shelf(client: Client) -> None:
    words = text_of(client.get("/ressources/"))
    for shelf in FOR_PROFESSIONALS:
        assert f"{shelf.title} {shelf.lead} {len(public(shelf.slug))} dans cette liste" in words
    assert "Pour les patients et leurs proches" in words
    assert "8 dans cette liste" in words


@pytest.mark.parametrize("path", ["", *(f"{slug}/" for slug in SHELVES)])
def test_a_page_is_read_once_while_nothing_changes(
    client: Client, path: str, django_assert_num_queries
) -> None:
    address = f"/ressources/{path}"
    tag = client.get(address).headers["ETag"]
    with django_assert_num_queries(1):  # the versions
        response = client.get(address)
    assert response.headers["ETag"] == tag
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert "public" in response.headers["Cache-Control"]


@pytest.mark.parametrize("slug", SHELVES)
def test_reading_a_shelf_takes_few_queries(
    client: Client, slug: str, django_assert_max_num_queries
) -> None:
    client.get("/ressources/")
    Protocol.objects.filter(slug="cadasil").update(note="Une autre remarque.")
    with django_assert_max_num_queries(8):
        client.get(f"/ressources/{slug}/")


def test_a_correction_shows_at_once(client: Client) -> None:
    client.get("/ressources/protocoles/")
    Protocol.objects.filter(slug="cadasil").update(title="Un titre corrigé")
    assert "Un titre corrigé" in text_of(client.get("/ressources/protocoles/"))


@pytest.mark.parametrize("slug", SHELVES)
def test_each_choice_leaves_what_its_count_says(client: Client, slug: str) -> None:
    facets = client.get(f"/ressources/{slug}/").context["facets"]
    choices = [choice for facet in facets for choice in facet.choices]
    assert len(choices) > 1
    for choice in choices:
        response = client.get(f"/ressources/{slug}/{choice.address}")
        assert response.context["page"].paginator.count == choice.count, choice
        assert not response.context["unknown"]
        assert f"{choice.words}" in text_of(response)
    assert len(listed(client, slug, choices[0].address)) == choices[0].count


@pytest.mark.parametrize("query", ["?filiere=XYZ", "?filiere=%00", "?page=0", "?page=abc&annee=12"])
def test_bad_choices_lose_nothing(client: Client, query: str) -> None:
    response = client.get(f"/ressources/protocoles/{query}")
    assert response.status_code == 200
    assert response.context["page"].paginator.count == len(public("protocoles"))
    if "XYZ" in query:
        assert "Rien ici ne porte « XYZ »" in text_of(response)


@pytest.mark.parametrize(
    "path", ["rien", "rien/tableau.csv", "rcp/tableau.pdf", "guides/rien", "guides/tableau.doc"]
)
def test_unknown_addresses(client: Client, path: str) -> None:
    suffix = "" if "tableau" in path else "/"
    assert client.get(f"/ressources/{path}{suffix}").status_code == 404


def test_years_and_links_are_said_in_words(client: Client) -> None:
    words = text_of(client.get("/ressources/protocoles/"))
    by_precision = {
        "exact": "Lien : le document ou sa page.",
        "list": "Lien : une liste où le trouver.",
        "site": "Lien : le site de l’éditeur seulement.",
        "": "Aucune adresse connue.",
    }
    for precision, said in by_precision.items():
        known = Protocol.objects.published().filter(url_precision=precision).count()
        assert words.count(said) == known, precision
    undated = Protocol.objects.published().filter(year=None).count()
    assert words.count("Année inconnue.") == undated > 0
    assert words.count("à vérifier ") >= Protocol.objects.filter(evidence="to_verify").count()


def test_an_unconfirmed_site_is_never_told(client: Client) -> None:
    trial = Trial.objects.filter(site_confirmed=False).exclude(site="").first()
    page = client.get("/ressources/essais/")
    confirmed = Trial.objects.published().filter(site_confirmed=True)
    assert text_of(page).count("Site confirmé :") == confirmed.count() == 8
    Trial.objects.filter(pk=trial.pk).update(site="Hôpital des Sept Vallées")
    assert "Sept Vallées" not in text_of(client.get("/ressources/essais/"))
    assert "Sept Vallées" not in client.get("/ressources/essais/tableau.csv").content.decode()
    Trial.objects.filter(pk=trial.pk).update(site_confirmed=True)
    assert "Sept Vallées" in text_of(client.get("/ressources/essais/"))


def test_the_state_of_a_study_has_its_date(client: Client) -> None:
    words = text_of(client.get("/ressources/essais/"))
    undated = Trial.objects.published().filter(status_as_of="").count()
    assert words.count("relevé non daté") == undated
    assert "relevé : 5 décembre 2025" in words


def test_units_have_their_themes_and_works(client: Client) -> None:
    words = text_of(client.get("/ressources/recherche/"))
    assert "Thèmes : langage et cognition sociale ;" in words
    assert "Clinical characteristics predicting internal neurofibromas" in words
    unit = Service.objects.get(slug=LIC)
    PublicationUnit.objects.filter(unit=unit).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    ResearchTheme.objects.create(unit=unit, position=9, title="un thème ajouté à la main")
    words = text_of(client.get("/ressources/recherche/"))
    assert "Clinical characteristics predicting internal neurofibromas in" not in words
    assert "un thème ajouté à la main" in words


def test_a_hidden_work_is_not_shown_by_its_unit(client: Client) -> None:
    Publication.objects.update(evidence=Evidence.GENERAL_KNOWLEDGE)
    words = text_of(client.get("/ressources/recherche/"))
    assert "internal neurofibromas in 357 children" not in words


def test_the_diploma_of_partner_patients_is_presented(client: Client) -> None:
    words = text_of(client.get("/ressources/formations/?nature=diploma"))
    assert "DU Patients partenaires" in words
    assert "patients et proches qui souhaitent devenir partenaires" in words


def test_no_video_plays_here(client: Client) -> None:
    page = client.get("/ressources/videos/").content.decode()
    assert "<iframe" not in page
    assert "<video" not in page
    assert "Vidéos qui présentent un centre : 0 connue" in page
    assert page.count("avec transcription") >= 4


@pytest.mark.parametrize("slug", SHELVES)
def test_a_spreadsheet_opens_and_holds_the_sources(client: Client, slug: str) -> None:
    response = client.get(f"/ressources/{slug}/tableau.xlsx")
    headings, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert len(rows) == len(public(slug))
    source = headings.index("Source")
    assert all(row[source] for row in rows)
    assert f"ressources-{slug}.xlsx" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("slug", SHELVES)
def test_in_english(client: Client, slug: str) -> None:
    words = text_of(client.get(f"/en/ressources/{slug}/"))
    assert "Nothing here does not mean that nothing exists." in words
