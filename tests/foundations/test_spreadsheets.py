import csv
import io
from datetime import date

import openpyxl
import pytest

from foundations.spreadsheets import Sheet, workbook, written

SHEET = Sheet(
    "Annuaire: été/hiver",
    ["Nom", "FINESS", "Vérifié le", "Places"],
    [("=HYPERLINK(1)", "010000024", date(2026, 11, 21), 12), ("Évry", "", None, 0)],
)


def test_csv_opens_in_a_french_spreadsheet_and_runs_nothing():
    content = written(SHEET, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["'=HYPERLINK(1)", "010000024", "2026-11-21", "12"]
    assert rows[2] == ["Évry", "", "", "0"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_neither_a_cell_nor_a_heading_of_a_csv_is_run(text):
    """The headings of refused rows are those of somebody's file."""
    content = written(Sheet("x", [text], [(text,)]), "csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""), delimiter=";")) == [[f"'{text}"]] * 2


@pytest.mark.parametrize("text", ["{=1+1}", "=1+1", "http://x.example", "mailto:x", "a\x01b"])
def test_a_text_of_a_workbook_stays_a_text(text):
    book = openpyxl.load_workbook(io.BytesIO(written(Sheet("x", [text], [(text,)]), "xlsx")))
    assert {book.active["A1"].data_type, book.active["A2"].data_type} == {"s"}
    assert book.active["A2"].hyperlink is None


def test_xlsx_keeps_zeros_dates_and_numbers_and_runs_nothing():
    page = openpyxl.load_workbook(io.BytesIO(written(SHEET, "xlsx"))).active
    assert page.title == "Annuaire étéhiver"
    first = [cell.value for cell in page[2]]
    assert first[0] == "=HYPERLINK(1)"
    assert page["A2"].data_type == "s"
    assert first[1] == "010000024"
    assert first[2].date() == date(2026, 11, 21)
    assert first[3] == 12


def test_another_extension_is_refused():
    with pytest.raises(KeyError):
        written(SHEET, "exe")


def test_a_workbook_has_every_sheet_in_order_under_a_name_that_excel_takes():
    other = Sheet("Méthode", ["Rubrique", "Texte"], [("Seuils", "=conventions")])
    book = openpyxl.load_workbook(io.BytesIO(workbook([SHEET, other])))
    assert book.sheetnames == ["Annuaire étéhiver", "Méthode"]
    assert book["Méthode"]["B2"].value == "=conventions"
    assert book["Méthode"]["B2"].data_type == "s"


def test_a_number_is_shown_as_its_column_says_and_kept_whole():
    share = 0.123456789012
    sheet = Sheet("x", ["Nom", "Part", "Note"], [("A", share, 3)], ["", "0.0 %"])
    page = openpyxl.load_workbook(io.BytesIO(written(sheet, "xlsx"))).active
    assert page["B2"].value == share
    assert page["B2"].number_format == "0.0 %"
    assert {page["A2"].number_format, page["C2"].number_format} == {"General"}
    assert page.column_dimensions["B"].width < len(str(share))
