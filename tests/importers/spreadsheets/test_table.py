"""Where the headings of a sheet are, and what its rows are called on screen."""

import pytest

from importers.spreadsheets.guessing import guessed
from importers.spreadsheets.reading import read_sheets
from importers.spreadsheets.sheets import Sheet, column_letter
from importers.spreadsheets.table import probable_header, table_of
from importers.spreadsheets.targets import ASSOCIATIONS, CENTRES, ESTABLISHMENTS, SERVICES
from tests.importers.spreadsheets.files import xlsx


def read(rows, target=ESTABLISHMENTS):
    sheet = Sheet("", [list(row) for row in rows])
    return table_of(sheet, probable_header(sheet, target.known_headings))


def test_titles_above_and_totals_below_are_no_data():
    table = read(
        [
            ["Annuaire 2026", "", ""],
            ["Mise à jour : novembre", "", ""],
            [],
            ["", "Nom", "", "Ville"],
            ["", "Hôpital A", "", "Melun"],
            [],
            ["", "Nom", "", "Ville"],
            ["", "Hôpital B", "", "Meaux"],
            ["", "Total : 2", "", ""],
        ]
    )
    assert table.header_row == 4
    assert [column.heading for column in table.columns] == ["Nom", "Ville"]
    assert [column.letter for column in table.columns] == ["B", "D"]
    assert [row.line for row in table.rows] == [5, 8]
    assert table.passed == [7, 9]


def test_a_name_that_begins_like_a_total_is_a_row():
    rows = [["Nom", "Ville"], ["Total Santé Melun", "Melun"], ["Totale écoute", "Meaux"]]
    assert [row.line for row in read(rows).rows] == [2, 3]


def test_headings_that_nobody_knows_are_the_first_full_row():
    rows = [["Export du logiciel"], ["zzz", "yyy", "xxx"], ["1", "2", "3"]]
    assert read(rows).header_row == 2


def test_merged_headings_keep_their_words():
    content = xlsx(
        [["Nom", "Où", "", "Tél."], ["", "CP", "Ville", ""], ["A", "77000", "Melun", ""]],
        merged=["A1:A2", "B1:C1", "D1:D2"],
    )
    (sheet,) = read_sheets(content)
    table = table_of(sheet, probable_header(sheet, ESTABLISHMENTS.known_headings))
    if table.header_row == 1:
        table = table_of(sheet, 2)
    assert [column.heading for column in table.columns] == ["Nom", "CP", "Ville", "Tél."]


@pytest.mark.parametrize(
    ("target", "heading", "key"),
    [
        (ESTABLISHMENTS, "N° FINESS ET", "finess"),
        (ESTABLISHMENTS, "FINESS EJ", "finess_legal"),
        (ESTABLISHMENTS, "Nom de l'établissement", "name"),
        (ESTABLISHMENTS, "C.P.", "postcode"),
        (ESTABLISHMENTS, "Numéro de téléphone du secrétariat", "phones"),
        (ESTABLISHMENTS, "LOCALITE", "commune_name"),
        (CENTRES, "Hôpital", "establishment_name"),
        (CENTRES, "FINESS", "establishment_code"),
        (SERVICES, "Type de structure", "category"),
        (ASSOCIATIONS, "Site internet", "website"),
        (ASSOCIATIONS, "Ville", "seat_city"),
    ],
)
def test_headings_as_people_write_them(target, heading, key):
    table = read([[heading, "?"], ["a", "b"]], target)
    assert guessed(table, target)[0] == key


@pytest.mark.parametrize(
    "heading", ["Adresse mail", "E-mail", "Téléphone du médecin", "Nom du responsable", "Fax"]
)
def test_what_is_about_a_person_is_never_proposed(heading):
    table = read([["Nom", heading], ["a", "01 49 81 21 11"], ["b", "01 49 81 21 12"]])
    assert guessed(table, ESTABLISHMENTS) == {0: "name"}


def test_a_column_without_a_known_heading_is_known_by_its_cells():
    table = read([["Nom", "Num"], ["a", "01 49 81 21 11"], ["b", "01.49.81.21.12"]])
    assert guessed(table, ESTABLISHMENTS) == {0: "name", 1: "phones"}


def test_letters_of_columns():
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
