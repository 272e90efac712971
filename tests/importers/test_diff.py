"""The diff engine on the real tables: what is written, what is left to people, what is removed."""

import pytest

from diseases.models import Ancestry, Disease, DiseaseName
from foundations.geography import point
from foundations.models import Correction
from importers.models import LoadedRow
from importers.report import BrokenFile
from structures.models import Centre, Claim, Establishment, Network, Phone, Structure
from tests.importers.conftest import change, with_value, without

HUNTINGTON = "huntington-henri-mondor-creteil"
NECKER = "toxibul-necker-paris"


def snapshot() -> tuple[object, ...]:
    """Everything that a load could change in structures, as comparable values."""
    return (
        list(Structure.objects.order_by("pk").values_list()),
        list(Centre.objects.order_by("pk").values_list("pk", "label", "label_note", "sources")),
        list(Phone.objects.order_by("pk").values_list()),
        list(Disease.objects.order_by("pk").values_list()),
        LoadedRow.objects.count(),
    )


def test_loading_again_changes_nothing(load):
    before = snapshot()

    diffs = load()

    assert all(diff.is_empty for diff in diffs.values()), diffs
    assert snapshot() == before


def test_a_changed_line_changes_one_row_and_its_date(load, shipped):
    change(
        shipped / "directory" / "centres.csv",
        with_value({"slug": HUNTINGTON}, label_note="Relabellisé.", age_min="16"),
    )
    before = Centre.objects.get(slug=HUNTINGTON)
    neighbour = Centre.objects.get(slug="sni-henri-mondor-creteil")

    diffs = load()

    assert (diffs["centres"].added, diffs["centres"].changed) == (0, 1)
    assert diffs["centres"].examples == [f"~ {HUNTINGTON}"]
    centre = Centre.objects.get(slug=HUNTINGTON)
    assert (centre.pk, centre.label_note, centre.age_min) == (before.pk, "Relabellisé.", 16)
    assert centre.updated_at >= before.updated_at
    assert Centre.objects.get(pk=neighbour.pk).updated_at == neighbour.updated_at


def test_a_corrected_field_survives_and_follows_its_source(load, shipped):
    centre = Centre.objects.get(slug=HUNTINGTON)
    Centre.objects.filter(pk=centre.pk).update(name="Centre Huntington (nom corrigé)")
    correction = Correction.objects.create(
        model="structures.centre", key=str(centre.pk), field="name", source_value=centre.name
    )
    change(
        shipped / "directory" / "centres.csv",
        with_value({"slug": HUNTINGTON}, name="Nouveau nom officiel", age_note="adultes"),
    )

    load()

    centre.refresh_from_db()
    correction.refresh_from_db()
    assert centre.name == "Centre Huntington (nom corrigé)"
    assert centre.age_note == "adultes"
    assert correction.source_value == "Nouveau nom officiel"


def test_a_corrected_foreign_key_survives(load):
    disease = Disease.objects.get(orpha=399)
    Disease.objects.filter(orpha=399).update(filiere="FILNEMUS")
    Correction.objects.create(
        model="diseases.disease", key="399", field="filiere", source_value=disease.filiere_id
    )

    load()

    assert Disease.objects.get(orpha=399).filiere_id == "FILNEMUS"


def test_a_row_whose_address_was_corrected_is_not_added_twice(load):
    centre = Centre.objects.get(slug=HUNTINGTON)
    Structure.objects.filter(pk=centre.pk).update(slug="huntington-mondor")
    Correction.objects.create(
        model="structures.centre", key=str(centre.pk), field="slug", source_value=HUNTINGTON
    )

    diffs = load()

    assert diffs["centres"].is_empty
    assert Centre.objects.get(pk=centre.pk).slug == "huntington-mondor"


def test_a_corrected_number_survives_a_new_one_in_the_source(load, shipped):
    hospital = "hopital-henri-mondor-creteil"
    phone = Phone.objects.get(structure__slug=hospital)
    source = phone.number
    Phone.objects.filter(pk=phone.pk).update(number="01 49 81 00 00")
    correction = Correction.objects.create(
        model="structures.phone", key=str(phone.pk), field="number", source_value=source
    )
    change(
        shipped / "directory" / "phones.csv",
        with_value({"structure": hospital}, number="01 49 81 99 99", as_of="2024-01-01"),
    )

    diffs = load()

    phone.refresh_from_db()
    correction.refresh_from_db()
    assert (diffs["téléphones"].added, diffs["téléphones"].removed) == (0, 0)
    assert phone.number == "01 49 81 00 00"
    assert phone.as_of.isoformat() == "2024-01-01"
    assert correction.source_value == "01 49 81 99 99"
    assert load()["téléphones"].is_empty


def test_rows_made_by_hand_stay(load):
    network = Network.objects.get(slug="huntington")
    hospital = Establishment.objects.get(finess="770000156")
    made = Centre.objects.create(
        slug="huntington-melun", name="Ajouté à la main", network=network, label="CCMR",
        establishment=hospital,
    )  # fmt: skip
    phone = Phone.objects.create(structure=made, kind="centre", number="01 00 00 00 00")
    lay = DiseaseName.objects.create(disease_id=399, text="Danse de Saint-Guy", kind="lay")

    diffs = load()

    assert all(diff.is_empty for diff in diffs.values())
    assert Centre.objects.filter(pk=made.pk).exists()
    assert Phone.objects.filter(pk=phone.pk).exists()
    assert DiseaseName.objects.filter(pk=lay.pk).exists()


def test_a_line_that_disappears_takes_its_row_along(load, shipped):
    gone = change(shipped / "directory" / "centres.csv", without(slug=NECKER))
    gone += change(shipped / "directory" / "phones.csv", without(structure=NECKER))
    assert gone == 2

    diffs = load()

    assert diffs["centres"].removed == 1
    assert diffs["téléphones"].removed == 1
    assert not Structure.objects.filter(slug=NECKER).exists()


def test_a_new_line_adds_a_centre_where_its_hospital_stands(load, shipped):
    def twice(line: dict[str, str]) -> dict[str, str]:
        if line["slug"] == NECKER:
            line.update(slug="toxibul-melun", finess="770000156", site_confirmed="false")
        return line

    change(shipped / "directory" / "phones.csv", without(structure=NECKER))
    change(shipped / "directory" / "centres.csv", twice)

    diffs = load()

    assert (diffs["centres"].added, diffs["centres"].removed) == (1, 1)
    hospital = Establishment.objects.get(finess="770000156")
    centre = Centre.objects.get(slug="toxibul-melun")
    assert centre.point.coords == hospital.point.coords
    assert centre.commune_id == hospital.commune_id == "77288"
    assert centre.territory == "metropole"
    assert (hospital.point_precision, centre.point_precision) == ("exact", "probable")
    assert centre.kind == "centre"
    centre.save()
    centre.refresh_from_db()
    assert centre.point_precision == "probable"  # the model and the importer agree


def test_a_corrected_position_moves_the_centres_of_the_hospital(load):
    hospital = Establishment.objects.get(finess="970211215")
    new = point(lon=-61.0380, lat=14.6250)
    Structure.objects.filter(pk=hospital.pk).update(point=new, point_precision="exact")
    for field in ("point", "point_precision"):
        Correction.objects.create(
            model="structures.establishment", key=str(hospital.pk), field=field
        )

    load()

    centre = Centre.objects.get(slug="cerca-pierre-zobda-quitman-martinique")
    assert centre.point.coords == new.coords
    assert centre.point_precision == "exact"
    kept = Correction.objects.get(field="point")
    assert kept.source_value == "POINT(-61.06268 14.60623)"


def test_a_centre_with_a_place_of_its_own_keeps_it(load):
    own = point(lon=2.40, lat=48.80)
    centre = Centre.objects.get(slug=HUNTINGTON)
    Centre.objects.filter(pk=centre.pk).update(stands_apart=True)
    Structure.objects.filter(pk=centre.pk).update(point=own, address="Annexe")

    diffs = load()

    centre.refresh_from_db()
    assert diffs["centres"].is_empty
    assert (centre.point.coords, centre.address) == (own.coords, "Annexe")


def test_a_great_loss_is_refused_unless_forced(load, shipped):
    change(
        shipped / "directory" / "phones.csv",
        lambda line: None if line["structure"] < "d" else line,
    )

    with pytest.raises(BrokenFile, match=r"phones\.csv.*tronqué"):
        load()

    assert load(force=True)["téléphones"].removed > 40


def test_a_disease_that_people_still_use_is_not_removed(load, shipped):
    Claim.objects.create(network_id="ophtara", disease_id=98623)
    for name in ("diseases", "disease_names"):
        change(shipped / "diseases" / f"{name}.csv", without(orpha="98623"))
    change(shipped / "diseases" / "disease_hierarchy.csv", without(child="98623"))
    change(shipped / "diseases" / "disease_hierarchy.csv", without(parent="98623"))
    change(shipped / "directory" / "network_claims.csv", without(orpha="98623"))
    before = snapshot()

    with pytest.raises(BrokenFile, match="sert encore à : ophtara"):
        load()

    assert snapshot() == before


def test_a_disease_and_its_claim_may_leave_together(load, shipped):
    for name in ("diseases", "disease_names"):
        change(shipped / "diseases" / f"{name}.csv", without(orpha="98623"))
    change(shipped / "diseases" / "disease_hierarchy.csv", without(child="98623"))
    change(shipped / "diseases" / "disease_hierarchy.csv", without(parent="98623"))
    change(shipped / "directory" / "network_claims.csv", without(orpha="98623"))

    diffs = load()

    assert diffs["maladies"].removed == diffs["maladies prises en charge"].removed == 1
    assert not Ancestry.objects.filter(descendant_id=98623).exists()
    assert not Disease.objects.filter(orpha=98623).exists()


def test_ancestry_follows_a_link_that_disappears(load, shipped):
    assert Ancestry.objects.filter(descendant_id=744, ancestor_id=93890).exists()
    change(shipped / "diseases" / "disease_hierarchy.csv", without(child="744"))

    diffs = load()

    assert diffs["liens de la hiérarchie"].removed == 8
    assert diffs["ascendances"].removed >= 9
    assert not Ancestry.objects.filter(descendant_id=744).exists()
