"""The page of a structure, of each kind: looked at, read by the keyboard, printed."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import PHONE, faults, heights_of, unfold

CENTRE = "/centres/huntington-henri-mondor-creteil/"
HOSPITAL = "/structures/hopital-henri-mondor-creteil/"
PAGES = {
    "structure-centre": CENTRE,
    "structure-hospital": HOSPITAL,
    "structure-mdph": "/structures/mdph-de-l-essonne/",
    "structure-emergency": "/structures/urgences-hopital-henri-mondor-creteil/",
    "structure-laboratory": "/structures/laboratoire-de-genetique-moleculaire-des-pathologies-du-"
    "globule-rouge-hopital-henri-mondor/",
    "structure-research": "/structures/equipe-neuropsychologie-interventionnelle/",
    "structure-centre-english": f"/en{CENTRE}",
}


@pytest.mark.parametrize("name", PAGES)
def test_look(visitor: Visitor, name: str) -> None:
    def come() -> None:
        visitor.open(PAGES[name])
        unfold(visitor)

    assert faults(visitor, name, come) == []


def test_links_are_large_enough_for_a_finger(visitor_with) -> None:
    """WCAG 2.5.8: 24 px."""
    visitor: Visitor = visitor_with(**PHONE)
    for path in (CENTRE, HOSPITAL):
        visitor.open(path)
        heights = heights_of(visitor, ".structure :is(a, summary, button)")
        assert len(heights) > 5
        assert {words: height for words, height in heights.items() if height < 24} == {}


def test_the_map_comes_when_it_is_asked_for(map_reader: Visitor) -> None:
    visitor = map_reader
    page = visitor.open(HOSPITAL)
    assert page.locator(".map canvas").count() == 0
    page.get_by_role("button", name="Afficher la carte").press("Enter")
    visitor.wait_for_map()
    assert page.get_by_role("button", name="Lieu : Hôpital Henri-Mondor (AP-HP)").is_visible()
    assert violations(page) == []


def test_paper_holds_what_the_screen_folds(visitor: Visitor) -> None:
    page = visitor.open(CENTRE)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".step__why:not([open])").count() == 0
    assert page.get_by_text("C’est urgent ?").is_hidden()
    assert page.get_by_text("51 avenue Maréchal de Lattre").is_visible()
