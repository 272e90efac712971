"""What goes out of a list of the back office comes back as it is: nothing to change."""

import pytest
from django.contrib import admin
from django.urls import reverse

from importers.spreadsheets.targets import TARGETS

pytestmark = pytest.mark.django_db

NOT_TAKEN_BACK = {
    "Territoire",
    "Autres sources",
    "Maladies, code",
    "Nom déclaré",
    "Siège déclaré",
    "Répertoire national à la date du",
    "Dissoute le",
    "Fusionnée dans",
    "Fusionnée dans, code",
}
"""What follows from another column, lists and merges that are edited elsewhere, what the national
register of associations alone says."""


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
@pytest.mark.parametrize("key", TARGETS)
def test_an_export_comes_back_unchanged(secretary, key, extension):
    target = TARGETS[key]
    opts = target.model._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_export", args=[extension])
    exported = secretary.client.get(address)
    assert exported.status_code == 200
    upload = secretary.preview(exported.content, key, name=f"export.{extension}")
    rows = target.model.objects.count()
    assert rows > 20
    differing = [row for row in upload.rows if row["state"] != "unchanged"]
    assert [(row["label"], row["why"], row["changes"], row["near"]) for row in differing][:5] == []
    assert upload.counts["unchanged"] == rows
    assert set(upload.unmapped) <= NOT_TAKEN_BACK
    helps_only = {"postcode"} if target.is_structure else set()
    assert set(upload.mapping.values()) == set(target.by_key) - helps_only


def test_every_field_of_a_target_has_names_of_its_own():
    for target in TARGETS.values():
        names = [name for field in target.fields for name in set(field.folded)]
        assert sorted(set(names)) == sorted(names), target.key


def test_every_export_has_different_headings(db):
    from foundations.exports import columns_of

    seen = 0
    for model in admin.site._registry:
        headings = [column.heading for column in columns_of(model)]
        assert len(set(headings)) == len(headings), model
        seen += 1
    assert seen > 20
