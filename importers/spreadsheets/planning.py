"""From a mapped table to a plan: cells cleaned, rows matched, values compared, in few queries.

Their number does not depend on the number of rows, but for the communes that do not match exactly
(see `communes_named`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from foundations import geography
from foundations.text import fold
from importers.spreadsheets.checking import Checks
from importers.spreadsheets.cleaners import same_phone
from importers.spreadsheets.fields import EMPTIES
from importers.spreadsheets.guessing import Mapping
from importers.spreadsheets.matching import Directory, Wanted
from importers.spreadsheets.placing import Places
from importers.spreadsheets.plan import (
    CREATE,
    REFUSED,
    UNCHANGED,
    UNDECIDED,
    UPDATE,
    Change,
    Plan,
    Rights,
)
from importers.spreadsheets.read_rows import ERASED, Cells, Read
from importers.spreadsheets.references import communes
from importers.spreadsheets.referring import References
from importers.spreadsheets.sameness import same
from importers.spreadsheets.short_addresses import free_slugs, stored_slugs
from importers.spreadsheets.stored_rows import rows_of
from importers.spreadsheets.table import Table
from importers.spreadsheets.target import Target, heading_of
from structures.models import Structure

NEW = "new"
"""The decision that a row like others is another one."""


@dataclass(frozen=True)
class Source:
    """What new rows say of where they come from. `is_trusted`: the person says that it is one."""

    words: str
    day: date
    is_trusted: bool


class Planner:
    """Makes the plan of one file."""

    def __init__(
        self,
        table: Table,
        target: Target,
        mapping: Mapping,
        rights: Rights,
        source: Source,
        decisions: dict[str, str],
    ) -> None:
        self.table, self.target, self.mapping = table, target, mapping
        self.rights, self.source, self.decisions = rights, source, decisions
        self.model = target.model
        self.references = References(target)
        self.checks = Checks(target, rights.may_add)

    def plan(self) -> Plan:
        reads = Cells(self.table, self.target, self.mapping).rows()
        self.references.find(reads)
        self._find_rows(reads)
        self._compare(reads)
        self._name_new_rows(reads)
        return Plan([read.outcome for read in reads])

    # rows

    def _find_rows(self, reads: list[Read]) -> None:
        sought = [read for read in reads if not read.is_refused]
        wanted = [self._wanted(read) for read in sought]
        directory = Directory(self.target, wanted)
        taken: dict[Any, int] = {}
        new: dict[tuple, int] = {}
        for read, asked in zip(sought, wanted, strict=True):
            read.match = directory.match(asked)
            self._decide(read)
            if read.is_refused:
                continue
            if read.outcome.pk is None and not (asked.finess or asked.name):
                continue  # refused for want of a name, which is all there is to say of it
            if read.outcome.pk is not None:
                first = taken.setdefault(read.outcome.pk, read.outcome.line)
            else:
                identity = (asked.finess,) if asked.finess else _identity(asked)
                first = new.setdefault(identity, read.outcome.line)
            if first != read.outcome.line:
                read.outcome.refuse("", f"la ligne {first} du fichier parle déjà de la même chose")

    def _wanted(self, read: Read) -> Wanted:
        narrows = []
        for name in self.target.narrows:
            value = read.establishment if name == "establishment" else read.values.get(name)
            if value is not None and value is not ERASED:
                narrows.append((name, getattr(value, "pk", value)))
        communes = read.communes
        if not communes and read.establishment is not None and read.establishment.commune_id:
            communes = (read.establishment.commune_id,)
        return Wanted(
            slug=read.text("slug"),
            finess=read.text("finess"),
            name=read.text("name"),
            communes=communes,
            department=read.department,
            narrows=tuple(narrows),
        )

    def _decide(self, read: Read) -> None:
        match, outcome = read.match, read.outcome
        decision = self.decisions.get(str(outcome.line))
        if match.conflict:
            outcome.refuse("", match.conflict)
        elif match.found:
            outcome.pk = match.found.pk
        elif match.several:
            names = " ; ".join(row.label for row in match.several)
            outcome.refuse("", f"plusieurs lignes répondent : {names}. Donnez l’adresse courte")
        elif match.near:
            outcome.near = [(row.pk, row.label) for row in match.near]
            chosen = [row for row in match.near if str(row.pk) == decision]
            if chosen:
                outcome.pk = chosen[0].pk
            elif decision != NEW:
                outcome.state = UNDECIDED

    # values

    def _compare(self, reads: list[Read]) -> None:
        known = [read for read in reads if read.outcome.pk is not None and not read.is_refused]
        keys = [read.outcome.pk for read in known]
        rows = {row.pk: row for row in rows_of(self.model, keys)}
        visible = self.rights.visible(keys)
        codes = {read.communes[0] for read in reads if len(read.communes) == 1}
        self.places = Places(self.target, self.references.departments, communes(codes))
        for read in reads:
            if read.outcome.state in (REFUSED, UNDECIDED):
                continue
            if read.outcome.pk is None:
                self._compare_with(read, self.model(), is_new=True)
            elif read.outcome.pk not in visible:
                read.outcome.refuse("", "cette ligne du répertoire est hors de vos droits")
            else:
                self._compare_with(read, rows[read.outcome.pk], is_new=False)

    def _compare_with(self, read: Read, row: Any, *, is_new: bool) -> None:
        outcome = read.outcome
        wanted = self._wanted_values(read, row, is_new=is_new)
        outcome.label = outcome.label or str(row)
        for name, value in wanted.items():
            before = None if is_new and self._is_relation(name) else getattr(row, name)
            if same(before, value) or (name == "name" and self._is_shouted(read, before, value)):
                continue
            outcome.values[name] = value
            if not (is_new and value in ("", None)):
                outcome.changes += self._changes(name, before, value, is_new=is_new)
        self._compare_phones(read, row, is_new=is_new)
        if outcome.state == REFUSED:
            return
        if is_new:
            outcome.state = CREATE
            self.checks.check_new(read)
        elif outcome.values or outcome.phones:
            outcome.state = UPDATE
            if not self.rights.may_change(row):
                outcome.refuse("", "vous n’avez pas le droit de modifier cette ligne")
        else:
            outcome.state = UNCHANGED
        if outcome.state in (CREATE, UPDATE):
            self.checks.validate(read, row)

    def _is_shouted(self, read: Read, before: Any, value: Any) -> bool:
        """« CENTRE HOSPITALIER DE GRASSE » teaches nothing to who writes it in small letters."""
        if not before or str(before).isupper() or not str(value).isupper():
            return False
        if fold(before) != fold(value):
            return False
        said = f"le même nom en capitales, laissé comme il est : {before}"
        read.outcome.notes.append((self.target.by_key["name"].title, said))
        return True

    def _wanted_values(self, read: Read, row: Any, *, is_new: bool) -> dict[str, Any]:
        wanted: dict[str, Any] = {}
        for key, spec in self.target.by_key.items():
            if not spec.sets or key not in read.values or (key == "slug" and not is_new):
                continue
            value = read.values[key]
            wanted[spec.sets] = self._emptied(spec.sets) if value is ERASED else value
        for name in ("network", "filiere"):
            if name in read.values:
                wanted[name] = read.values[name]
        if read.establishment is not None:
            wanted["establishment"] = read.establishment
        if self.target.is_structure:
            self._date_the_hours(read, row, wanted)
            self.places.put(read, row, wanted)
        elif read.department:
            wanted["department"] = self.references.departments[read.department]
        if is_new:
            self._say_where_from(wanted)
        return wanted

    def _date_the_hours(self, read: Read, row: Any, wanted: dict[str, Any]) -> None:
        """Hours without a date are those of the day the file was sent: none stand undated."""
        hours = wanted.get("opening_hours")
        if not hours or same(row.opening_hours, hours) or wanted.get("opening_hours_as_of"):
            return
        wanted["opening_hours_as_of"] = self.source.day
        title = self.target.by_key["opening_hours"].title
        read.outcome.notes.append((title, f"datées du jour de l’envoi, {self.source.day:%d/%m/%Y}"))

    def _emptied(self, name: str) -> Any:
        column: Any = self.model._meta.get_field(name)
        return None if column.null else column.get_default() if column.has_default() else ""

    def _say_where_from(self, wanted: dict[str, Any]) -> None:
        evidence = "sourced" if self.source.is_trusted else "to_verify"
        wanted.setdefault("evidence", evidence)
        wanted.setdefault("source", self.source.words)
        wanted.setdefault("retrieved_on", self.source.day)

    def _is_relation(self, name: str) -> bool:
        return bool(self.model._meta.get_field(name).is_relation)

    def _changes(self, name: str, before: Any, after: Any, *, is_new: bool) -> list[Change]:
        title = heading_of(self.target, name)
        old = "" if is_new else self._shown(name, before)
        return [Change(title, old, self._shown(name, after))]

    def _shown(self, name: str, value: Any) -> str:
        column: Any = self.model._meta.get_field(name)
        match value:
            case None | "" | []:
                return EMPTIES
            case bool():
                return "oui" if value else "non"
            case date():
                return value.strftime("%d/%m/%Y")
            case geography.Point():
                return f"longitude {value.x:.5f}, latitude {value.y:.5f}"
            case Decimal():
                return f"{value.normalize():f}".replace(".", ",")
        if column.is_relation:
            return str(value)
        return str(dict(column.flatchoices).get(value, value))

    def _compare_phones(self, read: Read, row: Any, *, is_new: bool) -> None:
        numbers = read.values.get("phones")
        if not numbers:
            return
        known = [] if is_new else [phone.number for phone in row.phones.all()]
        read.outcome.phones = [
            number for number in numbers if not any(same_phone(number, old) for old in known)
        ]
        if not read.outcome.phones:
            return
        title = heading_of(self.target, "phones")
        read.outcome.changes.append(Change(title, "", " ; ".join(read.outcome.phones)))
        if before := " ; ".join(number for number in known if number):
            said = f"ajouté à {before} : supprimez sur la fiche un numéro qui ne sert plus"
            read.outcome.notes.append((title, said))

    # names of new rows

    def _name_new_rows(self, reads: list[Read]) -> None:
        new = [read for read in reads if read.outcome.state == CREATE]
        given = {read.text("slug") for read in new} - {""}
        unnamed = [read for read in new if not read.text("slug")]
        owner = Structure if self.target.is_structure else self.model
        slugs = free_slugs(owner, [self._slug_base(read) for read in unnamed], given)
        for read, slug in zip(unnamed, slugs, strict=True):
            read.outcome.values["slug"] = slug
        stored = stored_slugs(owner, given)
        for read in new:
            if read.text("slug"):
                self._check_given_slug(read, stored)

    def _check_given_slug(self, read: Read, stored: set[str]) -> None:
        title, slug = heading_of(self.target, "slug"), read.text("slug")
        if slug in stored:
            read.outcome.refuse(title, f"« {slug} » est déjà celle d’une ligne d’une autre nature")
        elif slugify(slug) != slug:
            read.outcome.refuse(
                title, "des minuscules, des chiffres et des traits d’union, ou rien"
            )

    def _slug_base(self, read: Read) -> str:
        host = read.establishment
        commune = read.outcome.values.get("commune") or (host.commune if host else None)
        town = commune.full_name if commune is not None else ""
        name = slugify(read.text("name")) or "ligne"
        place = slugify(town)
        base = name if not place or place in name else f"{name}-{place}"
        return base[:110].strip("-")


def _identity(asked: Wanted) -> tuple:
    name = slugify(asked.name)
    return (name, asked.communes, asked.department, asked.narrows)
