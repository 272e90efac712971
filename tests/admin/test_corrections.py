import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from diseases.models import DiseaseName
from foundations.corrections import WHOLE_ROW
from foundations.models import Correction
from structures.models import Establishment, Network, Service, Structure
from tests.accounts.second_factor import come_in
from tests.admin.html_form import send
from tests.admin.rows import HENRI_MONDOR

MOVED = {"point_lon": "2,4540", "point_lat": "48,7980"}


def change(gestion, row, **changes):
    label = f"{row._meta.app_label}_{row._meta.model_name}"
    address = reverse(f"admin:{label}_change", args=[row.pk])
    return send(gestion, address, f"{row._meta.model_name}_form", **changes)


def again(row):
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


def errors_of(response) -> str:
    return str(response.context["adminform"].form.errors) + str(response.context["errors"])


def corrections() -> dict[tuple[str, str, str], object]:
    kept = Correction.objects.values_list("model", "key", "field", "source_value")
    return {(model, key, field): value for model, key, field, value in kept}


def test_a_form_sent_back_untouched_corrects_nothing(gestion, rows):
    for row in (rows.hospital, rows.centre, rows.network, rows.disease):
        assert change(gestion, row).status_code == 302
    assert corrections() == {}


def test_a_changed_field_keeps_the_value_of_the_source(gestion, editor, rows):
    assert change(gestion, rows.centre, audience="both", age_min="16").status_code == 302
    key = str(rows.centre.pk)
    assert corrections() == {
        ("structures.centre", key, "audience"): "adult",
        ("structures.centre", key, "age_min"): None,
    }
    assert Correction.objects.first().corrected_by == editor
    rows.centre.refresh_from_db()
    assert (rows.centre.audience, rows.centre.age_min) == ("both", 16)


def test_a_moved_hospital_takes_its_centres_along(gestion, rows):
    assert change(gestion, rows.hospital, **MOVED).status_code == 302
    assert again(rows.hospital).point.coords == (2.4540, 48.7980)
    assert again(rows.centre).point.coords == (2.4540, 48.7980)
    assert list(corrections()) == [("structures.establishment", str(rows.hospital.pk), "point")]


def test_a_moved_hospital_takes_its_services_along(gestion, rows):
    change(gestion, rows.hospital, **MOVED)
    emergencies = Service.objects.get(slug="urgences-hopital-henri-mondor-creteil")
    assert emergencies.point.coords == (2.4540, 48.7980)


def test_a_service_is_corrected_like_a_centre(gestion):
    service = Service.objects.get(slug="mdph-du-val-de-marne")
    assert change(gestion, service).status_code == 302
    assert corrections() == {}
    assert change(gestion, service, relevance="useful").status_code == 302
    assert corrections() == {("structures.service", str(service.pk), "relevance"): "core"}


def test_a_service_in_a_hospital_refuses_a_place_of_its_own_unless_it_stands_apart(gestion):
    service = Service.objects.get(slug="urgences-hopital-henri-mondor-creteil")
    refused = change(gestion, service, postal_line="94000 CRETEIL")
    assert "adresse propre" in errors_of(refused)
    assert change(gestion, service, postal_line="94000 CRETEIL", stands_apart="on")
    assert again(service).postal_line == "94000 CRETEIL"


def test_correcting_twice_keeps_what_the_source_said_first(gestion, rows):
    change(gestion, rows.centre, label_note="Une fois")
    change(gestion, rows.centre, label_note="Deux fois")
    assert list(corrections().values()) == [""]


def test_putting_the_value_of_the_source_back_ends_the_correction(gestion, rows):
    change(gestion, rows.hospital, **MOVED)
    change(gestion, rows.hospital, point_lon="2.45404", point_lat="48.79880")
    assert corrections() == {}


def test_swapped_coordinates_are_refused_in_the_form(gestion, rows):
    response = change(gestion, rows.hospital, point_lon="48.7988", point_lat="2.45404")
    assert response.status_code == 200
    assert "inversées" in errors_of(response)
    assert 'value="48.7988"' in response.content.decode()
    assert again(rows.hospital).point.coords == HENRI_MONDOR


def test_a_centre_moves_only_when_it_has_a_place_of_its_own(gestion, rows):
    response = change(gestion, rows.centre, **MOVED)
    assert "adresse propre" in errors_of(response)
    assert corrections() == {}
    assert change(gestion, rows.centre, stands_apart="on", **MOVED).status_code == 302
    assert again(rows.centre).point.coords == (2.4540, 48.7980)
    assert again(rows.hospital).point.coords == HENRI_MONDOR


def test_a_position_needs_a_precision(gestion, rows):
    response = change(gestion, rows.hospital, point_precision="none")
    assert "exacte, probable" in errors_of(response)


def test_ages_in_the_wrong_order_are_refused(gestion, rows):
    response = change(gestion, rows.centre, age_min="18", age_max="3")
    assert "plus petit" in errors_of(response)


def test_what_follows_from_a_corrected_field_is_kept_with_it(gestion, rows):
    """Without a commune the department can be said alone; an import must leave both."""
    assert change(gestion, rows.hospital, commune="", department="").status_code == 302
    assert {field for _, _, field in corrections()} == {"commune", "department"}


def test_a_phone_is_corrected_where_it_is_edited(gestion, rows):
    said = rows.switchboard.number
    changes = {"phones-0-number": "01 49 81 00 00"}
    assert change(gestion, rows.hospital, **changes).status_code == 302
    assert corrections() == {("structures.phone", str(rows.switchboard.pk), "number"): said}
    address = reverse("admin:structures_establishment_change", args=[rows.hospital.pk])
    assert said in gestion.get(address).content.decode()
    gestion.post(address, {"_revert": Correction.objects.get().pk})
    assert again(rows.switchboard).number == said


def test_a_corrected_name_of_a_disease_is_found_by_its_new_letters(gestion, rows):
    name = DiseaseName.objects.filter(disease=rows.disease).order_by("pk").first()
    assert change(gestion, rows.disease, **{"names-0-text": "Érythème"}).status_code == 302
    assert again(name).search_text == "erytheme"
    assert {field for _, _, field in corrections()} == {"text", "search_text"}
    page = gestion.get(reverse("admin:diseases_disease_change", args=[rows.disease.pk]))
    assert name.text in page.content.decode()
    assert "search_text" not in page.content.decode()


def test_a_phone_from_a_source_cannot_be_deleted_and_one_added_by_hand_can(gestion, rows):
    added = {
        "phones-TOTAL_FORMS": "2",
        "phones-1-structure": str(rows.hospital.pk),
        "phones-1-kind": "expert_line",
        "phones-1-number": "01 49 81 99 99",
    }
    assert change(gestion, rows.hospital, **added).status_code == 302
    mine = rows.hospital.phones.get(kind="expert_line")
    assert corrections() == {("structures.phone", str(mine.pk), WHOLE_ROW): None}
    deletions = {"phones-0-DELETE": "on", "phones-1-DELETE": "on"}
    assert change(gestion, rows.hospital, **deletions).status_code == 302
    assert list(rows.hospital.phones.all()) == [rows.switchboard]
    assert corrections() == {}


def test_a_row_from_a_source_cannot_be_deleted(gestion, rows):
    address = reverse("admin:structures_centre_delete", args=[rows.centre.pk])
    assert gestion.post(address, {"post": "yes"}).status_code == 403
    page = gestion.get(reverse("admin:structures_centre_change", args=[rows.centre.pk]))
    assert "Une ligne importée ne se supprime pas" in page.content.decode()


def test_a_row_added_by_hand_can_be_deleted_and_leaves_no_trace(gestion, rows):
    address = reverse("admin:structures_network_add")
    response = send(
        gestion, address, "network_form",
        slug="essai", name="Réseau ajouté", filiere=rows.network.filiere_id, coverage="partial",
    )  # fmt: skip
    assert response.status_code == 302, errors_of(response)
    assert list(corrections()) == [("structures.network", "essai", WHOLE_ROW)]
    change(gestion, Network.objects.get(slug="essai"), name="Réseau corrigé")
    assert list(corrections()) == [("structures.network", "essai", WHOLE_ROW)]
    address = reverse("admin:structures_network_delete", args=["essai"])
    assert gestion.post(address, {"post": "yes"}).status_code == 302
    assert not Network.objects.filter(slug="essai").exists()
    assert corrections() == {}


@pytest.mark.parametrize("address", ["change", "changelist", "corrections"])
def test_going_back_to_the_source(gestion, rows, address):
    """From the row itself, from the list of rows, from the list of corrections."""
    change(gestion, rows.hospital, name="Henri-Mondor", **MOVED)
    kept = list(Correction.objects.values_list("pk", flat=True))
    assert len(kept) == 2
    action = {"action": "revert_to_source"}
    if address == "change":
        page = reverse("admin:structures_establishment_change", args=[rows.hospital.pk])
        assert "la source dit : Hôpital Henri-Mondor (AP-HP)" in gestion.get(page).content.decode()
        for pk in kept:
            gestion.post(page, {"_revert": pk})
    elif address == "changelist":
        page = reverse("admin:structures_establishment_changelist")
        gestion.post(page, {**action, "_selected_action": rows.hospital.pk})
    else:
        page = reverse("admin:foundations_correction_changelist")
        gestion.post(page, {**action, "_selected_action": kept})
    hospital = again(rows.hospital)
    assert hospital.name == "Hôpital Henri-Mondor (AP-HP)"
    assert hospital.point.coords == HENRI_MONDOR
    assert again(rows.centre).point.coords == HENRI_MONDOR
    assert corrections() == {}


def test_going_back_takes_along_what_follows(gestion, rows):
    change(gestion, rows.hospital, commune="", department="")
    kept = Correction.objects.get(field="commune")
    gestion.post(
        reverse("admin:structures_establishment_change", args=[rows.hospital.pk]),
        {"_revert": kept.pk},
    )
    hospital = again(rows.hospital)
    assert (hospital.commune_id, hospital.department_id) == ("94028", "94")
    assert corrections() == {}


def test_a_correction_of_another_row_is_not_reverted_from_here(gestion, rows):
    change(gestion, rows.hospital, note="Entrée par le nord")
    page = reverse("admin:structures_centre_change", args=[rows.centre.pk])
    gestion.post(page, {"_revert": Correction.objects.get().pk})
    gestion.post(page, {"_revert": "x' OR 1=1"})
    assert again(rows.hospital).note == "Entrée par le nord"


def test_who_may_only_read_reverts_nothing(client, django_user_model, gestion, rows):
    change(gestion, rows.hospital, note="Entrée par le nord")
    reader = django_user_model.objects.create_user("lectrice@chu.example", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    come_in(client, reader)
    kept = Correction.objects.get()
    page = reverse("admin:structures_establishment_change", args=[rows.hospital.pk])
    client.post(page, {"_revert": kept.pk})
    page = reverse("admin:foundations_correction_changelist")
    client.post(page, {"action": "revert_to_source", "_selected_action": kept.pk})
    assert Correction.objects.count() == 1
    assert again(rows.hospital).note == "Entrée par le nord"


def test_corrected_rows_are_counted_and_filtered(gestion, rows):
    change(gestion, rows.hospital, note="Entrée par le nord", group="AP-HP")
    address = reverse("admin:structures_establishment_changelist")
    corrected = gestion.get(address, {"corrige": "oui"})
    assert [row.slug for row in corrected.context["cl"].result_list] == [rows.hospital.slug]
    assert '<td class="field-corrected">2</td>' in corrected.content.decode()
    others = gestion.get(address, {"corrige": "non"}).context["cl"]
    assert others.result_count == Establishment.objects.count() - 1


def test_lists_of_texts_keep_their_commas(gestion, rows):
    said = rows.disease.inheritances
    modes = ["Autosomal dominant", "Not applicable, or unknown"]
    assert change(gestion, rows.disease, inheritances="\n".join(modes)).status_code == 302
    assert again(rows.disease).inheritances == modes
    assert list(corrections().values()) == [said]
    sources = ["AP-HP, page du service", "CERENEF, carte"]
    assert change(gestion, rows.centre, sources="\n".join(sources)).status_code == 302
    assert again(rows.centre).sources == sources


def test_a_new_structure_needs_no_point(gestion, rows):
    response = send(
        gestion, reverse("admin:structures_establishment_add"), "establishment_form",
        name="Clinique nouvelle", slug="clinique-nouvelle", commune="94028",
    )  # fmt: skip
    assert response.status_code == 302, errors_of(response)
    added = Establishment.objects.get(slug="clinique-nouvelle")
    assert added.point is None
    assert added.department_id == "94"
    assert added.kind == Structure.Kind.ESTABLISHMENT
