"""What the columns of a sender are: learnt at each import, found again by the same headings."""

import hashlib
import json

from foundations.text import fold
from importers.models import SenderMapping, Upload
from importers.spreadsheets.guessing import Mapping
from importers.spreadsheets.table import ADDED_BY_US, Column, Table
from importers.spreadsheets.target import Target


def remember(sender: str, target: Target, table: Table, mapping: Mapping) -> None:
    keys = [mapping.get(column.index, "") for column in _own_columns(table)]
    SenderMapping.objects.update_or_create(
        sender=sender, target=target.key, headings=_key(table), defaults={"columns": keys}
    )


def remembered(sender: str, target: Target, table: Table) -> Mapping | None:
    """The mapping that this sender's last file under the same headings had, None without one."""
    kept = SenderMapping.objects.filter(
        sender=sender, target=target.key, headings=_key(table)
    ).first()
    if kept is None:
        return None
    known = target.by_key
    pairs = zip(_own_columns(table), kept.columns, strict=True)
    return {column.index: key for column, key in pairs if key in known}


def senders() -> list[str]:
    """Those who sent something, by name."""
    return list(Upload.objects.order_by("sender").values_list("sender", flat=True).distinct())


def sender_named(text: str) -> str:
    """The name as it was first written, however it is written today."""
    wanted = " ".join(text.split())
    return next((name for name in senders() if fold(name) == fold(wanted)), wanted)


def _own_columns(table: Table) -> list[Column]:
    return [column for column in table.columns if fold(column.heading) not in ADDED_BY_US]


def _key(table: Table) -> str:
    said = json.dumps(table.headings, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
