"""Rule R7: what is partial is said to be partial, and nothing is read as a gap."""

from dataclasses import replace

from routing.ladder.r7_honesty import (
    Nearness,
    Rank,
    far_in_complete_networks,
    nearness_of,
    no_known_centre,
    other_ages_only,
    partial_networks,
    reason,
    reason_of_site,
)
from tests.routing.builders import HUNTINGTON, candidate

PARTIAL = {"coverage": "partial", "known": 1, "announced": 19}


def test_the_nearest_is_the_nearest():
    near, far = candidate("near", km=5), candidate("far", km=50)
    assert nearness_of(near, [near, far], 40.0) == Nearness(Rank.NEAREST, True)
    assert nearness_of(far, [near, far], 40.0) == Nearness(Rank.NEAR_ENOUGH, True)


def test_the_nearest_that_is_known_for_the_age():
    unsure, sure = candidate("unsure", km=5, audience="unknown"), candidate("sure", km=50)
    assert nearness_of(sure, [unsure, sure], 40.0).rank is Rank.NEAREST_SURE_OF_AGE


def test_it_is_not_the_nearest_sure_of_the_age_when_a_nearer_group_is_sure_too():
    group = candidate("group", km=5, match="ancestor")
    unsure, sure = candidate("unsure", km=20, audience="unknown"), candidate("sure", km=50)
    assert nearness_of(sure, [group, unsure, sure], 40.0).rank is Rank.NEAREST_SURE_OF_BOTH


def test_a_rival_of_unknown_position_may_be_nearer():
    placed, unplaced = candidate("placed", km=5), candidate("unplaced", km=None)
    assert not nearness_of(placed, [placed, unplaced], 40.0).lists_complete
    elsewhere = candidate("elsewhere", remoteness=2)
    assert nearness_of(placed, [placed, elsewhere], 40.0).lists_complete


def test_the_nearest_that_names_the_disease():
    group, exact = candidate("group", km=5, match="ancestor"), candidate("exact", km=50)
    assert nearness_of(exact, [group, exact], 40.0).rank is Rank.NEAREST_THAT_NAMES_IT
    nearer = candidate("nearer", km=20)
    assert nearness_of(exact, [group, nearer, exact], 40.0).rank is Rank.NEAR_ENOUGH


def test_a_rival_without_a_distance_is_not_nearer():
    placed, unplaced = candidate("placed", km=5), candidate("unplaced", km=None)
    assert nearness_of(placed, [placed, unplaced], 40.0).rank is Rank.NEAREST
    assert nearness_of(unplaced, [placed, unplaced], 40.0).rank is Rank.NEAREST


def test_one_partial_network_among_the_rivals_is_enough_to_doubt():
    sure, partial = candidate("sure", km=5), candidate("partial", km=50, **PARTIAL)
    assert not nearness_of(sure, [sure, partial], 40.0).lists_complete


def test_the_nearest_without_reservation_is_said_of_a_complete_list():
    said = reason(candidate(known=3), Nearness(Rank.NEAREST, True))
    assert said.code == "R6"
    assert said.text.fr == "Le plus proche pour ce rôle ; la liste de son réseau est complète (3)."


def test_a_partial_list_says_how_much_is_known():
    said = reason(candidate(**PARTIAL), Nearness(Rank.NEAREST, False))
    assert said.code == "R7"
    assert "parmi les centres que nous connaissons (1 connu sur 19 annoncés" in said.text.fr
    assert "(1 known of 19 announced" in said.text.en


def test_a_list_of_unknown_length_says_what_is_known_only():
    said = reason(
        candidate(coverage="partial", known=2, announced=None), Nearness(Rank.NEAREST, False)
    )
    assert "(2 connus dans ce réseau)" in said.text.fr


def test_nothing_is_said_of_nearness_without_a_figure_nor_of_an_alternative():
    assert reason(candidate(km=None), Nearness(Rank.NEAREST, True)) is None
    assert reason(candidate(), None) is None


def test_a_probable_site_is_said_with_its_rounded_distance():
    assert "arrondie" in reason_of_site(candidate(precision="probable")).text.fr
    unplaced = reason_of_site(candidate(precision="probable", km=None))
    assert unplaced.text.fr == "Site exact à confirmer."
    assert reason_of_site(candidate()) is None
    assert "à vérifier" in reason_of_site(candidate(evidence="to_verify")).text.fr


def test_no_centre_known_is_no_gap_and_names_the_filiere():
    notice = no_known_centre(HUNTINGTON, [])
    assert "cela ne veut pas dire" in notice.text.fr
    assert "BRAIN-TEAM" in notice.text.en
    assert [link.url for link in notice.links] == ["https://brain-team.fr"]
    assert no_known_centre(HUNTINGTON, [candidate()]) is None


def test_without_a_filiere_the_national_line_answers():
    alone = replace(HUNTINGTON, filiere="", filiere_short="", filiere_url="")
    notice = no_known_centre(alone, [])
    assert "Maladies Rares Info Services" in notice.text.fr
    assert notice.links[0].url == "tel:0156538136"


def test_a_disease_that_is_not_rare_lacks_no_centre():
    assert no_known_centre(replace(HUNTINGTON, status="non_rare"), []) is None


def test_other_ages_only():
    adults = [candidate(audience="adult")]
    assert "d’autres âges" in other_ages_only(HUNTINGTON, adults, []).text.fr
    assert other_ages_only(HUNTINGTON, adults, adults) is None
    assert other_ages_only(HUNTINGTON, [], []) is None


def test_a_partial_network_is_told_with_its_count():
    notice = partial_networks(HUNTINGTON, [candidate(**PARTIAL)])
    assert "1 centre connu sur 19 annoncés" in notice.text.fr
    assert "1 known centre of 19 announced" in notice.text.en
    assert "peut exister" in notice.text.fr
    assert partial_networks(HUNTINGTON, [candidate()]) is None


def test_several_partial_networks_are_told_by_name():
    one, other = (candidate(slug, **PARTIAL) for slug in "ab")
    named = replace(other.centre.network, slug="other", name="Autre réseau", known=2)
    other = replace(other, centre=replace(other.centre, network=named))
    said = partial_networks(HUNTINGTON, [one, other]).text.fr
    assert "Autre réseau : 2 centres connus sur 19 annoncés ; Réseau : 1 centre" in said


def test_far_in_a_partial_network_one_asks_before_travelling():
    notice = partial_networks(HUNTINGTON, [candidate(km=400, **PARTIAL)])
    assert "un centre plus proche peut exister" in notice.text.fr
    assert "avis à distance" in notice.text.fr
    assert notice.links[-1].url == "https://www.maladiesraresinfo.org"


def test_far_in_complete_networks_one_is_helped_from_afar():
    far = candidate(km=400)
    assert "avis à distance" in far_in_complete_networks([far]).text.fr
    assert far_in_complete_networks([far, candidate("near", km=5)]) is None
    assert far_in_complete_networks([far, candidate("partial", km=500, **PARTIAL)]) is None
    assert far_in_complete_networks([candidate(km=None)]) is None


def test_on_an_island_without_a_bridge_kilometres_tell_what_is_far():
    assert far_in_complete_networks([candidate(km=100, crossing="bateau")])
    assert far_in_complete_networks([candidate(km=99.9, crossing="bateau")]) is None
