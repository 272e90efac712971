"""`manage.py load_data` as a person sees it: once, again, dry, broken, interrupted."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from importers import shipped as loading
from importers.models import LoadedFile
from importers.report import Quiet
from structures.models import Centre, Structure
from tests.importers.conftest import change, with_value, without
from tests.importers.test_diff import HUNTINGTON, NECKER, snapshot

pytestmark = pytest.mark.django_db


def run(**options) -> str:
    out = StringIO()
    call_command("load_data", stdout=out, **options)
    return out.getvalue()


def test_a_second_run_reads_nothing_again(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        said = run()

    assert "communes : inchangé" in said
    assert "maladies et annuaire : inchangé" in said


def test_every_shipped_file_is_remembered_but_notes():
    paths = set(LoadedFile.objects.values_list("path", flat=True))

    assert {"directory/centres.csv", "diseases/diseases.csv", "communes/communes.csv"} <= paths
    assert not [path for path in paths if path.endswith(".md")]


def test_a_changed_file_is_loaded_and_counted(shipped):
    change(
        shipped / "directory" / "centres.csv", with_value({"slug": HUNTINGTON}, age_note="adultes")
    )

    said = run()

    assert "communes : inchangé" in said
    (row,) = [line for line in said.splitlines() if line.startswith("│ centres ")]
    assert [cell.strip() for cell in row.split("│")[2:6]] == ["0", "1", "0", "515"]
    assert Centre.objects.get(slug=HUNTINGTON).age_note == "adultes"
    assert "inchangé" in run().splitlines()[1]


def test_a_dry_run_tells_and_changes_nothing(shipped):
    change(shipped / "directory" / "centres.csv", without(slug=NECKER))
    change(shipped / "directory" / "phones.csv", without(structure=NECKER))
    before = snapshot()
    files = set(LoadedFile.objects.values_list())

    said = run(dry_run=True)

    assert "rien n'est changé" in said
    assert "centres - Dermatoses bulleuses" in said
    assert snapshot() == before
    assert set(LoadedFile.objects.values_list()) == files


def test_a_truncated_file_is_named_and_nothing_changes(shipped):
    change(shipped / "diseases" / "diseases.csv", with_value({"orpha": "399"}, name="Autre nom"))
    path = shipped / "directory" / "phones.csv"
    path.write_bytes(path.read_bytes()[:-30])
    before = snapshot()

    with pytest.raises(CommandError, match=r"directory/phones\.csv:293: fichier tronqué") as raised:
        run()

    assert raised.value.returncode == 1
    assert snapshot() == before
    assert "inchangé" not in str(raised.value)


def test_an_interruption_leaves_the_tables_as_they_were(shipped, monkeypatch):
    change(shipped / "diseases" / "diseases.csv", with_value({"orpha": "399"}, name="Autre nom"))
    before = snapshot()

    class Impatient(Quiet):
        def start(self, title: str, total: int | None = None) -> None:
            if title == "centres":
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(loading.load_everything(Impatient()))

    assert snapshot() == before
    list(loading.load_everything(Quiet()))
    assert Structure.objects.count() == len(before[0])


def test_the_command_ends_with_130_when_it_is_interrupted(monkeypatch):
    def interrupted(*args, **options):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("importers.management.commands.load_data.load_everything", interrupted)

    with pytest.raises(CommandError, match="Interrompu") as raised:
        run()

    assert raised.value.returncode == 130
