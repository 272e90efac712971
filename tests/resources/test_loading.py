"""The files of data/resources/ in their tables."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from foundations.models import Correction
from resources.models import (
    Association,
    AssociationDisease,
    EmergencyCard,
    EmergencyCardDisease,
    Meeting,
    MeetingDisease,
    Protocol,
    ProtocolDisease,
    Training,
    TrainingDisease,
    Trial,
    TrialDisease,
    Video,
    VideoDisease,
)
from tests.importers.conftest import change, load, shipped, with_value, without

__all__ = ["load", "shipped"]

pytestmark = pytest.mark.django_db


def test_every_line_is_a_row():
    assert Protocol.objects.count() == 74
    assert ProtocolDisease.objects.count() == 86
    assert EmergencyCard.objects.count() == 24
    assert EmergencyCardDisease.objects.count() == 22
    assert Association.objects.count() == 99
    assert AssociationDisease.objects.count() == 138
    assert Meeting.objects.count() == 15
    assert MeetingDisease.objects.count() == 21
    assert Training.objects.count() == 18
    assert TrainingDisease.objects.count() == 4
    assert Trial.objects.count() == 31
    assert TrialDisease.objects.count() == 33
    assert Video.objects.count() == 8
    assert VideoDisease.objects.count() == 5


def test_values_come_as_they_are_written():
    martinique = Association.objects.get(slug="afh-martinique")
    assert (martinique.scope, martinique.department_id) == ("local", "972")
    assert martinique.filiere_id == "MHEMO"
    assert Association.objects.get(slug="kourir").phone == "01 40 03 03 02"
    old = Protocol.objects.get(slug="necrolyse-epidermique-2017")
    assert old.superseded
    assert old.year == 2017


def test_a_second_load_changes_nothing(load):
    diffs = load()
    assert {title for title, diff in diffs.items() if not diff.is_empty} == set()
    assert diffs["PNDS"].unchanged == 74


def test_a_line_that_goes_takes_its_links(load, shipped):
    change(shipped / "resources" / "protocols.csv", without(slug="cadasil"))
    change(shipped / "resources" / "protocol_diseases.csv", without(resource="cadasil"))
    diffs = load()
    assert (diffs["PNDS"].removed, diffs["maladies des PNDS"].removed) == (1, 1)
    assert not ProtocolDisease.objects.filter(disease=136).exists()


def test_an_unknown_disease_is_refused_with_its_line(shipped):
    path = shipped / "resources" / "protocol_diseases.csv"
    change(path, with_value({"resource": "cadasil"}, orpha="424242"))
    with pytest.raises(CommandError, match=r"protocol_diseases\.csv:\d+: orpha : « 424242 »"):
        call_command("load_data")


def test_a_disease_goes_only_when_no_resource_speaks_of_it(load, shipped):
    """Both in one change: they are one source."""
    resource, orpha = "syndrome-oro-facio-digital-de-type-i", "2750"
    spoken_of = {"diseases/diseases": "orpha", "diseases/disease_names": "orpha"}
    spoken_of |= {"diseases/disease_codes": "orpha", "diseases/disease_prevalences": "orpha"}
    spoken_of |= {"diseases/disease_hierarchy": "child", "directory/network_claims": "orpha"}
    for name, column in spoken_of.items():
        change(shipped / f"{name}.csv", without(**{column: orpha}))
    with pytest.raises(Exception, match="2750"):
        load()
    change(shipped / "resources" / "protocol_diseases.csv", without(resource=resource))
    assert load()["maladies"].removed == 1


def test_an_editor_s_word_stands(load):
    Protocol.objects.filter(slug="cadasil").update(year=2024)
    Correction.objects.create(
        model="resources.protocol", key="cadasil", field="year", source_value=2011
    )
    load()
    assert Protocol.objects.get(slug="cadasil").year == 2024


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("nct", "NCT123"),
        ("nct", "01412125"),
        ("eu_ct", "2024-416102-36-00"),
        ("eudract", "2020-308-12"),
        ("status", "recrute"),
        ("status_as_of", "27/02/2024"),
        ("age_min", "-1"),
    ],
)
def test_a_trial_that_is_not_written_as_announced_is_refused(shipped, column, wrong):
    change(shipped / "resources" / "trials.csv", with_value({"slug": "mig-hd"}, **{column: wrong}))
    with pytest.raises(CommandError, match=rf"trials\.csv:\d+: {column}"):
        call_command("load_data")


@pytest.mark.parametrize("wrong", [{"site": ""}, {"age_max": 12}])
def test_what_a_trial_says_holds_together(wrong):
    with pytest.raises(IntegrityError, match="trial_"), transaction.atomic():
        Trial.objects.filter(slug="mig-hd").update(**wrong)


@pytest.mark.parametrize("wrong", [{"url": ""}, {"url_precision": ""}])
def test_an_address_and_where_it_leads_go_together(wrong):
    with pytest.raises(IntegrityError, match="says_where"), transaction.atomic():
        Protocol.objects.filter(slug="maladie-de-huntington").update(**wrong)
