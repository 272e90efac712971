"""Rule R1: exact before ancestor, the filière never, and the way told in words."""

from routing.ladder.r1_match import nearer_through_a_group, reason, surest
from structures.eligibility import ClaimFacts, best_claims, level_of
from tests.routing.builders import HUNTINGTON, candidate


def claim(**facts) -> ClaimFacts:
    return ClaimFacts(
        **{
            "network": "net",
            "filiere": "F",
            "generalist": False,
            "claimed": 1,
            "name": "Groupe",
            "depth": 2,
            "is_category": False,
            "in_preferential": False,
            **facts,
        }
    )


def test_a_network_that_names_the_disease_answers_exactly():
    assert level_of(claim(depth=0, filiere="Other", is_category=True), "F") == "exact"


def test_an_ancestor_counts_within_the_filiere():
    assert level_of(claim(), "F") == "ancestor"
    assert level_of(claim(), "Other") is None


def test_a_disease_without_filiere_shares_none():
    assert level_of(claim(filiere=""), "") is None


def test_an_ancestor_counts_within_the_preferred_classification_unless_it_is_a_category():
    assert level_of(claim(in_preferential=True), "Other") == "ancestor"
    assert level_of(claim(in_preferential=True, is_category=True), "Other") is None


def test_a_category_counts_within_the_filiere():
    assert level_of(claim(is_category=True), "F") == "ancestor"


def test_a_generalist_network_answers_across_classifications():
    assert level_of(claim(generalist=True, is_category=True), "Other") == "ancestor"


def test_of_several_claims_the_nearest_that_counts_is_kept():
    far, near = claim(claimed=5, depth=3), claim(claimed=9, depth=1)
    void = claim(claimed=2, depth=1, network="void", filiere="Other")
    assert best_claims([far, near, void], "F") == {"net": near}


def test_at_one_depth_the_smaller_code_is_kept():
    assert best_claims([claim(claimed=9), claim(claimed=5)], "F")["net"].claimed == 5


def test_exact_centres_hide_the_others_and_the_filiere_never_answers():
    exact, group = candidate("exact"), candidate("group", match="ancestor")
    other = candidate("other", match="filiere")
    assert surest([other, group, exact]) == [exact]
    assert surest([other, group]) == [group]
    assert surest([other]) == []


def test_the_path_is_told_in_words():
    assert "cite cette maladie" in reason(candidate(), HUNTINGTON).text.fr
    through = reason(candidate(match="ancestor"), HUNTINGTON)
    assert "dont fait partie « Maladie de Huntington »" in through.text.fr
    assert "belongs" in through.text.en
    assert "autres maladies" in reason(candidate(match="filiere"), HUNTINGTON).text.fr
    assert through.code == "R1"


def test_a_much_nearer_centre_through_a_group_is_told():
    far, near = candidate("far", km=120), candidate("near", km=10, match="ancestor")
    notice = nearer_through_a_group([far], [near])
    assert notice.code == "nearer_through_group"
    assert near.site.name in notice.text.fr


def test_the_nearest_of_several_groups_is_the_one_told():
    far = candidate("far", km=120)
    groups = [candidate(slug, km=km, match="ancestor") for slug, km in (("b", 50), ("a", 10))]
    groups[1] = candidate("a", km=10, match="ancestor", site_name="Le plus près")
    assert "Le plus près" in nearer_through_a_group([far], groups).text.fr


def test_nothing_is_told_of_a_group_hardly_nearer_nor_of_exact_ones_nor_without_figures():
    far = candidate("far", km=29.9)
    assert nearer_through_a_group([far], [candidate("near", km=10, match="ancestor")]) is None
    assert nearer_through_a_group([far], [candidate("near", km=1)]) is None
    unplaced = candidate("unplaced", km=None, match="ancestor")
    assert nearer_through_a_group([far], [unplaced]) is None
    assert nearer_through_a_group([unplaced], [candidate("n", km=1, match="ancestor")]) is None


def test_twenty_kilometres_nearer_is_told():
    far, near = candidate("far", km=30), candidate("near", km=10, match="ancestor")
    assert nearer_through_a_group([far], [near]) is not None
