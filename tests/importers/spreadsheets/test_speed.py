"""What a file costs does not grow with its rows, but for the rows that are written."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from importers.models import Upload
from importers.spreadsheets import steps
from importers.spreadsheets.plan import Rights
from importers.spreadsheets.targets import ESTABLISHMENTS, SERVICES
from territories.models import PostalArea
from tests.importers.spreadsheets.files import csv_text

pytestmark = pytest.mark.django_db

ALL = Rights(may_add=True, may_change=lambda row: True, visible=set)
SLUGS_OF_HOMONYMS = 1
"""One more query when two new rows would have one short address."""
HEADINGS = ["Nom", "Catégorie", "Adresse", "CP", "Ville", "Téléphone", "Site", "Public"]


def services(count: int) -> bytes:
    """Lines of a list of services, one a commune, where the communes of France are."""
    areas = PostalArea.objects.select_related("commune").order_by("commune_id", "postcode")
    areas = areas.filter(commune__parent=None, commune__arrondissements=None).distinct("commune_id")
    rows = [
        [
            f"SSIAD de {area.commune.full_name}",
            "soins infirmiers à domicile (SSIAD)",
            f"{number} rue de la Mairie",
            area.postcode,
            area.commune.full_name,
            f"0164{number:06d}",
            "www.ssiad.example",
            "adultes",
        ]
        for number, area in enumerate(areas.defer("commune__area")[:count])
    ]
    return csv_text([HEADINGS, *rows]).encode()


def uploaded(content: bytes, target=SERVICES) -> Upload:
    user = User.objects.create(username=f"u{Upload.objects.count()}")
    return steps.start(
        name="liste.csv",
        content=content,
        target=target,
        sender="Département",
        is_trusted=False,
        by=user,
    )


def test_three_hundred_rows_cost_the_queries_of_thirty():
    asked = []
    for count in (30, 300):
        upload = uploaded(services(count))
        with CaptureQueriesContext(connection) as queries:
            plan = steps.preview(upload, ALL)
        assert plan.counts["create"] == count
        asked.append(len(queries))
    assert max(asked) <= 20
    assert abs(asked[0] - asked[1]) <= SLUGS_OF_HOMONYMS


def test_two_thousand_rows_are_previewed_and_imported():
    upload = uploaded(services(2_000))
    steps.preview(upload, ALL)
    seen = steps.fingerprint(upload.rows)
    assert steps.import_now(upload, ALL, seen, upload.uploaded_by)
    assert upload.counts["create"] > 1_990
    again = uploaded(services(2_000))
    with CaptureQueriesContext(connection) as queries:
        plan = steps.preview(again, ALL)
    assert plan.counts["unchanged"] == upload.counts["create"]
    assert len(queries) <= 20


def test_an_export_costs_the_same_queries_for_ten_rows_and_for_all(rf, secretary):
    owner = admin.site._registry[ESTABLISHMENTS.model]
    asked = []
    for rows in (ESTABLISHMENTS.model.objects.all()[:10], ESTABLISHMENTS.model.objects.all()):
        with CaptureQueriesContext(connection) as queries:
            owner._exported(rows, "xlsx")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8
