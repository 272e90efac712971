"""Which row of ours a row of theirs is; what is only like it waits for a person."""

import pytest
from django.utils import timezone

from foundations.corrections import changed_since
from foundations.models import Correction
from structures.models import Centre, Establishment, Phone, Service
from tests.importers.spreadsheets.files import xlsx

pytestmark = pytest.mark.django_db


def hospital() -> Establishment:
    return Establishment.objects.get(finess="940100027")


def test_by_name_in_its_commune_whatever_the_accents_and_case(secretary):
    row = [hospital().name.upper(), "94000", "CRETEIL"]
    upload = secretary.preview(xlsx([["Nom", "CP", "Ville"], row]), "establishments")
    assert secretary.row(2)["pk"] == hospital().pk
    assert upload.counts["create"] == 0


def test_one_name_with_another_finess_is_asked(secretary):
    rows = [["FINESS", "Nom", "CP", "Ville"], ["940999999", hospital().name, "94000", "Créteil"]]
    upload = secretary.preview(xlsx(rows), "establishments")
    assert upload.counts["undecided"] == 1
    assert secretary.row(2)["near"][0][0] == hospital().pk


def merged(duplicate: Service, kept: Service) -> None:
    Service.objects.filter(pk=duplicate.pk).update(merged_into=kept.pk)


@pytest.mark.parametrize("by", ["slug", "name"])
def test_a_duplicate_that_a_person_merged_is_refused_and_its_kept_row_named(secretary, by):
    kept, mdph = Service.objects.filter(category="mdph").order_by("-slug")[:2]
    merged(mdph, kept)
    rows = {
        "slug": [["Adresse courte", "Remarque"], [mdph.slug, "Fermée le lundi"]],
        "name": [
            ["Nom", "Catégorie", "Commune, code", "Remarque"],
            [mdph.name, "MDPH", mdph.commune_id, "Fermée le lundi"],
        ],
    }
    secretary.sends_and_imports(xlsx(rows[by]), "services")
    assert secretary.row(2)["state"] == "refused"
    assert f"fusionné dans {kept.name} ({kept.slug})" in secretary.row(2)["why"]
    assert Service.objects.get(pk=mdph.pk).note == mdph.note
    assert Service.objects.filter(name=mdph.name, commune=mdph.commune_id).count() == 1


def test_the_name_that_a_duplicate_shares_is_that_of_the_kept_row(secretary):
    mdph = Service.objects.get(slug="mdph-de-seine-et-marne")
    twin = Service.objects.create(
        slug="mdph-bis", name=mdph.name, category=mdph.category, commune=mdph.commune
    )
    row = [mdph.name, "MDPH", mdph.commune_id, "Fermée le lundi"]
    table = xlsx([["Nom", "Catégorie", "Commune, code", "Remarque"], row])
    secretary.preview(table, "services")
    assert secretary.row(2)["state"] == "refused"
    merged(twin, mdph)
    secretary.sends_and_imports(table, "services")
    assert secretary.row(2)["pk"] == mdph.pk
    assert Service.objects.get(pk=mdph.pk).note == "Fermée le lundi"


def near() -> bytes:
    mdph = Service.objects.get(slug="mdph-de-seine-et-marne")
    assert mdph.commune.full_name == "Savigny-le-Temple"
    rows = [
        ["Nom", "Catégorie", "CP", "Ville"],
        ["MDPH de Seine et Marne", "MDPH", 77176, "Savigny-le-Temple"],
    ]
    return xlsx(rows)


def test_what_is_alike_is_left_aside_until_somebody_decides(secretary):
    upload = secretary.preview(near(), "services")
    assert upload.counts["undecided"] == 1
    page = secretary.client.get(secretary.address("preview")).content.decode()
    assert "C’est la même" in page
    count = Service.objects.count()
    secretary.do_import()
    assert Service.objects.count() == count
    assert "Ressemble à" in secretary.row(2)["why"]


@pytest.mark.parametrize(("is_same", "state"), [(True, "update"), (False, "create")])
def test_a_person_says_whether_it_is_the_same(secretary, is_same, state):
    secretary.preview(near(), "services")
    mdph = secretary.row(2)["near"][0][0]
    chosen = str(mdph) if is_same else "new"
    secretary.client.post(secretary.address("preview"), {"line_2": chosen, "choose": "1"})
    secretary.upload.refresh_from_db()
    assert secretary.row(2)["state"] == state
    count = Service.objects.count()
    secretary.do_import()
    assert Service.objects.count() == count + (state == "create")
    if is_same:
        assert Service.objects.get(pk=mdph).name == "MDPH de Seine et Marne"


def test_two_rows_for_one_thing_are_refused(secretary):
    rows = [["Nom", "CP", "Ville"]] + [["Clinique toute neuve", 77000, "Melun"]] * 2
    upload = secretary.preview(xlsx(rows), "establishments")
    assert upload.counts["create"] == upload.counts["refused"] == 1
    assert "ligne 2 du fichier" in secretary.row(3)["why"]


def test_a_centre_is_found_by_its_network_and_its_hospital(secretary):
    centre = Centre.objects.get(slug="cerenef-henri-mondor-creteil")
    rows = [
        ["Centre", "Réseau", "Label", "FINESS", "Téléphone", "Public"],
        [centre.name, "cerenef", centre.get_label_display(), 940100027, "0149812113", ""],
        ["Tout autre nom", "cerenef", "", 940100027, "", ""],
    ]
    secretary.preview(xlsx(rows), "centres")
    assert secretary.row(2)["pk"] == centre.pk, secretary.row(2)
    assert secretary.row(3)["state"] == "undecided"


def test_a_place_other_than_that_of_the_hospital_is_refused_or_left(secretary):
    centre = Centre.objects.get(slug="cerenef-henri-mondor-creteil")
    rows = [
        ["Adresse courte", "Adresse", "CP", "Ville"],
        [centre.slug, "1 rue Inventée", 94000, "Créteil"],
        [centre.slug, "", 77000, "Melun"],
    ]
    secretary.preview(xlsx(rows[:2]), "centres")
    assert secretary.row(2)["state"] == "unchanged"
    assert "le lieu est celui de l’établissement" in secretary.row(2)["notes"][0][1]
    secretary.preview(xlsx([rows[0], rows[2]]), "centres")
    assert "n’est pas à Melun" in secretary.row(2)["why"]


def test_a_phone_is_added_and_none_is_taken_away(secretary):
    known = set(hospital().phones.values_list("number", flat=True))
    rows = [["FINESS", "Tél"], ["940100027", "+33 1 64 00 00 00"]]
    upload = secretary.sends_and_imports(xlsx(rows), "establishments")
    assert upload.counts["update"] == 1
    assert set(hospital().phones.values_list("number", flat=True)) == known | {"01 64 00 00 00"}
    added = Phone.objects.get(number="01 64 00 00 00")
    assert added.source.startswith("Secrétariat du CHIC")
    assert Correction.objects.filter(model="structures.phone", key=str(added.pk)).exists()


def test_an_empty_cell_keeps_and_a_word_empties(secretary):
    service = Service.objects.exclude(note="").exclude(access="").first()
    rows = [["Adresse courte", "Nom", "Accès", "Remarque"], [service.slug, "", "", "(vide)"]]
    secretary.sends_and_imports(xlsx(rows), "services")
    name, access = service.name, service.access
    service.refresh_from_db()
    assert (service.name, service.access, service.note) == (name, access, "")


def test_an_empty_word_where_nothing_may_be_empty_is_refused(secretary):
    rows = [["FINESS", "Nom"], ["940100027", "(vide)"]]
    secretary.preview(xlsx(rows), "establishments")
    assert secretary.row(2)["state"] == "refused"


@pytest.mark.parametrize(
    ("target", "rows", "said"),
    [
        ("establishments", [["Nom", "CP"], ["A", 77140]], "plusieurs communes"),
        ("establishments", [["Nom", "Ville"], ["A", "Saint-Denis"]], "à préciser"),
        ("establishments", [["Nom", "INSEE"], ["A", "99999"]], "INSEE"),
        ("establishments", [["Nom", "CP", "Ville", "Dép."], ["A", 77000, "Melun", 94]], "dans le"),
        ("establishments", [["Nom", "Lat", "Lon"], ["A", 2.45, 48.79]], "inversées"),
        ("establishments", [["Nom", "Lat"], ["A", 48.79]], "vont ensemble"),
        ("services", [["Nom", "Ville"], ["A", "Melun"]], "obligatoire"),
        ("services", [["Nom", "Type", "Hôpital"], ["A", "HAD", "Nulle part"]], "inconnu"),
        (
            "services",
            [["Nom", "Type", "Âge minimal", "Âge maximal"], ["A", "HAD", 20, 3]],
            "plus petit",
        ),
        ("centres", [["Nom", "Réseau", "Label"], ["A", "zzz", "CCMR"]], "réseau inconnu"),
        ("associations", [["Nom", "Filière"], ["A", "zzz"]], "inconnu"),
        ("associations", [["Nom", "Département"], ["A", "Zembla"]], "inconnu"),
        ("establishments", [["Nom", "Adresse courte"], ["A", "Pas Un Slug"]], "traits d’union"),
        ("establishments", [["Nom", "Adresse courte"], ["A", "mdph-de-seine-et-marne"]], "nature"),
    ],
)
def test_what_is_wrong_is_said_beside_its_line(secretary, target, rows, said):
    upload = secretary.preview(xlsx(rows), target)
    assert upload.counts["refused"] == 1, upload.rows
    assert said in secretary.row(2)["why"]


def test_the_name_of_a_known_row_in_capitals_changes_nothing(secretary):
    name = hospital().name
    rows = [["FINESS", "Nom"], ["940100027", name.upper()]]
    upload = secretary.preview(xlsx(rows), "establishments")
    assert upload.counts["unchanged"] == 1
    secretary.do_import()
    assert hospital().name == name


@pytest.mark.parametrize(
    ("line", "commune"),
    [("77300 FONTAINEBLEAU", "77186"), ("1000 Bourg-en-Bresse", "01053"), ("Fontainebleau", None)],
)
def test_a_postcode_and_a_town_in_one_cell_name_the_commune(secretary, line, commune):
    rows = [["Nom", "CP Ville"], ["Clinique toute neuve", line]]
    assert secretary.preview(xlsx(rows), "establishments").counts["create"] == 1
    secretary.do_import()
    made = Establishment.objects.get(name="Clinique toute neuve")
    assert made.commune_id == commune
    assert made.department_id == (commune[:2] if commune else None)


def test_a_postal_line_moves_no_known_row(secretary):
    before = hospital()
    rows = [["FINESS", "CP Ville"], ["940100027", "77300 Fontainebleau"]]
    secretary.preview(xlsx(rows), "establishments")
    secretary.do_import()
    assert hospital().commune_id == before.commune_id


def test_an_import_contradicts_no_source_by_itself(secretary):
    rows = [["FINESS", "Remarque"], ["940100027", "Entrée par la rue Gustave-Eiffel"]]
    secretary.preview(xlsx(rows), "establishments")
    secretary.do_import()
    assert Correction.objects.filter(key=str(hospital().pk), field="note").exists()
    assert not changed_since().exists()


def test_hours_without_a_date_are_of_the_day_of_the_file(secretary):
    rows = [["Nom", "CP Ville", "Horaires"], ["Clinique neuve", "77300 Fontainebleau", "24h/24"]]
    rows.append([hospital().name, "94000 Créteil", "lundi 9h-12h"])
    upload = secretary.preview(xlsx(rows), "establishments")
    assert (upload.counts["create"], upload.counts["update"]) == (1, 1)
    secretary.do_import()
    made = Establishment.objects.get(name="Clinique neuve")
    assert (made.opening_hours, made.opening_hours_as_of) == ("24/7", timezone.localdate())
    assert hospital().opening_hours_as_of == timezone.localdate()


def test_a_date_emptied_below_hours_is_refused(secretary):
    Establishment.objects.filter(pk=hospital().pk).update(
        opening_hours="24/7", opening_hours_as_of=timezone.localdate()
    )
    rows = [["FINESS", "Date des horaires"], ["940100027", "(vide)"]]
    assert secretary.preview(xlsx(rows), "establishments").counts["refused"] == 1


def test_rows_without_a_name_are_each_refused_for_that(secretary):
    rows = [["Nom", "CP Ville"], ["", "77300 Fontainebleau"], ["", "77000 Melun"]]
    assert secretary.preview(xlsx(rows), "establishments").counts["refused"] == 2
    assert "obligatoire" in secretary.row(2)["why"]
    assert "obligatoire" in secretary.row(3)["why"]


def test_hours_in_french_are_understood(secretary):
    rows = [
        ["FINESS", "Horaires", "Date des horaires"],
        ["940100027", "lundi au vendredi 9h-17h", "27/11/2026"],
    ]
    secretary.preview(xlsx(rows), "establishments")
    secretary.do_import()
    assert hospital().opening_hours == "Mo-Fr 09:00-17:00"
