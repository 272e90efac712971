"""The forms of the steps, and how a table is shown for its columns to be named."""

from dataclasses import dataclass
from typing import Any

from django import forms

from importers.spreadsheets import limits
from importers.spreadsheets.guessing import Mapping
from importers.spreadsheets.remembering import senders
from importers.spreadsheets.sheets import Sheet, is_empty, shown
from importers.spreadsheets.table import Column, Table
from importers.spreadsheets.target import Target
from importers.spreadsheets.targets import TARGETS

ROWS_SHOWN = 12
"""Rows offered as headings."""
CELLS_SHOWN = 8
EXAMPLES_SHOWN = 3
LONGEST_SHOWN = 60
IDENTIFIERS = ("name", "slug", "finess")


class FileForm(forms.Form):
    """Step 1. `allowed` are the targets that this person may fill."""

    file = forms.FileField(
        label="Fichier",
        help_text=f"CSV, XLSX, XLS ou ODS, {limits.MAX_FILE_BYTES // limits.MEBIBYTE} Mo au plus.",
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"}),
        error_messages={"empty": "Ce fichier est vide.", "required": "Choisissez un fichier."},
    )
    target = forms.ChoiceField(label="Ce qu’il contient", widget=forms.RadioSelect)
    sender = forms.CharField(
        label="Qui vous l’a envoyé",
        max_length=120,
        help_text="Un service, un hôpital, une filière. Ses colonnes seront reconnues la fois "
        "suivante.",
        widget=forms.TextInput({"list": "senders", "autocomplete": "off", "class": "vTextField"}),
        error_messages={"required": "Dites qui l’a envoyé."},
    )
    is_trusted = forms.BooleanField(
        label="Ce tableau fait foi : c’est une liste officielle, ou l’établissement parle de lui",
        required=False,
        help_text="Sinon, les nouvelles lignes sont dites « à vérifier ».",
    )

    def __init__(self, *args: Any, allowed: list[Target], **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        choices = [(target.key, target.title) for target in allowed]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]
        self.fields["target"].error_messages["required"] = "Dites ce que contient le fichier."
        self.known_senders = senders()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > limits.MAX_FILE_BYTES:
            limit = limits.MAX_FILE_BYTES // limits.MEBIBYTE
            raise forms.ValidationError(
                f"Ce fichier dépasse {limit} Mo. Ne gardez que la feuille utile, sans images."
            )
        return file

    def clean_target(self) -> Target:
        return TARGETS[self.cleaned_data["target"]]


@dataclass(frozen=True, slots=True)
class HeaderChoice:
    line: int
    text: str
    is_chosen: bool


def header_choices(sheet: Sheet, chosen: int) -> list[HeaderChoice]:
    """The first rows that hold something, and the chosen one."""
    filled = [
        number
        for number, row in enumerate(sheet.rows[: limits.HEADER_SOUGHT_IN], start=1)
        if any(not is_empty(cell) for cell in row)
    ]
    numbers = sorted({*filled[:ROWS_SHOWN], chosen})
    return [HeaderChoice(n, _row_text(sheet, n), n == chosen) for n in numbers]


def _row_text(sheet: Sheet, number: int) -> str:
    cells = [shown(cell) for cell in sheet.rows[number - 1] if not is_empty(cell)]
    return " | ".join(_short(cell) for cell in cells[:CELLS_SHOWN])


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column of the file, a few of its cells, the field that it goes to ("" for none)."""

    column: Column
    examples: list[str]
    key: str

    @property
    def name(self) -> str:
        return f"column_{self.column.index}"


def column_choices(table: Table, mapping: Mapping) -> list[ColumnChoice]:
    return [
        ColumnChoice(
            column,
            [_short(text) for text in table.texts(column, EXAMPLES_SHOWN)],
            mapping.get(column.index, ""),
        )
        for column in table.columns
    ]


def mapping_sent(table: Table, target: Target, sent: Any) -> tuple[Mapping, list[str]]:
    """The mapping of a posted form, and what is wrong with it."""
    mapping: Mapping = {}
    wrong = []
    for column in table.columns:
        key = sent.get(f"column_{column.index}", "")
        if key not in target.by_key:
            continue
        if key in mapping.values():
            title = target.by_key[key].title
            wrong.append(f"« {title} » est choisi pour deux colonnes : gardez-en une.")
        mapping[column.index] = key
    if not set(IDENTIFIERS).intersection(mapping.values()):
        wrong.append(
            "Dites au moins quelle colonne donne le nom (ou le FINESS, ou l’adresse courte)."
        )
    return mapping, wrong


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
