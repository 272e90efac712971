"""`orient` on the shipped data: the referral cases that a knowledgeable referrer checks."""

import pytest

from foundations.problems import Problem
from routing.ladder.labels import LABEL_ORDER
from routing.orientation import orient
from routing.question import Question
from structures.models import Affiliation

pytestmark = pytest.mark.django_db

CRETEIL, MELUN, FONTAINEBLEAU, PROVINS = "94028", "77288", "77186", "77379"
FORT_DE_FRANCE, LYON_1 = "97209", "69381"
HUNTINGTON, NF1, SICKLE_CELL, DRESS, APLASIA = 399, 636, 232, 139402, 88


def ask(commune: str, orpha: int | None = None, age: float | None = None, **more):
    return orient(Question(commune=commune, orpha=orpha, age=age, **more))


def centre_steps(orientation):
    return [step for step in orientation.ladder if step.centre]


def sites(orientation):
    return [step.site.name for step in centre_steps(orientation)]


def notice(orientation, code):
    return next((n for n in orientation.notices if n.code == code), None)


def test_a_national_coordinator_in_the_same_commune_fills_three_rungs_once():
    answer = ask(CRETEIL, HUNTINGTON, 45)
    assert answer.status == "answered"
    (step,) = centre_steps(answer)
    assert "Henri-Mondor" in step.site.name
    assert step.centre.label == "CRMR_COORD"
    assert step.roles == ("proximite", "reference", "recours")


@pytest.mark.parametrize("commune", [FONTAINEBLEAU, PROVINS, MELUN])
def test_an_unpaired_cooperation_is_a_box_and_never_a_step(commune):
    answer = ask(commune, NF1, 33)
    assert any("Henri-Mondor" in name for name in sites(answer))
    assert notice(answer, "affiliation_to_confirm")
    assert all(step.centre.label != "AFFILIATION" for step in centre_steps(answer))


def test_an_unpaired_cooperation_is_not_offered_for_a_young_child():
    assert notice(ask(PROVINS, NF1, 8), "affiliation_to_confirm") is None


def test_an_expert_line_without_a_published_number_leads_to_the_official_page():
    answer = ask(MELUN, DRESS, 52)
    mondor = next(s for s in centre_steps(answer) if "Henri-Mondor" in s.site.name)
    line = next(p for p in mondor.centre.phones if p.kind == "expert_line")
    assert line.number == ""
    assert line.url.startswith("https://")


def test_an_adult_centre_is_no_step_for_a_child():
    answer = ask("94043", 43, 9)
    assert "Bicêtre" in sites(answer)[0]
    assert all(step.centre.audience != "adult" for step in centre_steps(answer))


def test_the_cut_at_fifteen_is_the_centres_own():
    answer = ask("94046", APLASIA, 16)
    assert any("Saint-Louis" in name for name in sites(answer))
    assert not any("Robert-Debré" in name for name in sites(answer))


def test_overseas_nothing_is_ranked_by_kilometres_across_the_sea():
    answer = ask(FORT_DE_FRANCE, SICKLE_CELL, 35)
    assert [step.rung for step in answer.ladder[:2]] == ["urgence", "coordination_outre_mer"]
    for step in (*answer.ladder, *answer.alternatives):
        if step.site and step.site.territory != "martinique":
            assert step.distance_km is None
            assert step.travel is None


def test_the_local_overseas_centre_comes_before_any_other_land():
    answer = ask("97224", 98878, 12)
    first = centre_steps(answer)[0]
    assert first.site.territory == "martinique"
    assert first.centre.label == "CRC"


def test_the_age_is_asked_when_children_and_adults_have_their_own_centres():
    answer = ask("94046", APLASIA, None)
    assert answer.status == "choose_age"
    assert answer.ladder == ()
    child = {s.centre.slug for s in answer.ladders["child"] if s.centre}
    adult = {s.centre.slug for s in answer.ladders["adult"] if s.centre}
    assert child != adult


def test_a_shared_postcode_asks_which_commune():
    answer = orient(Question(place_text="77320", orpha=244, age=7))
    assert answer.status == "choose_place"
    assert len(answer.places) == 22


def test_a_homonym_asks_which_commune():
    answer = orient(Question(place_text="Saint-Maurice", orpha=NF1, age=30))
    assert answer.status == "choose_place"
    assert "94069" in {place.insee for place in answer.places}


def test_a_rare_cancer_is_out_of_scope_and_says_where_to_turn():
    answer = ask("77294", 635, 3)
    assert answer.status == "out_of_scope"
    assert answer.ladder == ()
    assert "oncologie pédiatrique" in notice(answer, "out_of_scope").text.fr


def test_what_a_network_claims_is_in_scope():
    assert ask(CRETEIL, NF1, 30).status == "answered"


def test_a_child_of_one_year_never_goes_first_to_an_unknown_audience_without_paediatrics():
    first = centre_steps(ask(PROVINS, SICKLE_CELL, 1))[0]
    assert first.centre.audience in {"child", "both"}
    assert "Henri-Mondor" not in first.site.name


def test_the_nearest_of_a_partial_network_is_said_with_its_reservation():
    answer = ask(LYON_1, HUNTINGTON, 40)
    reasons = " ".join(reason.text.fr for step in centre_steps(answer) for reason in step.reasons)
    assert "parmi les centres que nous connaissons (1 connu sur 19 annoncés" in reasons
    assert notice(answer, "partial_network")


def test_the_same_filiere_is_not_the_same_competence():
    answer = ask(MELUN, 352, 2)
    assert all(step.match.level != "filiere" for step in centre_steps(answer))
    assert not any("Wilson" in step.centre.name for step in centre_steps(answer))


def test_without_a_diagnosis_the_steps_are_ordered_and_name_no_centre():
    answer = ask(CRETEIL, no_diagnosis=True)
    assert answer.status == "no_diagnosis"
    assert centre_steps(answer) == []
    assert answer.ladder[0].rung == "premier_recours"
    assert any("ESMARA" in step.instruction.title.fr for step in answer.ladder)
    assert not any(
        "ESMARA" in s.instruction.title.fr for s in ask(LYON_1, no_diagnosis=True).ladder
    )


def test_suspicion_and_kinship_change_the_words_and_never_the_order():
    confirmed = ask(CRETEIL, HUNTINGTON, 45)
    relative = ask(CRETEIL, HUNTINGTON, 45, situation="relative")
    assert relative.ladder == confirmed.ladder
    assert relative.alternatives == confirmed.alternatives
    assert notice(relative, "genetic_counselling")


def test_sites_without_a_position_are_kept_last_without_a_distance():
    answer = ask(CRETEIL, 586, 10)
    distances = [step.distance_km for step in answer.alternatives]
    assert None in distances
    first_unknown = distances.index(None)
    assert all(km is None for km in distances[first_unknown:])


@pytest.mark.parametrize(
    ("question", "code", "field"),
    [
        (Question(orpha=NF1), "missing_place", "place"),
        (Question(place_text="Zzyzx", orpha=NF1), "unknown_place", "place"),
        (Question(commune="00000", orpha=NF1), "unknown_place", "place"),
        (Question(commune=CRETEIL), "missing_disease", "disease"),
        (Question(commune=CRETEIL, orpha=999_999_9), "unknown_disease", "disease"),
        (Question(commune=CRETEIL, disease_text="qwxzjk"), "unknown_disease", "disease"),
        (Question(commune=CRETEIL, orpha=NF1, age=-1), "invalid_age", "age"),
        (Question(commune=CRETEIL, orpha=NF1, age=300), "invalid_age", "age"),
        (Question(commune=CRETEIL, orpha=NF1, age=float("nan")), "invalid_age", "age"),
        (Question(place_text="x" * 10_000, orpha=NF1), "unknown_place", "place"),
        (
            Question(commune=CRETEIL, disease_text="<script>alert(1)</script>"),
            "unknown_disease",
            "disease",
        ),
        (Question(lon=2.4, lat=400, orpha=NF1), None, None),
        (Question(lon=48.8, lat=2.4, orpha=NF1), None, None),
    ],
)
def test_what_cannot_be_understood_is_named(question, code, field):
    with pytest.raises(Problem) as raised:
        orient(question)
    if code:
        assert raised.value.code == code
        assert field in raised.value.errors
    assert raised.value.status == 400
    assert raised.value.detail


def test_everything_wrong_is_said_at_once():
    with pytest.raises(Problem) as raised:
        orient(Question(place_text="Zzyzx", disease_text="qwxzjk", age=300))
    assert set(raised.value.errors) == {"place", "disease", "age"}


def test_a_far_centre_of_a_partial_network_is_no_reason_to_travel():
    answer = ask("75112", 803, 60)
    assert notice(answer, "far") is None
    partial = notice(answer, "partial_network")
    if partial and "loin" in partial.text.fr:
        assert any(link.url.startswith("tel:") for link in partial.links)


def test_nobody_is_sent_for_a_second_opinion_to_the_same_centre():
    (step,) = centre_steps(ask(CRETEIL, HUNTINGTON, 45))
    role = next(reason.text.fr for reason in step.reasons if reason.code == "R4")
    assert "deuxièmes avis" not in role
    assert "recours" in step.roles


def test_another_territory_without_a_reference_centre_still_leads_to_a_centre():
    answer = ask("2A004", 586, 40)
    (step,) = centre_steps(answer)
    assert step.site.territory == "metropole"
    assert step.distance_km is None
    assert notice(answer, "other_territory")


def test_the_nearest_is_only_said_of_the_nearest():
    for commune, orpha, age in [("83069", 3280, 10), ("29155", 268882, 5), ("77186", 636, 30)]:
        answer = ask(commune, orpha, age)
        for step in centre_steps(answer):
            said = " ".join(reason.text.fr for reason in step.reasons)
            nearer = [
                other.centre.slug
                for other in (*centre_steps(answer), *answer.alternatives)
                if other.distance_km is not None
                and step.distance_km is not None
                and other.distance_km < step.distance_km
                and "n’est pas proposé pour cet âge" not in other.reasons[-1].text.fr
                and all("pas proposé" not in reason.text.fr for reason in other.reasons)
            ]
            if step.roles[0] == "proximite" and nearer:
                assert "Le plus proche pour ce rôle" not in said


def test_centres_for_other_ages_only_are_said_to_be_so():
    answer = ask("22278", 87, 40)
    assert centre_steps(answer) == []
    assert notice(answer, "other_ages_only")
    assert notice(answer, "partial_network") is None


def test_no_centre_is_lost_between_the_two_columns():
    answer = ask("83069", 36426, None)
    assert answer.status == "choose_age"
    columns = {s.centre.slug for steps in answer.ladders.values() for s in steps if s.centre}
    others = {s.centre.slug for s in answer.alternatives}
    assert len(columns | others) == 11
    assert not columns & others


def test_an_acute_disease_offers_no_unconfirmed_consultation():
    assert notice(ask(FONTAINEBLEAU, 537, 40), "affiliation_to_confirm") is None


def test_across_the_sea_alternatives_stand_by_basin_then_label():
    answer = ask("97105", 263, 30)
    labels = [
        LABEL_ORDER[s.centre.label] for s in answer.alternatives if s.site.territory == "metropole"
    ]
    assert len(set(labels)) > 1
    assert labels == sorted(labels)


def test_a_confirmed_clinic_is_a_nearby_step_without_the_label():
    """An editor confirms that Fontainebleau holds a consultation for sickle cell disease."""
    affiliation = Affiliation.objects.get(host__finess="770000149")
    affiliation.pairing = Affiliation.Pairing.CONFIRMED
    affiliation.audience, affiliation.days = "adult", "le premier mardi du mois"
    affiliation.save()
    affiliation.networks.set(["drepano-thal"])
    answer = ask("77186", SICKLE_CELL, 28)
    nearby = next(step for step in centre_steps(answer) if "proximite" in step.roles)
    assert nearby.centre.label == "AFFILIATION"
    assert "Fontainebleau" in nearby.site.name
    assert nearby.roles == ("proximite",)
    said = [reason.text.fr for reason in nearby.reasons if reason.code == "R5"]
    assert "le premier mardi du mois" in said[0]
    reference = next(step for step in centre_steps(answer) if "reference" in step.roles)
    assert "Henri-Mondor" in reference.site.name
    boxes = [n.text.fr for n in answer.notices if n.code == "affiliation_to_confirm"]
    assert all("Fontainebleau" not in box for box in boxes)
