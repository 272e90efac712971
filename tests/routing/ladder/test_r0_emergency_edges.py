"""Rule R0 at its edges: a line behind another telephone, several lines on pages."""

from routing.answer import PhoneLine
from routing.ladder.r0_emergency import emergency_steps
from tests.routing.builders import HUNTINGTON, candidate


def links(*candidates):
    (step,) = emergency_steps(HUNTINGTON, candidates, [])
    return [link.url for link in step.instruction.links[3:]]


def test_a_line_is_found_behind_the_secretariat():
    office = PhoneLine("01 02 03 04 05", "centre")
    urgent = PhoneLine("01 49 81 25 36", "expert_line")
    assert links(candidate(phones=(office, urgent))) == ["tel:0149812536"]


def test_each_official_page_is_given():
    pages = ["https://a.example", "https://b.example"]
    centres = (candidate(phones=(PhoneLine("", "expert_line", url=page),)) for page in pages)
    assert links(*centres) == pages
