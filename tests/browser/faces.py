"""The faces of a page: a screen by day and by night, a telephone."""

from collections.abc import Callable, Iterator

from tests.browser.axe import violations
from tests.browser.conftest import Visitor

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
AT_REST = (
    "Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => 0)"
)
"""Until then a colour is between those of the day and those of the night."""


def each_face(visitor: Visitor, come: Callable[[], object]) -> Iterator[str]:
    """Comes to a page with a screen, lets night fall on it, then comes again with a telephone.

    Night is style alone, so the page stays; scripts look at the width once, so the telephone opens
    it anew.
    """
    page = visitor.page
    page.set_viewport_size(DESK)
    come()
    yield "light"
    page.emulate_media(color_scheme="dark")
    page.evaluate(AT_REST)
    yield "dark"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    come()
    yield "mobile"


def faults(visitor: Visitor, name: str, come: Callable[[], object]) -> list[str]:
    """Photographs each face; what axe finds there, and whether it scrolls sideways."""
    found = []
    for face in each_face(visitor, come):
        visitor.picture(f"{name}-{face}")
        found += [f"{face}: {violation}" for violation in violations(visitor.page)]
        if not has_no_sideways_scroll(visitor):
            found.append(f"{face}: scrolls sideways")
    return found


def has_no_sideways_scroll(visitor: Visitor) -> bool:
    return visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def unfold(visitor: Visitor, folds: str = "details") -> None:
    """What is folded is read too."""
    visitor.page.locator(folds).evaluate_all("all => all.forEach(fold => fold.open = true)")


def heights_of(visitor: Visitor, selector: str) -> dict[str, float]:
    """Pixels, by the words of each element that is seen."""
    pairs = visitor.page.locator(selector).evaluate_all(
        "all => all.filter(one => one.checkVisibility({visibilityProperty: true}))"
        ".map(one => [one.innerText, one.getBoundingClientRect()])"
        ".filter(([words, box]) => box.width && box.height)"
        ".map(([words, box]) => [words, box.height])"
    )
    return dict(pairs)
