"""Shipped CSV files, read strictly: what is not as announced is refused with its line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Field, Model

from importers.report import BrokenFile
from importers.staging import field_of

LIST_SEPARATOR = "|"
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Line:
    """One line of a file: its texts by column, and where it stands."""

    path: Path
    number: int
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts[column]

    def broken(self, message: str) -> BrokenFile:
        """The error to raise for something wrong on this line."""
        return BrokenFile(shown(self.path), message, self.number)

    def values(self, model: type[Model], columns: Sequence[str]) -> list[Any]:
        """The values of the columns that bear the names of fields of `model`, checked by them.

        Raises BrokenFile with the line and the column for a value that the field refuses.
        """
        return [self._value(field_of(model, column), column) for column in columns]

    def reference(self, column: str, known: Mapping[str, Any]) -> Any:
        """What `known` gives for the text of the column; None when the text is empty."""
        text = self.texts[column]
        if not text:
            return None
        if text not in known:
            raise self.broken(f"{column} : « {text} » est inconnu")
        return known[text]

    def references(self, column: str, known: Mapping[str, Any]) -> list[Any]:
        """What `known` gives for each part of a list; none when the text is empty."""
        parts = [part for part in self.texts[column].split(LIST_SEPARATOR) if part]
        for part in parts:
            if part not in known:
                raise self.broken(f"{column} : « {part} » est inconnu")
        return [known[part] for part in parts]

    def _value(self, field: Field, column: str) -> Any:
        text = self.texts[column]
        value: Any = text
        try:
            if isinstance(field, ArrayField):
                parts = text.split(LIST_SEPARATOR) if text else []
                value = [field.base_field.to_python(part) for part in parts]
            elif isinstance(field, BooleanField) and text:
                value = BOOLEANS.get(text, text)
            elif text == "" and field.null:
                value = None
            return field.clean(value, None)
        except ValidationError as error:
            raise self.broken(f"{column} : {' '.join(error.messages)}") from error


def shown(path: Path) -> str:
    """The path as reports write it: from the project's folder."""
    base = Path(settings.BASE_DIR)
    return str(path.relative_to(base)) if path.is_relative_to(base) else str(path)


def read(path: Path, columns: Sequence[str]) -> Iterator[Line]:
    """The lines of a UTF-8 CSV file whose header must name exactly these columns, in any order.

    Raises BrokenFile for a missing file, another header, a line that is too short or too long, a
    file without lines or cut before its last line end.
    """
    try:
        content = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise BrokenFile(shown(path), "fichier absent") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BrokenFile(shown(path), "ce n'est pas de l'UTF-8", line) from error
    if not content.endswith("\n"):
        raise BrokenFile(shown(path), "fichier tronqué", content.count("\n") + 1)
    reader = csv.reader(content.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if sorted(header) != sorted(columns):
            wrong = ", ".join(sorted(set(header) ^ set(columns))) or "colonnes répétées"
            raise BrokenFile(shown(path), f"en-tête inattendu ({wrong})", 1)
        number = 1
        for texts in reader:
            number += 1
            if len(texts) != len(header):
                message = f"{len(texts)} champs au lieu de {len(header)}"
                raise BrokenFile(shown(path), message, reader.line_num)
            yield Line(path, reader.line_num, dict(zip(header, texts, strict=True)))
        if number == 1:
            raise BrokenFile(shown(path), "fichier sans aucune ligne", 1)
    except csv.Error as error:
        raise BrokenFile(shown(path), f"CSV mal formé ({error})", reader.line_num) from error
