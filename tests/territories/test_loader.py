"""data/communes/ -> tables: idempotent, dry run, only what differs, broken files refused."""

import shutil
from pathlib import Path

import pytest
from django.db import connection

from importers import communes
from importers.report import BrokenFile
from importers.whole_tables import Target, bring
from territories.models import Commune, PlatformZonePart, PostalArea, Region

pytestmark = pytest.mark.django_db


def diffs(**options) -> dict[str, tuple[int, int, int]]:
    """added, changed, removed by table."""
    return {d.table: (d.added, d.changed, d.removed) for d in communes.load(**options)}


NOTHING = (0, 0, 0)


def test_a_second_load_changes_nothing():
    assert set(diffs().values()) == {NOTHING}
    assert all(diff.unchanged for diff in communes.load())


def test_only_what_differs_is_written_back():
    Commune.objects.filter(insee="77186").update(population=1, area=None)
    PostalArea.objects.filter(postcode="51300").delete()
    PostalArea.objects.create(postcode="99999", commune_id="77186")
    Region.objects.create(code="00", name="Nulle part")
    found = diffs()
    assert found["communes"] == (0, 1, 0)
    assert found["codes postaux"] == (46, 0, 1)
    assert found["régions"] == (0, 0, 1)
    restored = Commune.objects.get(insee="77186")
    assert restored.population > 10_000
    assert restored.area is not None
    assert set(diffs().values()) == {NOTHING}


def test_a_dry_run_tells_and_writes_nothing():
    Commune.objects.filter(insee="77186").update(population=1)
    assert diffs(dry_run=True)["communes"] == (0, 1, 0)
    assert Commune.objects.get(insee="77186").population == 1


def test_a_load_into_empty_tables_fills_them():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE emptied (code text PRIMARY KEY, name text)")
    target = Target(
        "vidée", "emptied", ("code",), ("name",), "SELECT code, name FROM territories_region"
    )
    assert bring(target).added == 18
    again = bring(target)
    assert (again.is_empty, again.unchanged) == (True, 18)


def test_what_a_person_says_of_a_zone_stays():
    part = PlatformZonePart.objects.get(name="Nord-est de l'Essonne")
    part.communes.set(["91228"])
    part.note = "liste donnée par la coordination"
    part.save()
    diffs()
    part.refresh_from_db()
    assert part.note == "liste donnée par la coordination"
    assert [commune.insee for commune in part.communes.all()] == ["91228"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(communes.FOLDER, tmp_path / "communes")


def test_a_file_that_was_cut_short_is_refused(copied):
    areas = copied / "commune_areas.csv.gz"
    areas.write_bytes(areas.read_bytes()[:100_000])
    with pytest.raises(BrokenFile, match="checksum"):
        communes.load(folder=copied)


def test_a_file_that_is_missing_is_named(copied):
    (copied / "cedex.csv").unlink()
    with pytest.raises(BrokenFile, match=r"cedex\.csv"):
        communes.load(folder=copied)


def test_shipped_files_fit(copied):
    assert sum(path.stat().st_size for path in copied.rglob("*")) < 20e6
