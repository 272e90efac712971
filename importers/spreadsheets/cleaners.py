"""From a cell to a value: what people write, and what their spreadsheet did to it.

Each cleaner takes a cell that is not empty and a `Note`, to which it says what it had to restore.
It raises Refused with a sentence when the cell cannot be understood; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from rapidfuzz import process

from foundations.text import fold
from importers.spreadsheets.sheets import Cell, shown
from structures.hours_in_french import into_syntax

Note = Callable[[str], None]
Cleaner = Callable[[Cell, Note], Any]

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b\ufeff]+")
SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
WHOLE_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan",
            "fevrier fevr fev",
            "mars mar",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = (10_000, 80_000)
"""Days since the epoch of Excel that are read as a date: from 1927 to 2119."""
OLDEST, NEWEST = date(1900, 1, 1), date(2100, 12, 31)

YES = {"oui", "o", "x", "1", "vrai", "true", "yes", "y", "ok"}
NO = {"non", "n", "0", "faux", "false", "no"}
TICKS = {"✓", "✔", "☑", "✗", "✘"}

ALL_CHOICES, CHOICES_PROPOSED = 8, 3

PHONE_WORDS = {"tel", "telephone", "t", "fixe", "standard"}
OVERSEAS_PREFIXES = {"262": "0262", "590": "0590", "594": "0594", "596": "0596"}
SEVERAL_PHONES = re.compile(r"[/;|\n,]|\bou\b|\bet\b|(?<=\d)\s+-\s+(?=[0+(])")
NOT_DIALLED = re.compile(r"\(0\)")
COMMENT = re.compile(r"\([^()]*[A-Za-zÀ-ÿ][^()]*\)|^[^\d+(]*[A-Za-zÀ-ÿ][^\d+(]*")
"""« (secrétariat) », « Tél. : »: words beside a number."""


class Refused(Exception):
    """A cell that cannot be understood, with a sentence for the person who wrote it."""


def tidy(text: str) -> str:
    """One plain space between words, none around; the text is otherwise left as it is."""
    return SPACES.sub(" ", text).strip()


def text(longest: int | None = None) -> Cleaner:
    def clean(cell: Cell, note: Note) -> str:
        value = tidy(shown(cell))
        if longest and len(value) > longest:
            raise Refused(f"{len(value)} caractères, {longest} au plus")
        return value

    return clean


def _digits(cell: Cell) -> str:
    """The signs of a number kept as a text, spaces and dots taken out; refuses lost digits."""
    written = SPACES.sub("", shown(cell))
    if match := SCIENTIFIC.fullmatch(written):
        whole, decimals, power = match[1], match[2] or "", int(match[3])
        if len(decimals) < power:
            raise Refused(
                f"« {written} » : le tableur a abrégé ce nombre, des chiffres sont perdus. "
                "Mettez la colonne au format Texte et saisissez-le de nouveau"
            )
        return (whole + decimals)[: power + 1]
    if match := WHOLE_NUMBER.fullmatch(written):
        return match[1]
    return re.sub(r"[.\-_/]", "", written).upper()


def padded(cell: Cell, length: int, what: str, note: Note, *, missing: int = 1) -> str:
    """A code of `length` signs to which the zeros that a spreadsheet ate are given back."""
    found = _digits(cell)
    if found.isdigit() and length - missing <= len(found) < length:
        restored = found.zfill(length)
        note(f"zéro rétabli : {found} → {restored}")
        return restored
    if len(found) != length:
        raise Refused(f"« {shown(cell)} » : {what} a {length} caractères")
    return found


def finess(cell: Cell, note: Note) -> str:
    """A FINESS number; its first two signs are a department."""
    found = padded(cell, 9, "un numéro FINESS", note)
    if not re.fullmatch(r"(?:\d{2}|2[AB])\d{7}", found):
        raise Refused(f"« {shown(cell)} » n’est pas un numéro FINESS")
    return found


def siret(cell: Cell, note: Note) -> str:
    return _all_digits(padded(cell, 14, "un SIRET", note), "un SIRET")


def siren(cell: Cell, note: Note) -> str:
    return _all_digits(padded(cell, 9, "un SIREN", note), "un SIREN")


def rna(cell: Cell, note: Note) -> str:
    found = SPACES.sub("", shown(cell)).upper()
    if not re.fullmatch(r"W\d[0-9A-Z]\d{7}", found):
        raise Refused(f"« {shown(cell)} » : un numéro RNA est un W et neuf chiffres")
    return found


def postcode(cell: Cell, note: Note) -> str:
    found = re.sub(r"^F-?(?=\d)", "", SPACES.sub("", shown(cell)).upper())
    return _all_digits(padded(found, 5, "un code postal", note), "un code postal")


def insee(cell: Cell, note: Note) -> str:
    found = padded(cell, 5, "un code INSEE", note)
    if not re.fullmatch(r"(?:\d{2}|2[AB])\d{3}", found):
        raise Refused(f"« {shown(cell)} » n’est pas un code INSEE de commune")
    return found


def commune_code(cell: Cell, note: Note) -> str:
    """An INSEE code; other words are left as they are, to be read as the name of a commune."""
    written = tidy(shown(cell))
    looks_like_one = re.fullmatch(r"(?:\d{4,5}(?:[.,]0+)?|2[ABab] ?\d{3})", written)
    return insee(cell, note) if looks_like_one else written


def finess_or_slug(cell: Cell, note: Note) -> str:
    """A FINESS number, its zero given back, or the short address of an establishment."""
    written = tidy(shown(cell))
    compact = written.replace(" ", "")
    is_number = re.fullmatch(r"(?:\d{6,}(?:[.,]0+)?|2[ABab]\d+|[\d.,]+[eE]\+?\d+)", compact)
    return finess(cell, note) if is_number else written


def department_code(cell: Cell, note: Note) -> str:
    """A code when it is one, its zero given back; else the text, to be looked up by name."""
    written = tidy(shown(cell))
    if re.fullmatch(r"\d(?:[.,]0+)?", written):
        note(f"zéro rétabli : {written} → 0{written[0]}")
        return f"0{written[0]}"
    if match := re.fullmatch(r"(\d{2,3}|2[ABab])(?:\W.*)?", written):
        return match[1].upper()
    return written


def _all_digits(found: str, what: str) -> str:
    if not found.isdigit():
        raise Refused(f"« {found} » n’est pas {what}")
    return found


def phones(cell: Cell, note: Note) -> list[str]:
    """Each number of a cell once, as it is written in France; foreign ones keep their +."""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if is_number or SCIENTIFIC.fullmatch(tidy(shown(cell))):
        return [_phone(_digits(cell), note)]
    found = [part for part in SEVERAL_PHONES.split(shown(cell)) if part.strip(" .-")]
    if not found:
        raise Refused(f"« {shown(cell)} » n’est pas un numéro de téléphone")
    return list(dict.fromkeys(_phone(part, note) for part in found))


def phone(cell: Cell, note: Note) -> str:
    """One number only."""
    found = phones(cell, note)
    if len(found) > 1:
        raise Refused("un seul numéro ici")
    return found[0]


def _phone(written: str, note: Note) -> str:
    said = [tidy(words).strip(" :") for words in COMMENT.findall(written)]
    if words := " ".join(word for word in said if fold(word) not in PHONE_WORDS):
        note(f"laissé de côté près du numéro : {words}")
    compact = SPACES.sub("", NOT_DIALLED.sub("", COMMENT.sub("", written)))
    if SCIENTIFIC.fullmatch(compact):
        compact = _digits(compact)
    dialled = re.sub(r"[.\-()]", "", compact)
    dialled = re.sub(r"^00", "+", dialled)
    if not re.fullmatch(r"\+?\d{2,15}", dialled):
        raise Refused(f"« {tidy(written)} » n’est pas un numéro de téléphone")
    if dialled.startswith("+"):
        return _from_abroad(dialled[1:], written)
    if len(dialled) == 9 and dialled[0] != "0":
        dialled = f"0{dialled}"
        note(f"zéro rétabli : {tidy(written)} → {_in_pairs(dialled)}")
    if len(dialled) == 10 and dialled[0] == "0":
        return _in_pairs(dialled)
    if len(dialled) in (2, 3, 4) and dialled[0] in "13":
        return f"{dialled[:2]} {dialled[2:]}" if len(dialled) == 4 else dialled
    raise Refused(f"« {tidy(written)} » n’est pas un numéro de téléphone complet")


def _from_abroad(digits: str, written: str) -> str:
    if digits.startswith("33"):
        national = digits[2:].lstrip("0")
        if len(national) == 9:
            return _in_pairs(f"0{national}")
        raise Refused(f"« {tidy(written)} » n’est pas un numéro de téléphone complet")
    for prefix, area in OVERSEAS_PREFIXES.items():
        if digits.startswith(prefix):
            national = digits[3:].lstrip("0")
            if len(national) == 9:
                return _in_pairs(f"0{national}")
            if len(national) == 6:
                return _in_pairs(area + national)
    if len(digits) < 8:
        raise Refused(f"« {tidy(written)} » n’est pas un numéro de téléphone complet")
    return f"+{digits}"


def _in_pairs(digits: str) -> str:
    return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))


def same_phone(one: str, other: str) -> bool:
    return _dialled(one) == _dialled(other)


def _dialled(number: str) -> str:
    with suppress(Refused):
        number = _phone(number, lambda _: None)
    return re.sub(r"\D", "", number)


def opening_hours(cell: Cell, note: Note) -> str:
    """In OpenStreetMap's syntax; French words that say one thing only are put into it."""
    said = tidy(shown(cell))
    syntax = into_syntax(said)
    if syntax is None:
        return said
    note(f"compris : « {said} » → {syntax}")
    return syntax


def address(cell: Cell, note: Note) -> str:
    """A web address; its scheme is added when it is missing."""
    found = SPACES.sub("", shown(cell))
    if "://" not in found:
        found = f"https://{found}"
    try:
        URLValidator(schemes=["http", "https"])(found)
    except ValidationError as error:
        raise Refused(f"« {tidy(shown(cell))} » n’est pas une adresse web") from error
    if len(found) > 500:
        raise Refused("une adresse web a 500 caractères au plus")
    return found


def yes_or_no(cell: Cell, note: Note) -> bool:
    if isinstance(cell, bool):
        return cell
    written = tidy(shown(cell))
    folded = fold(written)
    if folded in YES or written in TICKS:
        return True
    if folded in NO:
        return False
    raise Refused(f"« {written} » : écrivez oui ou non")


def day(cell: Cell, note: Note) -> date:
    found = _day(cell, note)
    if not OLDEST <= found <= NEWEST:
        raise Refused(f"« {shown(cell)} » n’est pas une date plausible")
    return found


def _day(cell: Cell, note: Note) -> date:
    if isinstance(cell, date):
        return cell
    written = tidy(shown(cell))
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", written):
        days = int(written[:5])
        if EXCEL_DAYS[0] <= days <= EXCEL_DAYS[1]:
            found = EXCEL_EPOCH + timedelta(days=days)
            note(f"date du tableur : {written} → {found:%d/%m/%Y}")
            return found
    try:
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?", written):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})", written):
            return date(_year(match[3]), int(match[2]), int(match[1]))
        if match := re.fullmatch(r"(\d{1,2})(?: ?er)? ([a-z]+) (\d{4})", fold(written)):
            return date(int(match[3]), MONTHS[match[2]], int(match[1]))
    except (ValueError, KeyError) as error:
        raise Refused(f"« {written} » n’est pas une date") from error
    raise Refused(f"« {written} » n’est pas une date : écrivez jour/mois/année")


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def year(cell: Cell, note: Note) -> int:
    written = str(cell.year) if isinstance(cell, date) else tidy(shown(cell))
    match = re.fullmatch(r"(1[89]\d\d|20\d\d)(?:[.,]0+)?", written)
    if not match:
        raise Refused(f"« {shown(cell)} » n’est pas une année")
    return int(match[1])


def age(cell: Cell, note: Note) -> Decimal:
    """In years, to a hundredth; « 18 mois » is a year and a half."""
    written = fold_number(cell)
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?) ?(ans?|mois)?", written)
    if not match:
        raise Refused(f"« {shown(cell)} » n’est pas un âge")
    found = Decimal(match[1]) / (12 if match[2] == "mois" else 1)
    if found > 130:
        raise Refused(f"« {shown(cell)} » n’est pas un âge")
    return found.quantize(Decimal("0.01"))


def degrees(cell: Cell, note: Note) -> float:
    try:
        found = Decimal(fold_number(cell))
    except InvalidOperation as error:
        raise Refused(f"« {shown(cell)} » n’est pas un nombre de degrés") from error
    if not found.is_finite() or not -180 <= found <= 180:
        raise Refused(f"« {shown(cell)} » n’est pas un nombre de degrés")
    return float(found)


def fold_number(cell: Cell) -> str:
    return tidy(shown(cell)).lower().replace(",", ".")


def choice(choices: Mapping[str, str], others: Mapping[str, str] | None = None) -> Cleaner:
    """One of the choices, by its label, its code, or one of the words that people use for it."""
    known = {fold(word): code for word, code in (others or {}).items()}
    known |= {fold(label): code for code, label in choices.items() if code}
    known |= {fold(code): code for code in choices if code}

    def clean(cell: Cell, note: Note) -> str:
        written = tidy(shown(cell))
        if (code := known.get(fold(written))) is not None:
            return code
        raise Refused(f"« {written} » n’est pas un choix connu. {_proposed(written, labels)}")

    labels = [label for code, label in choices.items() if code]
    return clean


def _proposed(written: str, labels: list[str]) -> str:
    """All the choices when they are few, else those most like what was written."""
    if len(labels) <= ALL_CHOICES:
        return f"Possibles : {' ; '.join(labels)}"
    found = process.extract(fold(written), labels, processor=fold, limit=CHOICES_PROPOSED)
    near = " ; ".join(label for label, *_ in found)
    return f"Peut-être : {near}. Le modèle de l’étape 1 donne toute la liste"
