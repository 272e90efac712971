"""Lists of labelling orders as people send them: matched for sure, or told, never guessed."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundations.corrections import record_changes, snapshot
from importers.label_orders.loading import load_centres
from importers.label_orders.rows import Order
from importers.label_orders.words import about, audience_of, label_of
from importers.loading import Loading
from importers.models import LoadedRow
from importers.report import BrokenFile, Quiet
from structures.models import Centre, Label, Network

pytestmark = pytest.mark.django_db

ORDER = Order(
    "Arrêté du 26 décembre 2023 portant labellisation",
    "https://www.legifrance.gouv.fr/",
    date(2024, 1, 1),
    date(2028, 12, 31),
)
HEADINGS = (
    "Filière de santé",
    "Intitulé du CRMR",
    "Type de site",
    "Etablissement",
    "Ville",
    "Responsable",
)
CERENEF = ("FIMARAD", "Centre de référence des neurofibromatoses")
MONDOR = ("Hôpital Henri-Mondor (AP-HP)", "CRÉTEIL")
PERSON = "Pr Camille DURAND"


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Loading]:
    """Load a list of these rows under these headings, as an XLSX."""

    def load(rows: Sequence[Sequence], headings: Sequence[str] = HEADINGS, **options) -> Loading:
        book = openpyxl.Workbook()
        for row in (headings, *rows):
            book.active.append(row)
        path = tmp_path / "annexe.xlsx"
        book.save(path)
        return load_centres(path, Quiet(), ORDER, **options)

    return load


def mondor() -> Centre:
    return Centre.objects.get(network="cerenef", establishment__finess="940100027")


def reasons(loading: Loading, gravity: str = "refusé") -> list[tuple[str, str]]:
    return [(e.column, e.reason) for e in loading.errors if e.gravity == gravity]


def test_a_known_centre_takes_the_label_of_the_order(loaded):
    before = mondor()

    loading = loaded([(*CERENEF, "Coordonnateur", *MONDOR, PERSON)])

    centre = mondor()
    assert (centre.pk, centre.slug, centre.name) == (before.pk, before.slug, before.name)
    assert (centre.label, centre.label_order) == (Label.CRMR_COORD, ORDER.title)
    assert (centre.label_from, centre.label_until) == (date(2024, 1, 1), date(2028, 12, 31))
    assert centre.label_vintage == "2023+"
    assert ORDER.title in centre.sources
    assert centre.point == before.point
    assert reasons(loading) == []


def test_a_second_load_changes_nothing(loaded):
    rows = [(*CERENEF, "Coordonnateur", *MONDOR, PERSON)]
    loaded(rows)

    again = loaded(rows)

    assert all(diff.is_empty for diff in again.diffs)


def test_a_new_centre_stands_at_its_hospital(loaded):
    rows = [(*CERENEF, "Centre de compétence", "CH de Grasse", "Grasse", PERSON)]
    assert not Centre.objects.filter(network="cerenef", establishment__slug__contains="grasse")

    loaded(rows)

    centre = Centre.objects.get(network="cerenef", establishment__slug__contains="grasse")
    assert centre.slug == "cerenef-centre-hospitalier-de-grasse"
    assert centre.name == "Neurofibromatoses – Centre hospitalier de Grasse"
    assert (centre.label, centre.audience, centre.evidence) == ("CCMR", "unknown", "sourced")
    assert (centre.department_id, centre.commune_id) == ("06", "06069")
    assert centre.point == centre.establishment.point
    assert LoadedRow.objects.filter(source="label_orders", key=str(centre.pk)).exists()


def test_the_finess_number_is_enough_without_its_zero(loaded):
    headings = ("CRMR", "Statut", "N° FINESS")

    loading = loaded([("CERENEF", "compétence", 60000478)], headings)

    assert reasons(loading) == []
    assert Centre.objects.filter(network="cerenef", establishment__finess="060000478").exists()


def test_the_network_of_merged_rows_is_that_above(loaded):
    rows = [
        (*CERENEF, "coordonnateur", *MONDOR, PERSON),
        ("", "", "compétence", "CH de Grasse", "Grasse", ""),
    ]

    loading = loaded(rows)

    assert Centre.objects.filter(network="cerenef", establishment__finess="060000478").exists()
    assert "1 lignes prennent le réseau de la ligne au-dessus" in loading.read


def test_no_name_of_a_person_is_kept(loaded):
    loading = loaded(
        [
            (*CERENEF, "Coordonnateur", *MONDOR, PERSON),
            ("FIMARAD", "Centre inconnu", "constitutif", "CH de Nulle-Part", "Grasse", PERSON),
        ]
    )

    assert "colonnes laissées dans le fichier : Responsable" in loading.read
    assert "DURAND" not in repr(loading)
    with connection.cursor() as cursor:
        for table in ("structures_structure", "structures_centre", "structures_network"):
            cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text ILIKE '%%durand%%'")
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            ("FIMARAD", "Neurofibromatose", "constitutif", *MONDOR, ""),
            ("Centre de référence", "réseau inconnu ; le plus ressemblant : cerenef"),
        ),
        (
            ("FIMARAD", "Maladies du trombone", "constitutif", *MONDOR, ""),
            ("Centre de référence", "réseau inconnu"),
        ),
        (
            ("FILNEMUS", "Neurofibromatoses", "constitutif", *MONDOR, ""),
            ("Centre de référence", "ce réseau est ici d'une autre filière (FIMARAD)"),
        ),
        (
            ("FILTROMBONE", "Neurofibromatoses", "constitutif", *MONDOR, ""),
            ("Centre de référence", "filière inconnue"),
        ),
        (
            (*CERENEF, "associé", *MONDOR, ""),
            ("Type de site", "type de label inconnu"),
        ),
        (
            (*CERENEF, "constitutif", "Hôpital Mondor", "Créteil", ""),
            (
                "Établissement",
                "établissement inconnu dans cette ville ; le plus ressemblant : "
                "hopital-henri-mondor-creteil",
            ),
        ),
        (
            (*CERENEF, "constitutif", "Hôpital Henri-Mondor", "", ""),
            ("Établissement", "ni FINESS, ni ville"),
        ),
        (
            (*CERENEF, "constitutif", "Hôpital Henri-Mondor", "Melun", ""),
            ("Établissement", "établissement inconnu dans cette ville"),
        ),
    ],
)
def test_what_is_not_sure_is_left_to_a_person(loaded, row, reason):
    before = Centre.objects.count()

    loading = loaded([row])

    assert reasons(loading) == [reason]
    assert loading.errors[0].line == 2
    assert Centre.objects.count() == before
    assert not LoadedRow.objects.filter(source="label_orders").exists()


def test_two_labels_at_one_site_are_both_left_out(loaded):
    loading = loaded(
        [
            (*CERENEF, "constitutif", "CH de Grasse", "Grasse", ""),
            (*CERENEF, "compétence", "Centre hospitalier de Grasse", "Grasse", ""),
        ]
    )

    assert reasons(loading) == [("Type de site", "deux labels au même site")] * 2


def test_a_label_that_changes_is_told(loaded):
    Centre.objects.filter(pk=mondor().pk).update(label=Label.CCMR)

    loading = loaded([(*CERENEF, "coordonnateur", *MONDOR, "")])

    changed = [e for e in loading.errors if e.gravity == "conflit"]
    assert [e.value for e in changed] == [
        "centre de compétence ici, centre de référence coordonnateur dans l'arrêté"
    ]


def test_a_centre_that_the_list_does_not_name_stays(loaded):
    others = set(Centre.objects.filter(network="cerenef").values_list("slug", flat=True))

    loading = loaded([(*CERENEF, "coordonnateur", *MONDOR, "")])

    assert others <= set(Centre.objects.filter(network="cerenef").values_list("slug", flat=True))
    told = {error.key for error in loading.errors if error.column == "centre"}
    assert told == others - {mondor().slug}


def test_a_new_network_is_made_only_when_asked(loaded):
    row = ("FIMARAD", "Maladies du trombone", "coordonnateur", *MONDOR, PERSON)

    loaded([row], new_networks=True)

    network = Network.objects.get(slug="maladies-du-trombone")
    assert (network.filiere_id, network.coverage) == ("FIMARAD", Network.Coverage.PARTIAL)
    assert network.source == ORDER.title
    assert network.centres.get().label == Label.CRMR_COORD


def test_a_corrected_label_survives(loaded, admin_user):
    centre = mondor()
    before = snapshot(centre, ["label"])
    centre.label = Label.CRMR_CONST
    centre.save()
    record_changes(centre, before, admin_user)

    loaded([(*CERENEF, "compétence", *MONDOR, "")])

    assert mondor().label == Label.CRMR_CONST


def test_a_dry_run_changes_nothing(loaded):
    rows = [(*CERENEF, "compétence", "CH de Grasse", "Grasse", "")]
    before = Centre.objects.count()

    loading = loaded(rows, dry_run=True)

    assert next(diff for diff in loading.diffs if diff.table == "centres").added == 1
    assert Centre.objects.count() == before


def test_a_csv_of_windows_with_a_title_above(tmp_path):
    text = (
        "Annexe 1 : centres labellisés;;;;\n;;;;\n"
        "FILIERE;CENTRE DE RÉFÉRENCE;TYPE;HÔPITAL;VILLE\n"
        "Fimarad;NEUROFIBROMATOSES;CRMR coordonnateur;Hôpital Henri Mondor;Creteil\n"
    )
    path = tmp_path / "liste.csv"
    path.write_bytes(text.encode("cp1252"))

    loading = load_centres(path, Quiet(), ORDER)

    assert reasons(loading) == []
    assert mondor().label_order == ORDER.title


def test_a_file_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Ville\nHôpital;Créteil\n", encoding="utf-8")

    with pytest.raises(BrokenFile, match="aucune feuille n'a de colonnes"):
        load_centres(path, Quiet(), ORDER)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Centre de référence coordonnateur", Label.CRMR_COORD),
        ("CRMR constitutif", Label.CRMR_CONST),
        ("Site constitutif", Label.CRMR_CONST),
        ("CENTRE DE RÉFÉRENCE", Label.CRMR),
        ("Centre de compétences maladies rares", Label.CCMR),
        ("CCMR", Label.CCMR),
        ("Centre de ressources et de compétences", Label.CRC),
        ("CRC", Label.CRC),
        ("CRCM", None),
        ("associé", None),
        ("", None),
    ],
)
def test_the_words_of_a_label(text, label):
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("Adultes", "adult"),
        ("pédiatrique", "child"),
        ("Adultes et enfants", "both"),
        ("mixte", "both"),
        ("", "unknown"),
        ("chats", None),
    ],
)
def test_the_words_of_an_audience(text, audience):
    assert audience_of(text) == audience


@pytest.mark.parametrize(
    "name",
    [
        "Neurofibromatoses",
        "Centre de référence des neurofibromatoses",
        "CENTRE DE REFERENCE MALADIES RARES NEUROFIBROMATOSES",
        "CRMR Neurofibromatoses",
        "Centre de compétence des neurofibromatoses",
    ],
)
def test_what_a_network_is_about(name):
    assert about(name) == "neurofibromatoses"


def test_the_template_is_read_back(tmp_path):
    path = tmp_path / "modele.xlsx"
    call_command("load_centres", path, template=True, stdout=io.StringIO())
    book = openpyxl.load_workbook(path)
    book.active.append(
        [
            "FIMARAD",
            "Neurofibromatoses",
            "CERENEF",
            "compétence",
            "060000478",
            "",
            "",
            "",
            "adultes",
        ]
    )
    book.save(path)

    loading = load_centres(path, Quiet(), ORDER)

    assert reasons(loading) == []
    centre = Centre.objects.get(network="cerenef", establishment__finess="060000478")
    assert centre.audience == "adult"


def test_the_command_needs_an_order(tmp_path):
    with pytest.raises(CommandError, match="--order"):
        call_command("load_centres", tmp_path / "liste.csv")


def test_the_command_writes_what_it_left_out(tmp_path):
    path, report = tmp_path / "liste.csv", tmp_path / "a-revoir.csv"
    path.write_text(
        "CRMR;Type de site;Site;Ville\nTrombones;coordonnateur;Hôpital;Créteil\n", encoding="utf-8"
    )
    out = io.StringIO()

    call_command(
        "load_centres",
        path,
        order=ORDER.title,
        label_from=ORDER.label_from,
        report=report,
        stdout=out,
    )

    assert "1 × refusé : Centre de référence : réseau inconnu" in out.getvalue()
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "gravité;fichier;ligne;clé;colonne;valeur;raison"
    assert lines[1].startswith("refusé;liste.csv")
    assert ";2;Trombones;Centre de référence;Trombones;réseau inconnu" in lines[1]
