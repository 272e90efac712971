"""What stands around a person, on the page, in JSON and in the terminal: the same lines."""

import json
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.utils import translation

from routing.answer import Lateral, Link
from routing.around import wording
from routing.around.reading import as_read
from routing.around.shelves import GROUPS, KINDS
from structures.models.service import Category
from tests.api.helpers import post

LINKS = (Link("Santé.fr", "https://www.sante.fr"),)


def line(slug, group="care", relevance="core"):
    return Lateral("social", {"slug": slug, "relevance": relevance}, wording.NEAREST, group=group)


def reserved(notice, group="care", links=LINKS):
    return Lateral("social", {}, wording.LIST_NOT_COMPLETE, None, group, notice, links)


def test_the_first_three_are_shown_and_the_rest_folded():
    (group,) = as_read([line(str(n)) for n in range(5)]).groups
    assert [one.structure["slug"] for one in group.first] == ["0", "1", "2"]
    assert [one.structure["slug"] for one in group.folded] == ["3", "4"]


def test_what_is_peripheral_is_never_shown_unasked():
    (group,) = as_read([line("a", relevance="peripheral"), line("b")]).groups
    assert [one.structure["slug"] for one in group.first] == ["b"]
    assert [one.structure["slug"] for one in group.folded] == ["a"]


def test_a_group_says_once_that_it_is_not_complete():
    (group,) = as_read(
        [reserved(wording.NOT_COVERED), reserved(wording.PARTLY_COVERED), line("a")]
    ).groups
    assert group.notice == wording.PARTLY_COVERED
    assert group.links == LINKS


def test_what_we_know_nothing_of_is_said_once_for_all_groups():
    around = as_read([reserved(wording.NOT_COVERED), reserved(wording.NOT_COVERED, "living")])
    assert around.groups == ()
    assert around.missing == (GROUPS["care"], GROUPS["living"])
    assert around.links == LINKS


def test_whom_to_call_is_shown_even_without_a_department():
    said = Lateral(
        "emergency", {}, wording.CALL_FIRST, None, "emergency", wording.EMERGENCY_NOT_COVERED
    )
    (group,) = as_read([said]).groups
    assert group.notice == wording.EMERGENCY_NOT_COVERED


def test_every_category_that_is_shown_has_a_name():
    unasked = {Category.SAMU}
    assert set(Category.values) - unasked <= set(KINDS)


@pytest.mark.django_db
class TestFaces:
    QUESTION = {"place": "77300", "disease": "neurofibromatose type 1", "age": "28"}

    def page(self, client, path="/orientation", **question):
        response = client.post(path, self.QUESTION | question)
        assert response.status_code == 200
        section = response.content.decode().split('id="around-title"')[1]
        return section.split("</main>")[0]

    def test_the_page_says_whom_to_call_and_where_to_go(self, client):
        with translation.override("fr"):
            html = self.page(client)
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
        assert wording.CALL_FIRST.fr in text
        assert 'href="tel:15"' in html
        assert "MDPH" in text
        assert re.search(r'href="tel:0\d{9}"', html)
        assert "numéro de 2019" in text
        assert "à vol d’oiseau" in text
        assert "Voir tout" in text
        assert "None" not in text

    def test_its_headings_follow_each_other_and_its_sections_have_names(self, client):
        html = self.page(client)
        assert set(re.findall(r"<h(\d)", html)) == {"3"}
        named = re.findall(r'<section[^>]* aria-labelledby="([\w-]+)"', html)
        assert len(named) >= 5
        assert all(f'id="{name}"' in html for name in named)

    def test_the_same_page_in_english(self, client):
        try:
            html = unescape(self.page(client, "/en/orientation"))
        finally:
            translation.activate("fr")
        assert wording.CALL_FIRST.en in html
        assert "Rights and coordination" in html
        assert "Droits et coordination" not in html

    def test_where_nothing_is_known_the_page_says_so(self, client):
        with translation.override("fr"):
            html = unescape(self.page(client, place="69001 Lyon", disease="Huntington"))
        assert "Notre annuaire ne couvre pas encore votre département" in html
        assert "Urgences –" not in html

    def test_the_contract_in_json(self, client):
        response = post(
            client,
            "/orientations",
            {"place": {"commune": "94028"}, "disease": {"orpha": 399}, "age": 45},
        )
        lateral = json.loads(response.content)["lateral"]
        assert len(lateral) > 20
        for one in lateral:
            assert one.keys() >= {"kind", "structure", "distance_km", "reason"}
            assert isinstance(one["reason"], str)
            assert one["reason"]
            assert one["title"] == GROUPS[one["group"]].fr
            assert one["structure"] or one["notice"] or one["links"]
            for phone in one["structure"].get("phones", ()):
                assert phone.keys() == {"number", "kind", "as_of", "hours", "url"}
        mdph = next(one for one in lateral if one["kind"] == "mdph")
        assert mdph["structure"]["phones"][0]["as_of"].startswith("2019")

    def test_the_terminal_prints_them(self, capsys):
        call_command("orient", "--place", "94028", "--disease", "399", "--age", "45")
        out = capsys.readouterr().out
        assert "Autour de vous" in out
        assert wording.CALL_FIRST.fr in out
        assert "01 43 99 79 00 (numéro de 2019)" in out
