"""The page of a disease: who cares for it, what is known of it, and what is not said."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from diseases.models import Ancestry, Disease, DiseaseCode, DiseaseName, Prevalence, Redirect
from foundations.provenance import Evidence
from resources.models import Association, Trial
from structures.models import Centre, Network

pytestmark = pytest.mark.django_db

NF1, SICKLE_CELL, HUNTINGTON, ANGELMAN = 636, 232, 399, 72
NEUROBLASTOMA, TOURETTE, NOBODY_KNOWN = 635, 856, 25


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the test's thread."""
    with translation.override("fr"):
        yield


def read(client: Client, orpha: int, language: str = "") -> str:
    response = client.get(f"{language}/maladies/{orpha}/")
    assert response.status_code == 200
    return response.content.decode()


def words_of(html: str) -> str:
    """The words of a page, or of a part, without its tags and data, one space between them."""
    shown = re.sub(r"<script\b.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(shown).split())


def section(html: str, heading: str) -> str:
    """The section that the heading with this id opens."""
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}".*?</section>', html, re.DOTALL)
    assert found, heading
    return found[0]


def test_what_the_disease_is(client: Client) -> None:
    html = read(client, NF1)
    words = words_of(html)
    assert re.search(r"<h1[^>]*>Neurofibromatose type 1</h1>", html)
    assert "<title>Neurofibromatose type 1 – ESMARA</title>" in html
    assert "ORPHA:636" in words
    names = words_of(html.split('class="disease__names"')[1].split("</ul>")[0])
    assert "Maladie de von Recklinghausen" in names
    assert "NF1" in names
    assert "Neurofibromatose type 1 non mosaïque" in names


def test_the_title_is_not_repeated_among_the_names(client: Client) -> None:
    html = read(client, NF1)
    names = re.findall(r'<li lang="\w+">([^<]+)</li>', html)
    folded = [unescape(name).casefold() for name in names]
    assert len(set(folded)) == len(folded) > 3
    assert "neurofibromatose type 1" not in folded


def test_the_way_down_the_classification(client: Client) -> None:
    way = read(client, SICKLE_CELL).split('class="way__list"')[1].split("</ol>")[0]
    links = re.findall(r'<a href="([^"]+)">', way)
    assert words_of("<" + way).startswith("Maladies Maladie hématologique rare Anémie rare")
    assert links[:2] == ["/maladies/", "/maladies/97992/"]
    assert all(client.get(link).status_code == 200 for link in links)


def test_frequencies_say_of_whom_and_where(client: Client) -> None:
    facts = words_of(section(read(client, SICKLE_CELL), "facts"))
    birth, living = "naissances en France", "personnes en Europe"
    assert f"1 à 5 sur 10 000 {birth} 1 à 5 sur 10 000 {living}" in facts  # the nearest first


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("<1 / 1 000 000", "moins de 1 sur 1 000 000 personnes en France"),
        (">1 / 1000", "plus de 1 sur 1 000 personnes en France"),
        ("1-9 / 100 000", "1 à 9 sur 100 000 personnes en France"),
    ],
)
def test_classes_of_frequency_in_words(client: Client, given: str, said: str) -> None:
    Prevalence.objects.filter(disease=NF1).delete()
    Prevalence.objects.create(
        disease_id=NF1, kind="point", geography="France", prevalence_class=given, source="essai"
    )
    assert said in words_of(section(read(client, NF1), "facts"))


def test_a_network_says_how_many_of_its_centres_are_known(client: Client) -> None:
    network = Network.objects.get(slug="drepano-thal")
    known = Centre.objects.published().filter(network=network).count()
    centres = section(read(client, SICKLE_CELL), "centres")
    announced = network.sites_announced
    assert known < announced
    assert f"{known} centres connus sur {announced} annoncés" in words_of(centres)
    assert "notre liste est incomplète" in words_of(centres)
    links = re.findall(r'href="(/centres/[^"]+)"', centres)
    assert len(set(links)) == known
    assert client.get(links[0]).status_code == 200


def test_a_network_that_names_the_disease_needs_no_explanation(client: Client) -> None:
    centres = words_of(section(read(client, NF1), "centres"))
    assert "Neurofibromatoses" in centres
    assert "Ce réseau prend en charge le groupe" not in centres


def test_a_network_found_through_a_group_names_the_group(client: Client) -> None:
    centres = words_of(section(read(client, ANGELMAN), "centres"))
    assert Network.objects.get(slug="defi-di").name in centres
    found = re.search(r"Ce réseau prend en charge le groupe de maladies : ([^.]+?) ?\.", centres)
    assert found
    group = Disease.objects.get(name=found[1])
    assert Ancestry.objects.filter(ancestor=group, descendant=ANGELMAN).exists()


def test_out_of_scope_says_why_and_whom_to_turn_to(client: Client) -> None:
    html = read(client, NEUROBLASTOMA)
    words = words_of(html)
    assert "Les centres maladies rares ne sont pas faits pour cette maladie." in words
    assert "D’autres équipes la prennent en charge." in words
    assert "Cancer rare : hors du champ des centres de référence maladies rares." in words
    assert "Vers qui vous tourner : Équipe d’oncologie pédiatrique" in words
    assert 'href="tel:' in html.split("Vers qui vous tourner")[1].split("</div>")[0]
    # Neither a place that would change nothing, nor an empty list of centres.
    assert 'name="place"' not in html
    assert 'id="centres"' not in html
    assert "Nous ne connaissons pas encore de centre" not in words


def test_no_known_centre_is_not_no_centre(client: Client) -> None:
    centres = section(read(client, NOBODY_KNOWN), "centres")
    words = words_of(centres)
    assert "Nous ne connaissons pas encore de centre pour cette maladie." in words
    assert "Il peut y en avoir un." in words
    assert "Maladies Rares Info Services renseigne gratuitement" in words
    assert 'href="tel:' in centres
    assert "/centres/" not in centres


def test_no_known_centre_but_a_filiere(client: Client) -> None:
    Disease.objects.filter(pk=NOBODY_KNOWN).update(filiere="G2M")
    centres = words_of(section(read(client, NOBODY_KNOWN), "centres"))
    assert "La filière G2M tient la liste de ses centres" in centres
    assert "Maladies héréditaires du métabolisme" in centres


def test_not_rare_but_claimed_by_a_network(client: Client) -> None:
    words = words_of(read(client, TOURETTE))
    assert "non rare en Europe" in words
    assert "Les centres maladies rares ne sont pas faits pour elle" not in words
    assert "Pitié-Salpêtrière" in words


def test_not_rare_and_claimed_by_none(client: Client) -> None:
    Disease.objects.filter(pk=NOBODY_KNOWN).update(status=Disease.Status.NON_RARE)
    words = words_of(read(client, NOBODY_KNOWN))
    assert "Les centres maladies rares ne sont pas faits pour elle" in words


def test_emergency_cards_come_before_the_rest_to_read(client: Client) -> None:
    html = read(client, SICKLE_CELL)
    cards = words_of(section(html, "cards"))
    assert "Orphanet Urgences – Drépanocytose" in cards
    assert "Guide de la régulation médicale (Samu) – Drépanocytose" in cards
    order = [html.index(f'aria-labelledby="{id_}"') for id_ in ("cards", "protocols")]
    assert order == sorted(order)
    assert 'aria-labelledby="cards"' not in read(client, NF1)


def test_protocols(client: Client) -> None:
    protocols = section(read(client, SICKLE_CELL), "protocols")
    assert "Protocole national de diagnostic et de soins (PNDS)" in words_of(protocols)
    assert "Syndromes drépanocytaires majeurs de l’adulte (2010)" in words_of(protocols)
    assert "https://www.has-sante.fr" in protocols
    none = words_of(section(read(client, TOURETTE), "protocols"))
    assert "Nous n’en connaissons pas pour cette maladie." in none


def test_associations_of_the_disease_then_those_of_the_field(client: Client) -> None:
    associations = section(read(client, NF1), "associations")
    own, fold = associations.split("<details")
    assert "ANR – Association Neurofibromatoses et Recklinghausen" in words_of(own)
    assert "Associations pour d’autres maladies de la filière" in words_of("<" + fold)
    others = Association.objects.published().filter(filiere="FIMARAD").exclude(slug="anr")
    name = others.exclude(slug="neuro-cocci").values_list("name", flat=True).first()
    assert name
    assert name in words_of("<" + fold)
    assert name not in words_of(own)


def test_what_rests_on_general_knowledge_is_not_shown(client: Client) -> None:
    html = read(client, HUNTINGTON)
    hidden = Association.objects.get(slug="huntington-espoir-grand-est")
    assert hidden.evidence == Evidence.GENERAL_KNOWLEDGE
    assert "Association Huntington France" in words_of(html)
    assert hidden.name not in words_of(html)
    code = DiseaseCode.objects.get(disease=HUNTINGTON, system="icd10")
    assert code.evidence == Evidence.GENERAL_KNOWLEDGE
    assert code.code not in html
    DiseaseCode.objects.filter(pk=code.pk).update(evidence=Evidence.SOURCED)
    assert f"CIM-10 {code.code}" in words_of(read(client, HUNTINGTON))
    DiseaseName.objects.filter(disease=HUNTINGTON, text="Chorée de Huntington").update(
        evidence=Evidence.GENERAL_KNOWLEDGE
    )
    assert "Chorée de Huntington" not in read(client, HUNTINGTON)


def test_a_code_that_corresponds_less_than_exactly_says_so(client: Client) -> None:
    DiseaseCode.objects.filter(disease=NF1).update(evidence=Evidence.SOURCED, relation="NTBT")
    assert "CIM-10 Q85.0 (code plus large que la maladie)" in words_of(read(client, NF1))
    english = words_of(read(client, NF1, "/en"))
    assert "ICD-10 Q85.0 (code broader than the disease)" in english


def test_page_of_orphanet_in_the_language_of_the_page(client: Client) -> None:
    assert 'href="https://www.orpha.net/fr/disease/detail/636"' in read(client, NF1)
    assert 'href="https://www.orpha.net/en/disease/detail/636"' in read(client, NF1, "/en")


def test_english_twin(client: Client) -> None:
    html = read(client, NF1, "/en")
    assert '<html lang="en">' in html
    assert re.search(r"<h1[^>]*>Neurofibromatosis type 1</h1>", html)
    assert '<h3 lang="fr">Neurofibromatoses</h3>' in html
    assert '<li lang="fr">Maladie de von Recklinghausen</li>' in html
    assert "1 to 5 in 10 000 people in Europe" in words_of(section(html, "facts"))
    centres = words_of(section(html, "centres"))
    assert re.search(r"\d+ known centres, total number not announced", centres)


def test_a_french_name_on_an_english_page_is_marked(client: Client) -> None:
    Disease.objects.filter(pk=NF1).update(name_en="")
    html = read(client, NF1, "/en")
    assert re.search(r'<h1[^>]*><span lang="fr">Neurofibromatose type 1</span></h1>', html)


@pytest.mark.parametrize(
    ("language", "path"), [("", "/maladies/636/"), ("/en", "/en/maladies/636/")]
)
def test_search_engines_know_the_twins(client: Client, language: str, path: str) -> None:
    html = read(client, NF1, language)
    site = "http://testserver"
    assert f'<link rel="canonical" href="{site}{path}">' in html
    assert f'<link rel="alternate" hreflang="fr" href="{site}/maladies/636/">' in html
    assert f'<link rel="alternate" hreflang="en" href="{site}/en/maladies/636/">' in html
    assert "noindex" not in html


@pytest.mark.parametrize("path", ["/maladies/636/", "/en/maladies/636/", "/maladies/"])
def test_headers(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    body = response.content.decode()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", body)
    head = client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert client.post(path).status_code == 405


def test_our_script_gets_the_main_part_alone(client: Client) -> None:
    response = client.get("/maladies/636/", headers={"X-Part": "main"})
    part = response.content.decode()
    assert part.strip().startswith("<main")
    assert "X-Part" in response["Vary"]
    assert "<footer" not in part


@pytest.mark.parametrize("orpha", ["999999", "10000000", "99999999999999999999", "0"])
def test_unknown_codes(client: Client, orpha: str) -> None:
    assert client.get(f"/maladies/{orpha}/").status_code == 404


def test_a_code_that_was_replaced_leads_to_its_successor(client: Client) -> None:
    old = Disease.objects.create(
        orpha=999_998,
        name="Ancien nom",
        level=Disease.Level.DISORDER,
        status=Disease.Status.DEPRECATED,
        source="essai",
    )
    Redirect.objects.create(disease=old, target_id=NF1, kind=Redirect.Kind.MOVED)
    response = client.get("/maladies/999998/")
    assert response.status_code == 301
    assert response["Location"] == "/maladies/636/"


@pytest.mark.parametrize(
    "asked", ["?place=77300&disease=nf1", "?commune=77186&orpha=636", "?place=77300&orpha=636"]
)
@pytest.mark.parametrize("path", ["/maladies/636/", "/maladies/", "/en/maladies/"])
def test_a_place_and_a_disease_in_the_address_are_refused(
    client: Client, path: str, asked: str
) -> None:
    assert client.get(path + asked).status_code == 400


def test_a_study_says_where_it_stands_and_when_that_was_read(client: Client) -> None:
    html = section(read(client, HUNTINGTON), "trials")
    studies = {words.split(" MIG-HD")[0]: words for words in map(words_of, html.split("<li>")[1:])}
    planned = next(words for words in studies.values() if "I2BIO-HD" in words)
    assert "prévu selon la source" in planned
    assert "relevé : 27 février 2024" in planned
    finished = next(words for words in studies.values() if "MIG-HD" in words.split(" · ")[0])
    assert "De 18 ans à 65 ans" in finished.replace("\N{NO-BREAK SPACE}", " ")
    assert "phase 2" in finished
    assert "Cette liste est partielle" in words_of(html)


def test_only_confirmed_sites_are_shown(client: Client) -> None:
    Trial.objects.filter(slug="proof-hd").update(status="recruiting")
    before = words_of(section(read(client, HUNTINGTON), "trials"))
    assert "Pridopidine" in before
    assert before.count("Site confirmé : Hôpital Henri-Mondor") == 2
    Trial.objects.filter(slug="proof-hd").update(site_confirmed=True)
    after = words_of(section(read(client, HUNTINGTON), "trials"))
    assert after.count("Site confirmé : Hôpital Henri-Mondor") == 3


def test_who_may_bring_a_case_to_a_meeting_and_how(client: Client) -> None:
    meetings = words_of(section(read(client, 98878), "meetings"))
    assert "réunion de concertation (RCP), nationale" in meetings
    assert "Qui peut présenter un dossier : tout médecin qui suit un patient" in meetings
    assert "Comment : Par l’outil de téléconsultation sécurisé SARA." in meetings
    whole_field = words_of(section(read(client, HUNTINGTON), "meetings"))
    assert "pour toutes les maladies de la filière" in whole_field


def test_trainings_and_videos_are_told(client: Client) -> None:
    trainings = words_of(section(read(client, NF1), "trainings"))
    assert "éducation thérapeutique (ETP) · Créteil" in trainings
    videos = section(read(client, SICKLE_CELL), "videos")
    assert "avec transcription automatique" in words_of(videos)
    assert "<video" not in videos
    assert "<iframe" not in videos


def test_what_there_is_none_of_is_not_announced(client: Client) -> None:
    html = read(client, NOBODY_KNOWN)
    assert 'aria-labelledby="protocols"' in html
    for heading in ("trials", "videos"):
        assert f'aria-labelledby="{heading}"' not in html


def test_the_new_shelves_speak_english(client: Client) -> None:
    html = read(client, HUNTINGTON, "/en")
    assert "From 18 years to 65 years" in words_of(section(html, "trials")).replace("\xa0", " ")
    assert "as read: 27 February 2024" in words_of(section(html, "trials"))
    assert "case meeting (RCP), national" in words_of(section(html, "meetings"))


@pytest.mark.parametrize("orpha", [NF1, SICKLE_CELL, HUNTINGTON, NEUROBLASTOMA])
def test_queries_do_not_grow(client: Client, django_assert_max_num_queries, orpha: int) -> None:
    client.get("/maladies/636/")  # the directory is in memory from now on
    with django_assert_max_num_queries(23):
        client.get(f"/maladies/{orpha}/")


def test_diseases_of_every_kind_has_its_page_in_both_languages(client: Client) -> None:
    orphas = list(Disease.objects.order_by("pk").values_list("pk", flat=True))
    assert len(orphas) > 1000
    for orpha in orphas[::20]:
        assert "None" not in words_of(read(client, orpha))
        assert read(client, orpha, "/en")
