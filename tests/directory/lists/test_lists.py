"""/annuaire/: addresses, facets as links, pages, what each line says."""

import re
from html import escape

import pytest

from directory.lists.kinds import CODES_BY_ALIAS, KINDS
from directory.lists.pages import PER_PAGE
from foundations.names import words as folded
from foundations.provenance import Evidence
from structures.models import Centre, CompleteList, Establishment, Network, Phone, Structure
from tests.directory.lists.listed import everything
from tests.directory.lists.reading import choices, html_of, link, markers, names, page, total, words

pytestmark = pytest.mark.django_db

HENRI_MONDOR = "huntington-henri-mondor-creteil"


@pytest.mark.parametrize("kind", ["", *(kind.code for kind in KINDS)])
def test_every_kind_has_its_list(client, kind):
    html = page(client, f"/annuaire/{kind}/" if kind else "/annuaire/")
    known = [one for one in everything() if kind in {"", one.kind}]
    assert total(html) == len(known)
    first = sorted(known, key=lambda one: (folded(one.name), one.slug))[:PER_PAGE]
    assert names(html) == [" ".join(one.name.split()) for one in first]


@pytest.mark.parametrize(("alias", "code"), CODES_BY_ALIAS.items())
def test_french_words_lead_to_the_code(client, alias, code):
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}/annuaire/{alias}/?department=94")
        assert response.status_code == 301
        assert response["Location"] == f"{prefix}/annuaire/{code}/?department=94"


def test_the_front_page_says_what_each_kind_is_and_how_many(client):
    html = page(client, "/annuaire/")
    known = everything()
    for kind in KINDS:
        count = sum(one.kind == kind.code for one in known)
        assert choices(html)[f"/annuaire/{kind.code}/"] == count
        assert str(kind.meaning) in words(html)


@pytest.mark.parametrize(
    "path",
    [
        "/annuaire/",
        "/annuaire/centre/",
        "/annuaire/centre/?department=94&audience=child",
        "/annuaire/centre/?label=CCMR&platform=member",
        "/annuaire/medico_social/?category=respite",
        "/annuaire/medico_social/?department=77",
        "/annuaire/emergency/",
        "/annuaire/association/?filiere=BRAIN-TEAM",
        "/annuaire/?q=hopital",
        "/annuaire/laboratory/?audience=unknown&q=labo",
    ],
)
def test_each_link_shows_as_many_as_it_says(client, path):
    html = page(client, path)
    offered = choices(html)
    assert offered
    typed = {"q": path.partition("q=")[2]}
    for address, count in list(offered.items())[::3]:
        is_button = f'formaction="{escape(address)}"' in html
        response = client.post(address, typed) if is_button else client.get(address)
        assert total(html_of(response)) == count, address


def test_what_is_chosen_can_be_removed(client):
    html = page(client, "/annuaire/centre/?department=94&audience=child")
    removed = re.findall(r'class="chosen__one" href="([^"]*)"', html)
    assert [one.replace("&amp;", "&") for one in removed] == [
        "/annuaire/?department=94&audience=child",
        "/annuaire/centre/?audience=child",
        "/annuaire/centre/?department=94",
    ]


def test_pages_give_everything_once_forwards_and_backwards(client):
    expected = sorted(everything(), key=lambda one: (folded(one.name), one.slug))
    seen, address, pages = [], "/annuaire/", []
    while address:
        html = page(client, address)
        pages.append(names(html))
        seen += names(html)
        back = address
        address = link(html, "Page suivante")
    assert seen == [" ".join(one.name.split()) for one in expected]
    assert link(page(client, "/annuaire/"), "Page précédente") is None
    while back := link(page(client, back), "Page précédente"):
        pages.pop()
        assert names(page(client, back)) == pages[-1]
    assert len(pages) == 1


def test_a_line_says_who_where_and_for_whom(client):
    html = page(client, "/annuaire/centre/?filiere=BRAIN-TEAM&department=94")
    line = html[html.index(HENRI_MONDOR) :].partition("</article>")[0]
    centre = Centre.objects.get(slug=HENRI_MONDOR)
    said = words(line)
    assert f'<a href="/centres/{HENRI_MONDOR}/">' in html
    assert centre.establishment.name in said
    assert "Créteil, Val-de-Marne (94)" in said
    phone = centre.phones.first() or centre.establishment.phones.first()
    assert f"numéro de {phone.as_of.year}" in said


def test_the_line_for_urgent_opinions_is_for_doctors_only(client):
    centre = Centre.objects.get(slug=HENRI_MONDOR)
    Phone.objects.filter(structure__in=[centre.pk, centre.establishment_id]).delete()
    Phone.objects.create(structure=centre, number="0199000001", kind=Phone.Kind.EXPERT_LINE)
    html = page(client, "/annuaire/centre/?filiere=BRAIN-TEAM&department=94")
    assert "0199000001" not in html
    Phone.objects.create(structure=centre, number="0199000002", kind=Phone.Kind.CENTRE)
    html = page(client, "/annuaire/centre/?filiere=BRAIN-TEAM&department=94")
    assert 'href="tel:0199000002"' in html


def test_what_is_to_verify_says_so(client):
    html = page(client, "/annuaire/centre/?department=94")
    to_verify = [
        one
        for one in Centre.objects.published().filter(department="94", evidence="to_verify")
        if " ".join(one.name.split()) in names(html)
    ]
    assert html.count("à vérifier</li>") == len(to_verify) > 0


def test_what_rests_on_general_knowledge_stays_hidden(client):
    hidden = Structure.objects.filter(evidence="general_knowledge").values_list("name", "kind")
    assert hidden
    for name, kind in hidden:
        assert name not in names(page(client, f"/annuaire/{kind}/?q={name[:60]}"))


def test_the_map_shows_the_lines_that_have_a_position(client):
    html = page(client, "/annuaire/centre/?department=94")
    drawn = {
        feature["properties"]["number"]: feature["properties"]["centre"]["name"]
        for feature in markers(html)["features"]
    }
    assert drawn
    for number, name in drawn.items():
        assert names(html)[number - 1] == " ".join(name.split())
    numbered = [int(n) for n in re.findall(r'<li class="entry[^"]*" data-step="(\d+)"', html)]
    assert numbered == list(drawn)


def test_lines_without_a_position_are_said(client):
    html = page(client, "/annuaire/association/")
    assert "data-map" not in html
    structures = page(client, "/annuaire/")
    missing = PER_PAGE - len(markers(structures)["features"])
    assert missing
    assert f"{missing} lignes sont sans position sur la carte." in words(structures)


def test_nothing_found_says_what_to_remove(client):
    path = "/annuaire/emergency/?category=samu&department=94&audience=child"
    html = page(client, path)
    assert total(html) == 0
    without = Structure.objects.filter(service__category="samu", department="94").count()
    assert f"Sans « Enfants » : {without} résultat" in words(html)
    assert 'href="/annuaire/emergency/?category=samu&amp;audience=child"' in html


def test_a_complete_list_says_so_and_no_other_does(client):
    complete = CompleteList.objects.filter(category="mdph").values_list("department", flat=True)
    whole = "Cette liste est complète pour ce département"
    assert whole in page(client, f"/annuaire/authority/?category=mdph&department={complete[0]}")
    other = page(client, "/annuaire/authority/?category=mdph&department=75")
    assert whole not in other
    assert "Cette liste est complète seulement dans" in other
    partial = page(client, "/annuaire/medico_social/?category=respite&department=77")
    assert "Cette liste est partielle" in partial
    assert "Pour chercher ailleurs" in partial


def test_known_sites_are_told_beside_the_announced_ones(client):
    telling = Network.objects.filter(filiere="BRAIN-TEAM", sites_announced__isnull=False)
    known = Centre.objects.published().filter(network__in=telling).count()
    announced = sum(network.sites_announced for network in telling)
    assert f"nous connaissons {known} sites sur {announced} annoncés" in words(
        page(client, "/annuaire/centre/?filiere=BRAIN-TEAM")
    )


def test_a_merged_site_is_not_known_twice(client):
    address = "/annuaire/centre/?filiere=MUCO-CFTR"
    known = Centre.objects.published().filter(
        network__filiere="MUCO-CFTR", network__sites_announced__isnull=False
    )
    count = known.count()
    assert f"nous connaissons {count} sites sur" in words(page(client, address))
    kept, duplicate = known[:2]
    Centre.objects.filter(pk=duplicate.pk).update(merged_into=kept.pk)
    assert f"nous connaissons {count - 1} sites sur" in words(page(client, address))


def test_the_number_of_a_hospital_that_waits_for_an_editor_is_not_told(client):
    number = "01 02 03 04 05"
    centre = Centre.objects.published().filter(phones=None, establishment__isnull=False).first()
    house = centre.establishment
    house.phones.all().delete()
    house.phones.create(kind="switchboard", number=number)
    page_of_centre, listed = f"/centres/{centre.slug}/", f"/annuaire/?q={centre.name[:60]}"
    for address in (page_of_centre, listed):
        assert number in words(page(client, address)).replace("\xa0", " "), address
    Establishment.objects.filter(pk=house.pk).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    for address in (page_of_centre, listed):
        assert number not in words(page(client, address)).replace("\xa0", " "), address


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/annuaire/", 12),
        ("/annuaire/centre/?department=94&filiere=BRAIN-TEAM", 14),
        ("/annuaire/medico_social/?category=respite&department=77", 14),
        ("/annuaire/?q=hopital", 12),
    ],
)
def test_a_list_costs_few_queries(client, django_assert_max_num_queries, path, most):
    page(client, path)
    with django_assert_max_num_queries(most):
        page(client, path)


def test_in_english(client):
    html = page(client, "/en/annuaire/medico_social/?category=respite&department=77")
    assert "Respite for carers" in html
    assert 'href="/en/annuaire/"' in html


def test_the_header_leads_to_the_directory(client):
    assert '<a class="header__link" href="/annuaire/">Annuaire</a>' in page(client, "/")


def test_a_browser_that_has_the_page_gets_304(client):
    first = client.get("/annuaire/centre/?department=94")
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get("/annuaire/centre/?department=94", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Structure.objects.filter(slug=HENRI_MONDOR).update(name="Autre nom")
    changed = client.get(
        "/annuaire/centre/?department=94", headers={"If-None-Match": first["ETag"]}
    )
    assert changed.status_code == 200
    assert "Autre nom" in changed.content.decode()
