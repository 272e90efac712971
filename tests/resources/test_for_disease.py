"""Which protocols, cards, associations, meetings, trials… a disease is shown with, and why."""

from dataclasses import fields

import pytest

from diseases.models import Disease
from foundations.provenance import Evidence
from resources.for_disease import Resources, counting_ancestors, resources_for
from resources.models import (
    Association,
    EmergencyCard,
    Meeting,
    Protocol,
    ProtocolDisease,
    Training,
    Trial,
)

pytestmark = pytest.mark.django_db

SICKLE_CELL, NF1, LYELL, STEVENS_JOHNSON = 232, 636, 537, 36426
TOURETTE, MPS_II, ACROMEGALY = 856, 580, 963
HUNTINGTON, LONG_QT = 399, 768


def found_for(orpha: int) -> Resources:
    return resources_for(orpha, counting_ancestors(orpha))


def slugs(found, match: str = "exact") -> list[str]:
    return [one.resource.slug for one in found if one.match == match]


def test_sickle_cell_disease_has_its_emergency_sheets():
    found = found_for(SICKLE_CELL)
    assert slugs(found.emergency_cards) == [
        "orphanet-urgences-drepanocytose",
        "regulation-samu-drepanocytose",
    ]
    assert found.emergency_cards[0].through.orpha == SICKLE_CELL
    assert slugs(found.protocols) == ["drepanocytose-enfant", "drepanocytose-adulte"]
    assert {"apipd", "sos-globi-94", "asad"} <= set(slugs(found.associations))


def test_neurofibromatosis_has_its_protocol_and_its_associations():
    found = found_for(NF1)
    assert slugs(found.protocols) == ["neurofibromatose-1"]
    assert found.protocols[0].resource.year == 2016
    assert slugs(found.associations) == ["anr", "neuro-cocci"]
    assert not found.associations[0].to_verify


def test_a_replaced_protocol_comes_after_the_newer_ones():
    found = found_for(LYELL)
    assert [one.resource.year for one in found.protocols] == [2023, 2022, 2017]
    assert [one.resource.superseded for one in found.protocols] == [False, False, True]
    assert slugs(found.emergency_cards) == ["orphanet-urgences-necrolyse-epidermique"]
    assert slugs(found.associations) == ["amalyste"]


def test_a_resource_for_two_diseases_is_told_once():
    found = resources_for(LYELL, [STEVENS_JOHNSON])
    assert slugs(found.associations) == ["amalyste"]
    assert slugs(found.associations, "ancestor") == []


def test_an_ancestor_counts_and_is_named():
    beta = Disease.objects.get(orpha=848)
    below = resources_for(231214, [beta.orpha])
    assert slugs(below.protocols) == []
    assert slugs(below.protocols, "ancestor") == ["thalassemies"]
    assert below.protocols[0].through == beta


def test_the_disease_itself_comes_before_its_ancestors():
    found = resources_for(NF1, [SICKLE_CELL])
    assert [one.match for one in found.associations][:3] == ["exact", "exact", "ancestor"]
    assert slugs(found.emergency_cards, "ancestor") == [
        "orphanet-urgences-drepanocytose",
        "regulation-samu-drepanocytose",
    ]


def test_a_category_counts_for_itself_only():
    mucopolysaccharidoses = Disease.objects.get(orpha=79213)
    assert mucopolysaccharidoses.type == Disease.CATEGORY
    assert slugs(found_for(79213).protocols) == ["mucopolysaccharidoses"]
    below = resources_for(MPS_II, [79213])
    assert below.protocols == ()
    assert slugs(below.associations) == ["vml"]


def test_the_associations_of_the_filiere_come_last_and_say_so():
    found = found_for(HUNTINGTON)
    assert "cadasil-france" in slugs(found.associations, "filiere")
    matches = [one.match for one in found.associations]
    assert matches == sorted(matches, key=["exact", "ancestor", "filiere"].index)
    assert all(one.through is None for one in found.associations if one.match == "filiere")
    keys = [one.resource.pk for one in found.associations]
    assert len(keys) == len(set(keys))


def test_what_rests_on_general_knowledge_is_left_out():
    found = found_for(LONG_QT)
    assert "amryc" not in [one.resource.slug for one in found.associations]
    assert "huntington-espoir-grand-est" not in slugs(found_for(HUNTINGTON).associations)
    ProtocolDisease.objects.filter(disease=NF1).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert found_for(NF1).protocols == ()


def test_a_hidden_resource_is_left_out_whatever_its_link():
    Protocol.objects.filter(slug="neurofibromatose-1").update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert found_for(NF1).protocols == ()


def test_a_link_of_our_own_choice_is_to_verify():
    (amyloidosis,) = found_for(85443).protocols
    assert amyloidosis.resource.evidence == Evidence.SOURCED
    assert amyloidosis.to_verify


def test_a_disease_that_is_not_rare_has_no_link():
    found = found_for(TOURETTE)
    assert found.protocols == found.emergency_cards == ()
    assert Protocol.objects.filter(slug="syndrome-gilles-de-la-tourette", links=None).exists()
    assert Association.objects.filter(slug="afsgt", links=None).exists()


def test_an_unknown_code_has_nothing():
    assert resources_for(9_999_999, []) == Resources()


@pytest.mark.parametrize("orpha", [SICKLE_CELL, HUNTINGTON, MPS_II, 9_999_999])
def test_it_takes_one_query_and_none_to_show(orpha, django_assert_num_queries):
    ancestors = counting_ancestors(orpha)
    resources_for(HUNTINGTON, [])  # they are in memory from now on
    with django_assert_num_queries(1):  # the version alone
        found = resources_for(orpha, ancestors)
        for kind in fields(found):
            for one in getattr(found, kind.name):
                assert str(one.resource)
                assert one.through is None or str(one.through)
        for one in (*found.associations, *found.meetings, *found.trainings):
            assert one.resource.filiere is None or str(one.resource.filiere)
        for one in found.associations:
            assert one.resource.department is None or str(one.resource.department)


def test_they_are_read_again_in_few_queries_whatever_their_number(django_assert_max_num_queries):
    resources_for(HUNTINGTON, [])
    Protocol.objects.filter(slug="neurofibromatose-1").update(title="Neurofibromatose 1, 2026")
    with django_assert_max_num_queries(22):
        (protocol,) = found_for(NF1).protocols
    assert protocol.resource.title == "Neurofibromatose 1, 2026"


def test_a_new_name_of_the_disease_is_told():
    assert found_for(NF1).protocols[0].through.name == "Neurofibromatose type 1"
    Disease.objects.filter(orpha=NF1).update(name="NF de type 1")
    assert found_for(NF1).protocols[0].through.name == "NF de type 1"


def test_the_meetings_of_the_disease_then_those_of_its_whole_filiere():
    found = found_for(LYELL)
    assert slugs(found.meetings) == ["toxibul"]
    assert found.meetings[0].resource.cadence == "tous les deux mois"
    assert slugs(found_for(HUNTINGTON).meetings, "filiere") == ["pfmg-brain-team"]


def test_a_meeting_for_other_diseases_of_the_filiere_is_not_lent():
    """Haemophilia and von Willebrand are of one filière: each has its own meetings."""
    assert slugs(found_for(98878).meetings) == ["mhemo-hemophilie"]
    assert slugs(found_for(98878).meetings, "filiere") == []


def test_a_hidden_link_does_not_make_a_meeting_one_for_all():
    Meeting.objects.get(slug="toxibul").links.update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert found_for(LYELL).meetings == ()


def test_therapeutic_education_comes_first_and_what_has_no_source_is_hidden():
    (programme,) = found_for(NF1).trainings[:1]
    assert (programme.resource.slug, programme.match) == ("etp-neurofibromatose-1", "exact")
    assert slugs(found_for(SICKLE_CELL).trainings) == []
    assert slugs(found_for(SICKLE_CELL).trainings, "filiere") == ["journee-mcgre"]
    assert Training.objects.filter(slug="etp-drepanocytose-creteil").exists()


def test_studies_that_recruit_come_first_and_the_finished_last():
    found = found_for(3002).trials
    assert slugs(found) == ["ritux-plus-2", "nct00225875", "ritux-plus"]
    assert found[0].resource.confirmed_site == "Hôpital Henri-Mondor (Créteil)"


def test_a_site_that_no_source_confirms_is_told_nowhere():
    sites = {one.resource.slug: one.resource.confirmed_site for one in found_for(399).trials}
    assert {slug for slug, site in sites.items() if site} == {"mig-hd", "rhlf"}
    assert Trial.objects.get(slug="proof-hd").site == "Hôpital Henri-Mondor (Créteil)"


def test_the_videos_of_a_disease():
    found = found_for(SICKLE_CELL).videos
    assert len(found) == 5
    assert "adultes-drepanocytaires-au-quotidien" in slugs(found)
    assert found_for(HUNTINGTON).videos == ()


def test_an_emergency_card_is_never_lent_by_a_relative():
    """A card shown for a disease names it or one of its own ancestors, never a sibling."""
    for card in EmergencyCard.objects.prefetch_related("links"):
        for link in card.links.all():
            found = found_for(link.disease_id)
            assert card in [one.resource for one in found.emergency_cards if one.match == "exact"]
