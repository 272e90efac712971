"""Resources, a guide, an association and the platform, seen on a phone and on a screen."""

import pytest

from tests.browser.conftest import Visitor
from tests.browser.faces import PHONE, faults, heights_of, unfold

PAGES = {
    "resources": "/ressources/",
    "shelf": "/ressources/protocoles/?filiere=FAI2R",
    "shelf-research": "/ressources/recherche/",
    "guide": "/ressources/guides/ecole/",
    "glossary": "/en/ressources/glossaire/",
    "association": "/associations/kourir/",
    "platform": "/plateforme/",
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
    for path in PAGES.values():
        visitor.open(path)
        heights = heights_of(visitor, "main :is(a, summary), .header a")
        assert len(heights) > 5
        assert {words: height for words, height in heights.items() if height < 24} == {}


def test_a_list_is_narrowed_without_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    page = visitor.open("/ressources/")
    page.get_by_role("link", name="Essais et études").click()
    page.get_by_text("Où en est l’étude").click()
    page.locator(".facets").get_by_role("link", name="terminé", exact=True).click()
    assert page.locator(".panel h2").all_inner_texts()[0].startswith("Terminées")
    assert page.url.endswith("?etat=completed")
    page.locator(".facets").get_by_role("link", name="retirer terminé").click()
    assert page.locator(".shelf__row").count() == 31
