"""Every page of the back office: it answers, asks nothing of another host, needs no inline code."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from diseases.models import OutOfScope
from foundations.point_field import PointWidget
from resources.models import (
    Association,
    EmergencyCard,
    Meeting,
    Pathway,
    Protocol,
    Training,
    Trial,
    Video,
)
from structures.models import Affiliation, CompleteList, NationalDirectory, Service
from tests.accounts.second_factor import come_in
from tests.admin.test_corrections import change

FOREIGN = re.compile(
    r"""<(?!a\s)[^>]*\s(?:src|srcset|href|action|data-[\w-]+)\s*=\s*["'](?:https?:)?//"""
    r"""|url\((?:https?:)?//|@import"""
)
"""What a browser would ask of another host by itself; a link to an official page is not that."""
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")|\sstyle=|\son\w+=""")


@pytest.fixture
def everything(rows) -> dict[str, int | str]:
    """A row of each table of the directory, by the name of the table."""
    return {
        "structures.establishment": rows.hospital.pk,
        "structures.centre": rows.centre.pk,
        "structures.service": Service.objects.first().pk,
        "structures.completelist": CompleteList.objects.first().pk,
        "structures.nationaldirectory": NationalDirectory.objects.first().pk,
        "structures.network": rows.network.pk,
        "structures.affiliation": Affiliation.objects.first().pk,
        "resources.protocol": Protocol.objects.first().pk,
        "resources.emergencycard": EmergencyCard.objects.first().pk,
        "resources.association": Association.objects.first().pk,
        "resources.meeting": Meeting.objects.first().pk,
        "resources.training": Training.objects.first().pk,
        "resources.trial": Trial.objects.first().pk,
        "resources.pathway": Pathway.objects.get(slug="huntington").pk,
        "resources.video": Video.objects.first().pk,
        "diseases.disease": rows.disease.pk,
        "diseases.filiere": rows.network.filiere_id,
        "diseases.outofscope": OutOfScope.objects.first().pk,
    }


@pytest.fixture
def chief(db) -> Client:
    return come_in(Client(), User.objects.create_superuser("chef@chu.example"))


def addresses_of(model, key: int | str | None) -> list[str]:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    addresses = [reverse(f"{name}_changelist")]
    if key is not None:
        addresses += [reverse(f"{name}_add"), reverse(f"{name}_change", args=[key])]
    return addresses


def test_pages_answer_and_need_nothing_from_elsewhere(chief, everything):
    seen = 0
    for model in admin.site._registry:
        for address in addresses_of(model, everything.get(model._meta.label_lower)):
            page = chief.get(address)
            assert page.status_code == 200, address
            html = page.content.decode()
            assert not FOREIGN.search(html), (address, FOREIGN.search(html))
            assert not INLINE.search(html), (address, INLINE.search(html))
            seen += 1
    assert seen >= len(everything) * 3


@pytest.mark.parametrize(
    "address",
    [
        "/gestion/",
        "/gestion/recherche/?q=mondor",
        "/gestion/codes-de-secours/",
        "/gestion/structures/service/supprimees/",
        "/gestion/structures/centre/{centre}/history/",
        "/gestion/resources/video/{video}/history/",
        "/gestion/password_change/",
    ],
)
def test_the_other_pages_need_nothing_from_elsewhere_either(chief, rows, everything, address):
    change(chief, rows.centre, age_note="dès 15 ans")
    address = address.format(centre=rows.centre.pk, video=everything["resources.video"])
    page = chief.get(address)
    assert page.status_code == 200
    html = page.content.decode()
    assert not FOREIGN.search(html), FOREIGN.search(html)
    assert not INLINE.search(html), INLINE.search(html)


def test_no_form_uses_a_map_of_django(rf, chief, everything):
    """The default widgets of GeoDjango load OpenLayers from a CDN."""
    request = rf.get("/gestion/")
    request.user = User.objects.get()
    for model, model_admin in admin.site._registry.items():
        if not model_admin.has_add_permission(request):
            continue
        form = model_admin.get_form(request)()
        for name, field in form.fields.items():
            assert "gis" not in type(field.widget).__module__, (model, name)
        assert "//" not in str(form.media + model_admin.media).replace("http://testserver", "")


def test_the_position_has_our_map_and_inputs_that_work_without_it(chief, rows):
    page = chief.get(reverse("admin:structures_establishment_change", args=[rows.hospital.pk]))
    html = page.content.decode()
    assert 'name="point_lon" value="2.45404"' in html
    assert 'name="point_lat" value="48.7988"' in html
    assert "data-point-widget" in html
    assert "/tiles/communes.json" in html
    assert "/static/admin/point_widget.js" in html


def test_the_widget_needs_only_our_files():
    assert not FOREIGN.search(str(PointWidget().media))


@pytest.mark.parametrize(
    "model",
    [
        "structures_establishment",
        "structures_centre",
        "structures_service",
        "structures_completelist",
        "structures_nationaldirectory",
        "structures_network",
        "structures_affiliation",
        "resources_protocol",
        "resources_emergencycard",
        "resources_association",
        "resources_meeting",
        "resources_training",
        "resources_trial",
        "resources_video",
        "resources_pathway",
    ],
)
def test_a_list_takes_as_many_queries_for_one_row_as_for_many(
    chief, everything, model, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        chief.get(reverse(f"admin:{model}_changelist"))


@pytest.mark.parametrize(
    ("model", "sought", "found"),
    [
        ("structures_centre", "Centre de référence des neurofibromatoses", "cerenef-henri"),
        ("structures_centre", "940100027 neurofibromatoses", "cerenef-henri-mondor-creteil"),
        ("structures_establishment", "Créteil Mondor", "hopital-henri-mondor-creteil"),
        ("structures_service", "940100027 urgences", "urgences-hopital-henri-mondor-creteil"),
        ("structures_service", "CLINALLIANCE ETAMPES", "clinalliance-etampes"),
        ("structures_nationaldirectory", "GNCHR", "handicaps-rares-gnchr"),
        ("structures_network", "CERENEF", "cerenef"),
        ("resources_protocol", "Neurofibromatose", "neurofibromatose-1"),
        ("resources_emergencycard", "232", "orphanet-urgences-drepanocytose"),
        ("resources_association", "Recklinghausen", "anr"),
        ("resources_meeting", "139402", "toxibul"),
        ("resources_training", "636", "etp-neurofibromatose-1"),
        ("resources_trial", "NCT05338190", "ritux-plus-2"),
        ("resources_pathway", "399", "huntington"),
        ("resources_video", "232", "greffe-de-moelle-osseuse"),
        ("diseases_disease", "636", "ORPHA:636"),
        ("diseases_disease", "Recklinghausen", "ORPHA:636"),
        ("structures_centre", "'; DROP TABLE structures_centre; --", ""),
        ("structures_centre", "x" * 10_000, ""),
    ],
)
def test_lists_are_searched(chief, rows, model, sought, found):
    page = chief.get(reverse(f"admin:{model}_changelist"), {"q": sought})
    assert page.status_code == 200
    lines = [f"{getattr(row, 'slug', '')} {row}" for row in page.context["cl"].result_list]
    assert any(found in line for line in lines) if found else not lines


def test_the_hierarchy_of_diseases_is_only_read(chief, rows):
    page = chief.get(reverse("admin:diseases_disease_change", args=[rows.disease.pk]))
    fields = page.context["adminform"].form.fields
    assert "preferential_parent" not in fields
    assert "orpha" not in fields
