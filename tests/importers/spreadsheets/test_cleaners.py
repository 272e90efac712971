"""Cells as people and their spreadsheets write them."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.spreadsheets import cleaners
from importers.spreadsheets.cleaners import Refused
from importers.spreadsheets.targets import TARGETS
from importers.spreadsheets.usual_words import AUDIENCES, LABELS
from structures.models import Audience, Label


def cleaned(cleaner, cell) -> tuple:
    notes: list[str] = []
    return cleaner(cell, notes.append), notes


@pytest.mark.parametrize(
    ("cleaner", "cell", "value", "note"),
    [
        (cleaners.finess, 10000024, "010000024", "zéro rétabli : 10000024 → 010000024"),
        (cleaners.finess, "10000024.0", "010000024", "zéro rétabli : 10000024 → 010000024"),
        (cleaners.finess, "1,0000024E+07", "010000024", "zéro rétabli : 10000024 → 010000024"),
        (cleaners.finess, "94 010 0027", "940100027", ""),
        (cleaners.finess, "2a0000014", "2A0000014", ""),
        (cleaners.postcode, 1000, "01000", "zéro rétabli : 1000 → 01000"),
        (cleaners.postcode, "F-75013", "75013", ""),
        (cleaners.postcode, "94\u00a0000", "94000", ""),
        (cleaners.insee, 1004, "01004", "zéro rétabli : 1004 → 01004"),
        (cleaners.insee, "2a004", "2A004", ""),
        (cleaners.siret, 6026001760001, "06026001760001", None),
        (cleaners.department_code, 1, "01", "zéro rétabli : 1 → 01"),
        (cleaners.department_code, "94 - Val-de-Marne", "94", ""),
        (cleaners.department_code, "Val-de-Marne", "Val-de-Marne", ""),
        (cleaners.commune_code, "Créteil", "Créteil", ""),
        (cleaners.rna, "w 941 234567", "W941234567", ""),
    ],
)
def test_codes_get_their_zeros_back_and_say_so(cleaner, cell, value, note):
    found, notes = cleaned(cleaner, cell)
    assert found == value
    if note is not None:
        assert notes == ([note] if note else [])


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        (149812111, ["01 49 81 21 11"]),
        (149812111.0, ["01 49 81 21 11"]),
        ("01.49.81.21.11", ["01 49 81 21 11"]),
        ("01-49-81-21-11", ["01 49 81 21 11"]),
        ("+33 (0)1 49 81 21 11", ["01 49 81 21 11"]),
        ("0033 1 49 81 21 11", ["01 49 81 21 11"]),
        ("1,49812111E+08", ["01 49 81 21 11"]),
        ("+262 262 90 50 50", ["02 62 90 50 50"]),
        ("0149812111 / 0149812112", ["01 49 81 21 11", "01 49 81 21 12"]),
        ("01 49 81 21 11 ou 01 49 81 21 12", ["01 49 81 21 11", "01 49 81 21 12"]),
        ("01 49 81 21 11\n01 49 81 21 11", ["01 49 81 21 11"]),
        ("Tél. : 01 49 81 21 11", ["01 49 81 21 11"]),
        ("01 49 81 21 11 (secrétariat)", ["01 49 81 21 11"]),
        ("3646", ["36 46"]),
        ("15", ["15"]),
        ("+41 22 372 33 11", ["+41223723311"]),
    ],
)
def test_phones(cell, numbers):
    assert cleaned(cleaners.phones, cell)[0] == numbers


def test_words_beside_a_number_are_reported():
    _, notes = cleaned(cleaners.phones, "01 49 81 21 11 (secrétariat)")
    assert notes == ["laissé de côté près du numéro : (secrétariat)"]
    assert cleaned(cleaners.phones, "Tél : 0149812111")[1] == []


@pytest.mark.parametrize(
    "cell",
    ["1,49812E+08", "1.49812E+08", "01 49 81 21", "demander", "12345", 1, "0149812111x", "-"],
)
def test_a_number_that_cannot_be_known_is_refused(cell):
    with pytest.raises(Refused):
        cleaned(cleaners.phones, cell)


@pytest.mark.parametrize(
    ("cleaner", "cell"),
    [
        (cleaners.finess, "1234567"),
        (cleaners.finess, "ABCDEFGHI"),
        (cleaners.finess, "9.4E+08"),
        (cleaners.postcode, "750"),
        (cleaners.postcode, "ABCDE"),
        (cleaners.insee, "7505"[:3]),
        (cleaners.day, "31/02/2026"),
        (cleaners.day, "bientôt"),
        (cleaners.day, "01/01/1066"),
        (cleaners.yes_or_no, "peut-être"),
        (cleaners.age, "adulte"),
        (cleaners.age, "200 ans"),
        (cleaners.degrees, "nord"),
        (cleaners.degrees, "1e400"),
        (cleaners.address, "pas une adresse"),
        (cleaners.address, "javascript:alert(1)"),
        (cleaners.year, "19"),
        (cleaners.rna, "123"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_sentence(cleaner, cell):
    with pytest.raises(Refused, match=r"\w+"):
        cleaned(cleaner, cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (date(2026, 3, 12), date(2026, 3, 12)),
        ("12/03/2026", date(2026, 3, 12)),
        ("12-3-26", date(2026, 3, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("2026-03-12 00:00:00", date(2026, 3, 12)),
        ("12 mars 2026", date(2026, 3, 12)),
        ("1er août 2026", date(2026, 8, 1)),
        (46093, date(2026, 3, 12)),
        ("46093", date(2026, 3, 12)),
    ],
)
def test_dates(cell, value):
    assert cleaned(cleaners.day, cell)[0] == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *((said, True) for said in (True, "Oui", "x", "X", 1, "✓", "VRAI", "o")),
        *((said, False) for said in (False, "non", 0, "FAUX", "N")),
    ],
)
def test_yes_and_no(cell, value):
    assert cleaned(cleaners.yes_or_no, cell)[0] is value


@pytest.mark.parametrize(
    ("cell", "years"),
    [("18", "18"), (15.25, "15.25"), ("15,25 ans", "15.25"), ("18 mois", "1.5"), ("0", "0")],
)
def test_ages(cell, years):
    assert cleaned(cleaners.age, cell)[0] == Decimal(years)


def test_choices_by_label_code_or_usual_word():
    clean = cleaners.choice(dict(Audience.choices), AUDIENCES)
    said = ["adultes", "Adulte", "ADULT", "pédiatrique", "Enfants", "mixte"]
    assert [cleaned(clean, text)[0] for text in said] == [
        "adult",
        "adult",
        "adult",
        "child",
        "child",
        "both",
    ]
    assert set(AUDIENCES.values()) <= set(Audience.values)
    assert set(LABELS.values()) <= set(Label.values)
    with pytest.raises(Refused, match="Possibles : adultes ; enfants"):
        cleaned(clean, "vétérinaire")


def test_a_web_address_gets_its_scheme():
    assert cleaned(cleaners.address, "www.afaf.asso.fr")[0] == "https://www.afaf.asso.fr"


CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.from_regex(r"[+0-9 .()/;eE,-]{1,25}", fullmatch=True),
)


@given(cell=CELLS)
def test_any_cell_is_understood_or_refused(cell):
    """No cell at all makes a cleaner fail otherwise."""
    for target in TARGETS.values():
        for field in target.fields:
            with suppress(Refused):
                assert field.clean(cell, lambda _: None) is not None


@given(digits=st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True), data=st.data())
def test_a_french_number_survives_any_way_of_writing_it(digits, data):
    pairs = [digits[start : start + 2] for start in range(0, 10, 2)]
    international = [pairs[0][1], *pairs[1:]]
    written = data.draw(
        st.sampled_from(
            [
                digits,
                int(digits),
                float(digits),
                ".".join(pairs),
                "\u00a0".join(pairs),
                f"+33 {' '.join(international)}",
                f"+33 (0){' '.join(international)}",
                f"0033{''.join(international)}",
            ]
        )
    )
    assert cleaned(cleaners.phones, written)[0] == [" ".join(pairs)]


@given(code=st.from_regex(r"(0[1-9]|[1-9][0-9])[0-9]{7}", fullmatch=True))
def test_a_finess_that_excel_made_a_number_comes_back(code):
    found, notes = cleaned(cleaners.finess, int(code))
    assert found == code
    assert bool(notes) == code.startswith("0")


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_survives_any_way_of_writing_it(day):
    serial = (datetime(day.year, day.month, day.day) - datetime(1899, 12, 30)) / timedelta(days=1)
    for cell in (day, day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", int(serial)):
        assert cleaned(cleaners.day, cell)[0] == day
