"""Rule R0: an acute disease, or one with a card, opens with 15, 112, 114."""

from dataclasses import replace

from routing.answer import CardLink, PhoneLine
from routing.ladder.r0_emergency import emergency_steps, is_acute
from tests.routing.builders import HUNTINGTON, candidate

CARD = CardLink(
    "Orphanet Urgences – Drépanocytose", "https://example.org/c.pdf", "professional", False
)
NUMBER = PhoneLine("01 02 03 04 05", "expert_line")
ON_THE_PAGE = PhoneLine("", "expert_line", url="https://example.org/toxibul")


def links(candidates=(), cards=()):
    (step,) = emergency_steps(HUNTINGTON, candidates, cards)
    return [(link.text.fr, link.url) for link in step.instruction.links]


def test_no_step_for_a_disease_that_is_neither_acute_nor_carded():
    assert emergency_steps(HUNTINGTON, [candidate()], ()) == []


def test_the_numbers_come_first_then_the_card_then_the_expert_line():
    found = links([candidate(phones=(NUMBER,))], [CARD])
    assert [url for _, url in found] == ["tel:15", "tel:112", "sms:114", CARD.url, "tel:0102030405"]


def test_a_line_without_a_published_number_leads_to_the_official_page():
    found = links([candidate(phones=(ON_THE_PAGE,))])
    assert found[-1][1] == ON_THE_PAGE.url
    assert "numéro sur la page officielle" in found[-1][0]


def test_failing_that_the_page_is_the_centres_own():
    silent = candidate(phones=(PhoneLine("", "expert_line"),))
    silent = replace(silent, centre=replace(silent.centre, official_url="https://example.org"))
    assert links([silent])[-1][1] == "https://example.org"


def test_a_line_shared_by_two_centres_is_given_once():
    both = [candidate("a", phones=(NUMBER,)), candidate("b", phones=(NUMBER,))]
    assert len(links(both)) == 4


def test_a_card_without_an_address_is_told_without_a_link():
    handed_out = CardLink("Carte du centre", "", "patient", False)
    (step,) = emergency_steps(HUNTINGTON, [candidate()], [handed_out])
    assert len(step.instruction.links) == 3
    assert "fiche d’urgence" in step.instruction.text.fr


def test_a_line_without_number_nor_page_is_not_invented():
    assert len(links([candidate(phones=(PhoneLine("", "expert_line"),))])) == 3


def test_an_ordinary_telephone_makes_no_disease_acute():
    assert not is_acute([candidate(phones=(PhoneLine("01 02 03 04 05", "centre"),))])
    assert is_acute([candidate(), candidate(phones=(ON_THE_PAGE,))])


def test_each_reason_says_what_opened_the_step():
    (step,) = emergency_steps(HUNTINGTON, [candidate(phones=(NUMBER,))], [CARD])
    assert [reason.code for reason in step.reasons] == ["R0", "R0"]
    assert "fiche d’urgence existe" in step.reasons[0].text.fr
    assert "urgent line" in step.reasons[1].text.en
    assert (step.grade, step.rung, step.access) == (0, "urgence", "direct")
