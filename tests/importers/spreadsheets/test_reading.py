"""Files of every kind, whole, broken and hostile."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.spreadsheets import limits
from importers.spreadsheets.delimited import decoded
from importers.spreadsheets.reading import read_sheets
from importers.spreadsheets.unreadable import Unreadable
from tests.importers.spreadsheets.files import csv_text, ods, ods_of, xlsx

ROWS = [["Nom", "Ville", "Téléphone"], ["Hôpital de l’Été", "Créteil", "01 49 81 21 11"]]
KEPT = Path(__file__).parent / "files_kept"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_csv_of_every_office(separator, encoding):
    (sheet,) = read_sheets(csv_text(ROWS, separator).encode(encoding))
    assert sheet.rows == ROWS


def test_csv_of_an_old_dos():
    rows = [["Nom", "Ville"], ["Hôpital général", "Créteil"]]
    assert read_sheets(csv_text(rows).encode("cp850"))[0].rows == rows


def test_windows_is_believed_when_nothing_speaks_for_another():
    assert decoded("Ünlü".encode("cp1252")) == "Ünlü"


def test_excel_tells_its_separator_and_quotes_what_holds_it():
    text = 'sep=;\r\nNom;Adresse\r\n"Hôpital; dit ""le vieux""";"12, rue\r\nde la Paix"\r\n'
    (sheet,) = read_sheets(text.encode("cp1252"))
    assert sheet.rows[1] == ['Hôpital; dit "le vieux"', "12, rue\r\nde la Paix"]


def test_commas_in_cells_do_not_win_over_semicolons():
    rows = [["Nom", "Maladies"], ["A", "une, deux, trois"], ["B", "une, deux, trois"]]
    assert read_sheets(csv_text(rows).encode())[0].rows == rows


def test_our_own_csv_gives_back_what_looked_like_a_formula():
    (sheet,) = read_sheets("Nom;Tél\r\nA;'+33 1 49 81 21 11\r\n".encode())
    assert sheet.rows[1][1] == "+33 1 49 81 21 11"


def test_xlsx_and_ods_keep_numbers_dates_and_places():
    rows = [[], ["", "FINESS", "Le", "Oui"], ["", 10000024, date(2026, 3, 12), True]]
    (sheet,) = read_sheets(xlsx(rows))
    assert sheet.rows[2] == ["", 10000024, date(2026, 3, 12), True]
    assert sheet.rows[0] == ["", "", "", ""]
    (sheet,) = read_sheets(ods([["Nom", "CP"], ["Été", 1000]]))
    assert sheet.rows == [["Nom", "CP"], ["Été", 1000]]


def test_an_old_xls_is_read():
    (sheet,) = read_sheets((KEPT / "annuaire.xls").read_bytes())
    assert sheet.rows[0] == ["FINESS", "Nom", "Ville"]
    assert sheet.rows[1] == [10000024, "Hôpital d’Ambérieu", "Ambérieu-en-Bugey"]


def test_hidden_and_empty_sheets_are_not_offered():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS, [], ROWS, names=["a", "vide", "c"])))
    book["c"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.name for sheet in read_sheets(out.getvalue())] == ["a"]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_a_zip_bomb_is_refused():
    bomb = zipped(content_xml=b"0" * (limits.MAX_UNPACKED_BYTES + 1))
    assert len(bomb) < limits.MEBIBYTE
    with pytest.raises(Unreadable, match="trop grand"):
        read_sheets(bomb)


def test_a_cell_at_the_far_corner_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "Nom"
    book.active["XFD1048576"] = "loin"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Unreadable, match="trop grand"):
        read_sheets(out.getvalue())


@pytest.mark.parametrize(("columns", "rows"), [(16_384, 1_048_576), (150, 100_000)])
def test_a_cell_repeated_without_end_is_refused(columns, rows):
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{columns}">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    with pytest.raises(Unreadable, match=r"trop grand|abîmé"):
        read_sheets(ods_of(f'<table:table table:name="a">{row}</table:table>'))


WHOLE = xlsx(ROWS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"  \r\n ", "vide"),
        (b";;;\r\n;;\r\n", "aucune cellule"),
        (b"%PDF-1.7 ...", "pas un tableau"),
        (b"<html><body><table>", "page web"),
        (b"\x00\x01\x02\x03\x04 not a table \x05", "tableau"),
        (WHOLE[: len(WHOLE) // 2], "abîmé"),
        (zipped(readme_txt=b"bonjour"), "abîmé"),
        (zipped(content_xml=b"<broken"), "abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "abîmé"),
        ('Nom;Ville\r\nA;"jamais refermé'.encode() + b"x" * 6_000, "guillemet"),
        (("a;b\r\n" * (limits.MAX_ROWS + 1)).encode(), "trop grand"),
        (("a;" * (limits.MAX_COLUMNS + 1) + "\r\n").encode(), "trop grand"),
        (b"a" * (limits.MAX_FILE_BYTES + 1), "dépasse"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, said):
    with pytest.raises(Unreadable, match=said):
        read_sheets(content)


@given(content=st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused(content):
    with suppress(Unreadable):
        assert read_sheets(content)
