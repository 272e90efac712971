"""The four steps of an upload: the file, its columns, what it would change, what it changed."""

import hashlib
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from foundations.text import fold
from importers.models import Upload
from importers.spreadsheets.guessing import Mapping, guessed
from importers.spreadsheets.plan import Plan, Rights, fingerprint
from importers.spreadsheets.planning import Planner, Source
from importers.spreadsheets.reading import read_sheets
from importers.spreadsheets.remembering import remember, remembered
from importers.spreadsheets.sheets import Sheet
from importers.spreadsheets.table import ADDED_BY_US, Table, probable_header, table_of
from importers.spreadsheets.target import Target
from importers.spreadsheets.targets import TARGETS
from importers.spreadsheets.unreadable import Unreadable
from importers.spreadsheets.writing import write

ONE_IMPORT_AT_A_TIME = 20_261_127
"""Key of the advisory lock that an import holds until it ends."""


class Changed(Exception):
    """The directory changed since the preview: it must be looked at again."""


def start(
    *, name: str, content: bytes, target: Target, sender: str, is_trusted: bool, by: Any
) -> Upload:
    """Keep a file as a draft, its sheet and headings found. Raises Unreadable."""
    sheets = read_sheets(content)
    upload = Upload(
        target=target.key,
        sender=sender,
        is_trusted=is_trusted,
        file_name=name[-200:],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=by,
    )
    choose_sheet(upload, sheets, most_alike(sheets, target))
    upload.save()
    return upload


def target_of(upload: Upload) -> Target:
    return TARGETS[upload.target]


def sheets_of(upload: Upload) -> list[Sheet]:
    if upload.content is None:
        raise Unreadable("Ce fichier n’est plus gardé. Envoyez-le de nouveau.")
    return read_sheets(bytes(upload.content))


def most_alike(sheets: list[Sheet], target: Target) -> Sheet:
    """The sheet whose headings say most to us, the first among equals."""

    def known(sheet: Sheet) -> int:
        table = table_of(sheet, probable_header(sheet, target.known_headings))
        return len(guessed(table, target)) if table.rows else -1

    return max(sheets, key=known)


def choose_sheet(
    upload: Upload, sheets: list[Sheet], sheet: Sheet, header_row: int | None = None
) -> bool:
    """Take a sheet and its row of headings, and map its columns; whether they were remembered."""
    target = target_of(upload)
    if header_row is None:
        header_row = probable_header(sheet, target.known_headings)
    upload.sheet, upload.header_row = sheet.name, header_row
    table = table_of(sheet, header_row)
    known = remembered(upload.sender, target, table)
    map_columns(upload, table, guessed(table, target) if known is None else known)
    return known is not None


def map_columns(upload: Upload, table: Table, mapping: Mapping) -> None:
    """Take a mapping; what was worked out under another one is forgotten."""
    upload.mapping = {str(index): key for index, key in sorted(mapping.items())}
    upload.headings = [column.title for column in table.columns]
    upload.passed = table.passed
    upload.unmapped = [
        column.title
        for column in table.columns
        if column.index not in mapping and fold(column.title) not in ADDED_BY_US
    ]
    upload.rows, upload.decisions, upload.counts = None, {}, {}


def mapping_of(upload: Upload) -> Mapping:
    return {int(index): key for index, key in upload.mapping.items()}


def table_in(upload: Upload, sheets: list[Sheet]) -> Table:
    sheet = next((found for found in sheets if found.name == upload.sheet), sheets[0])
    return table_of(sheet, upload.header_row or 1)


def source_of(upload: Upload) -> Source:
    day = timezone.localdate(upload.uploaded_at)
    words = f"{upload.sender}, fichier « {upload.file_name} » du {day:%d/%m/%Y}"
    return Source(words, day, upload.is_trusted)


def preview(upload: Upload, rights: Rights) -> Plan:
    """Work out what the file would change today, and keep it with the draft."""
    plan = _planner(upload, table_in(upload, sheets_of(upload)), rights).plan()
    upload.rows, upload.counts = plan.as_json(), plan.counts
    upload.save()
    return plan


def _planner(upload: Upload, table: Table, rights: Rights) -> Planner:
    return Planner(
        table,
        target_of(upload),
        mapping_of(upload),
        rights,
        source_of(upload),
        upload.decisions,
    )


def import_now(upload: Upload, rights: Rights, seen: str, by: Any) -> bool:
    """Write what the preview showed, once; False when it was imported already.

    `seen` is the fingerprint of the preview that the person looked at. Raises Changed, with a new
    preview kept, when the directory or the choices are not what they were; Unreadable.
    """
    table = table_in(upload, sheets_of(upload)) if upload.content is not None else None
    try:
        with transaction.atomic():
            _wait_for_our_turn()
            locked = Upload.objects.select_for_update().get(pk=upload.pk)
            if locked.state != Upload.State.DRAFT or table is None:
                return False
            plan = _planner(locked, table, rights).plan()
            locked.rows, locked.counts = plan.as_json(), plan.counts
            if fingerprint(locked.rows) != seen:
                raise Changed
            target = target_of(locked)
            write(plan, target, source_of(locked), by)
            remember(locked.sender, target, table, mapping_of(locked))
            locked.rows = plan.as_json()
            locked.state, locked.content = Upload.State.IMPORTED, None
            locked.imported_at = timezone.now()
            locked.save()
    except Changed:
        preview(Upload.objects.get(pk=upload.pk), rights)
        raise
    return True


def _wait_for_our_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
