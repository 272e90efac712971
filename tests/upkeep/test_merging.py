"""Merging duplicates: what the public sees, what imports do afterwards, and undoing."""

import csv

import pytest
from django.db import connection
from django.urls import reverse

from foundations import corrections
from foundations.geography import point
from foundations.models import Correction
from resources.models import Video
from routing.directory import current
from structures.cards import with_card_relations
from structures.geojson import feature_collection
from structures.models import Affiliation, Centre, Establishment, Phone, Service, Structure
from structures.tiles import LAYERS
from tests.importers.conftest import change, load, shipped, with_value, without  # noqa: F401
from upkeep import merging
from upkeep.models import Merge

HENRI_MONDOR = "940100027"
TWIN = "940999999"
"""A line that another source could bring: the same hospital under another name and number."""
TWIN_SLUG = "hopital-henri-mondor-bis"

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(load, shipped):  # noqa: F811
    """Two lines of establishments.csv, of which the second knows a SIRET and a telephone."""
    path = shipped / "directory" / "establishments.csv"
    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    (line,) = [line for line in lines if line["finess"] == HENRI_MONDOR]
    twin = {
        **line, "finess": TWIN, "slug": TWIN_SLUG, "name": "Henri Mondor (bis)",
        "group": "Assistance publique", "note": "Vue par une autre source.",
    }  # fmt: skip
    line["note"], line["group"] = "", ""
    rewrite(path, [*lines, twin])
    with (shipped / "directory" / "phones.csv").open("a") as file:
        file.write(f"{TWIN_SLUG},01 00 00 00 01,service,,2024-01-01,,Autre source,,,sourced\n")
    load(force=True)
    return of(HENRI_MONDOR), of(TWIN)


def rewrite(path, lines) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def of(finess: str) -> Establishment:
    return Establishment.objects.get(finess=finess)


def phones(structure: Structure) -> set[str]:
    return set(structure.phones.values_list("number", flat=True))


def everything(model=Structure) -> list[tuple]:
    """Every row of a table, without its stamp: two states are the same when these are."""
    names = [f.attname for f in model._meta.concrete_fields if f.name != "updated_at"]
    return list(model.objects.order_by("pk").values_list(*names))


def test_the_kept_row_tells_what_both_told(twins, administrator):
    kept, duplicate = twins
    merging.merge(kept, duplicate, administrator)
    kept = of(HENRI_MONDOR)
    assert (kept.group, kept.note) == ("Assistance publique", "Vue par une autre source.")
    assert kept.name != duplicate.name
    assert {"01 00 00 00 01"} < phones(kept)
    said = {c.field: c.source_value for c in corrections.corrections_of(kept)}
    assert said == {"group": "", "note": ""}


def test_a_duplicate_is_nowhere_and_its_page_is_that_of_the_kept_row(twins, administrator, client):
    kept, duplicate = twins
    address = f"/structures/{TWIN_SLUG}/"
    assert client.get(address).status_code == 200
    merging.merge(kept, duplicate, administrator)
    assert not Structure.objects.published().filter(pk=duplicate.pk).exists()
    assert not Establishment.objects.published().filter(pk=duplicate.pk).exists()
    response = client.get(address)
    assert (response.status_code, response.url) == (301, f"/structures/{kept.slug}/")
    moved = client.get(f"/api/v1/structures/{TWIN_SLUG}")
    assert (moved.status_code, moved.url) == (301, f"/api/v1/structures/{kept.slug}")
    page = client.get("/api/v1/structures?kind=establishment&department=94&limit=500").json()
    assert TWIN_SLUG not in {result["slug"] for result in page["results"]}
    assert TWIN_SLUG.encode() not in feature_collection(Structure.objects.published())
    near = Structure.objects.published().nearest(kept, 5)
    assert duplicate.pk not in {one.pk for one in with_card_relations(near)}
    assert TWIN_SLUG.encode() not in tile_of(kept)


def tile_of(structure: Structure) -> bytes:
    """The tile of the whole world, undrawn: the names of structures stand in it as they are."""
    with connection.cursor() as cursor:
        cursor.execute(LAYERS[0].sql_at(0), {"z": 0, "x": 0, "y": 0})
        content = bytes(cursor.fetchone()[0])
    assert structure.slug.encode() in content
    return content


def test_a_merged_centre_leaves_the_engine_and_its_network(administrator):
    centre = Centre.objects.published().exclude(establishment=None).first()
    other = Centre.objects.create(
        slug="doublon", name=centre.name, network=centre.network, label=centre.label,
        establishment=centre.establishment,
    )  # fmt: skip
    network = centre.network.slug
    assert other.pk in {held.pk for held in current().networks[network].centres}
    known = current().networks[network].card.known
    merging.merge(centre, other, administrator)
    assert other.pk not in {held.pk for held in current().networks[network].centres}
    assert current().networks[network].card.known == known - 1


def test_what_stood_in_the_duplicate_stands_in_the_kept_row(twins, administrator, load):  # noqa: F811
    duplicate, kept = twins
    housed = set(Structure.objects.filter(centre__establishment=duplicate).values_list("slug"))
    served = Service.objects.filter(establishment=duplicate).count()
    affiliates = set(ends_of_affiliations())
    assert housed
    assert served
    assert affiliates
    done = merging.merge(kept, duplicate, administrator)
    for _ in range(2):
        assert housed == set(
            Structure.objects.filter(centre__establishment=kept).values_list("slug")
        )
        assert Service.objects.filter(establishment=kept).count() == served
        assert set(ends_of_affiliations()) == {
            (host, kept.pk if parent == duplicate.pk else parent) for host, parent in affiliates
        }
        assert not Centre.objects.filter(establishment=duplicate).exists()
        load(force=True)
    merging.undo(done, administrator)
    assert Centre.objects.filter(establishment=duplicate).count() == len(housed)
    assert set(ends_of_affiliations()) == affiliates


def ends_of_affiliations():
    """As the engine reads them: the hosts and whom they cooperate with."""
    return [(host.pk, host.parent) for host in current().hosts]


def test_what_one_reads_and_watches_of_the_duplicate_is_told_of_the_kept_row(administrator):
    units = Service.objects.published().filter(category="research_unit")
    duplicate = units.filter(themes__isnull=False, signatures__isnull=False).first()
    kept = units.exclude(pk=duplicate.pk).first()
    kept.themes.all().delete()
    kept.signatures.all().delete()
    told = {
        "themes": list(duplicate.themes.values_list("position", "title")),
        "signatures": set(duplicate.signatures.values_list("publication", flat=True)),
    }
    duplicate.documents.create(kind="booklet", title="Livret", url="https://chu.example/livret")
    video = Video.objects.first()
    Video.objects.filter(pk=video.pk).update(
        structure=duplicate.pk, captions=True, transcript="written", transcript_text="Bonjour."
    )
    done = merging.merge(kept, duplicate, administrator)
    assert list(kept.themes.values_list("position", "title")) == told["themes"]
    assert set(kept.signatures.values_list("publication", flat=True)) == told["signatures"]
    assert kept.documents.get().title == "Livret"
    assert Video.objects.get(pk=video.pk).structure_id == kept.pk
    merging.undo(done, administrator)
    assert not kept.themes.exists()
    assert not kept.signatures.exists()
    assert not kept.documents.exists()
    assert Video.objects.get(pk=video.pk).structure_id == duplicate.pk
    assert list(duplicate.themes.values_list("position", "title")) == told["themes"]


@pytest.mark.parametrize("swapped", [False, True])
def test_the_next_import_brings_nothing_back(twins, administrator, load, swapped):  # noqa: F811
    kept, duplicate = reversed(twins) if swapped else twins
    merging.merge(kept, duplicate, administrator)
    before = [everything(model) for model in (Structure, Establishment, Centre, Phone, Correction)]
    load(force=True)
    after = [everything(model) for model in (Structure, Establishment, Centre, Phone, Correction)]
    assert after == before
    assert Structure.objects.get(pk=duplicate.pk).merged_into_id == kept.pk


def test_both_sources_may_go_on_changing(twins, administrator, load, shipped):  # noqa: F811
    kept, duplicate = twins
    merging.merge(kept, duplicate, administrator)
    path = shipped / "directory" / "establishments.csv"
    change(path, with_value({"finess": HENRI_MONDOR}, name="CHU Henri-Mondor", group="AP-HP"))
    change(path, with_value({"finess": TWIN}, name="Encore un nom"))
    load(force=True)
    assert (of(HENRI_MONDOR).name, of(HENRI_MONDOR).group) == (
        "CHU Henri-Mondor",
        "Assistance publique",
    )
    assert of(TWIN).merged_into_id == kept.pk
    assert Correction.objects.get(key=str(kept.pk), field="group").source_value == "AP-HP"


def test_a_source_that_drops_the_duplicate_takes_it_away(twins, administrator, load, shipped):  # noqa: F811
    kept, duplicate = twins
    merging.merge(kept, duplicate, administrator)
    change(shipped / "directory" / "phones.csv", without(structure=TWIN_SLUG))
    change(shipped / "directory" / "establishments.csv", without(finess=TWIN))
    load(force=True)
    assert not Structure.objects.filter(pk=duplicate.pk).exists()
    assert not Merge.objects.exists()
    assert of(HENRI_MONDOR).group == "Assistance publique"


def test_a_source_that_drops_the_kept_row_leaves_it(twins, administrator, load, shipped):  # noqa: F811
    duplicate, kept = twins
    merging.merge(kept, duplicate, administrator)
    change(shipped / "directory" / "phones.csv", without(structure=TWIN_SLUG))
    change(shipped / "directory" / "establishments.csv", without(finess=TWIN))
    load(force=True)
    assert Structure.objects.get(pk=duplicate.pk).merged_into_id == kept.pk
    assert Structure.objects.published().filter(pk=kept.pk).exists()


@pytest.mark.parametrize("swapped", [False, True])
def test_undone_nothing_is_left_of_it(twins, administrator, swapped):
    kept, duplicate = reversed(twins) if swapped else twins
    models = (Structure, Establishment, Centre, Service, Affiliation, Phone, Correction)
    before = [everything(model) for model in models]
    done = merging.merge(kept, duplicate, administrator)
    assert [everything(model) for model in models] != before
    merging.undo(done, administrator)
    assert [everything(model) for model in models] == before
    assert not Merge.objects.exists()


def test_undoing_leaves_what_was_changed_since(twins, administrator):
    kept, duplicate = twins
    done = merging.merge(kept, duplicate, administrator)
    kept = of(HENRI_MONDOR)
    before = corrections.snapshot(kept, ["note"])
    kept.note = "Écrit depuis"
    kept.save()
    corrections.record_changes(kept, before, administrator)
    merging.undo(done, administrator)
    assert (of(HENRI_MONDOR).note, of(HENRI_MONDOR).group) == ("Écrit depuis", "")


def test_a_point_is_taken_with_its_precision_and_given_back(administrator):
    kept, duplicate = (
        Service.objects.create(slug=slug, name=slug, category="respite") for slug in ("a", "b")
    )
    duplicate.point, duplicate.point_precision = point(lon=2.4, lat=48.8), "exact"
    duplicate.source = "Un annuaire"
    duplicate.save()
    done = merging.merge(kept, duplicate, administrator)
    kept.refresh_from_db()
    assert (kept.point.coords, kept.point_precision) == ((2.4, 48.8), "exact")
    assert kept.sources == ["Un annuaire"]
    merging.undo(done, administrator)
    kept.refresh_from_db()
    assert (kept.point, kept.point_precision, kept.sources) == (None, "none", [])


def test_a_chain_of_merges_leads_to_the_last_row(administrator, client):
    rows = [
        Service.objects.create(slug=slug, name=slug, category="respite") for slug in ("a", "b", "c")
    ]
    merging.merge(rows[1], rows[0], administrator)
    merging.merge(rows[2], rows[1], administrator)
    assert client.get("/structures/a/").url == "/structures/c/"
    moved = client.get("/api/v1/structures/a")
    assert (moved.status_code, moved.url) == (301, "/api/v1/structures/c")
    Structure.objects.filter(slug="c").update(evidence="general_knowledge")
    assert client.get("/structures/a/").status_code == 404
    assert client.get("/structures/nothing/").status_code == 404
    assert client.get("/api/v1/structures/a").status_code == 404


def test_what_cannot_be_merged_is_refused_with_a_sentence(administrator):
    service = Service.objects.first()
    centre, other = Centre.objects.order_by("pk")[:2]
    for kept, duplicate in ((service, service), (service, centre)):
        with pytest.raises(merging.CannotMerge):
            merging.merge(kept, duplicate, administrator)
    merging.merge(centre, other, administrator)
    third = Centre.objects.order_by("pk")[2]
    for kept, duplicate in ((other, third), (third, other)):
        with pytest.raises(merging.CannotMerge, match="déjà fusionnée"):
            merging.merge(kept, duplicate, administrator)


def test_a_merge_is_undone_from_its_page(twins, administrator, gestion):
    kept, duplicate = twins
    done = merging.merge(kept, duplicate, administrator)
    assert "Défaire la fusion" in gestion.get(reverse("upkeep:merges")).content.decode()
    assert gestion.post(reverse("upkeep:undo"), {"merge": done.pk}).status_code == 302
    assert Structure.objects.published().filter(pk=duplicate.pk).exists()
    assert gestion.post(reverse("upkeep:undo"), {"merge": done.pk}).status_code == 404
