"""From a mapped table to a plan: cells cleaned, rows matched, values compared, in few queries.

Their number does not depend on the number of rows, but for the communes that do not match exactly
(see `communes_named`).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from foundations import geography
from foundations.text import fold
from importers.spreadsheets import references
from importers.spreadsheets.cleaners import Refused, same_phone, tidy
from importers.spreadsheets.communes_named import CommunesNamed, Said
from importers.spreadsheets.fields import EMPTIES
from importers.spreadsheets.guessing import Mapping
from importers.spreadsheets.matching import Directory, Match, Wanted
from importers.spreadsheets.plan import (
    CREATE,
    REFUSED,
    UNCHANGED,
    UNDECIDED,
    UPDATE,
    Change,
    Outcome,
    Plan,
    Rights,
)
from importers.spreadsheets.sameness import same
from importers.spreadsheets.sheets import shown
from importers.spreadsheets.short_addresses import free_slugs, stored_slugs
from importers.spreadsheets.stored_rows import rows_of
from importers.spreadsheets.table import Row, Table
from importers.spreadsheets.targets import Target, heading_of
from structures.models import Category, Hosted, Structure

POSTAL_LINE = re.compile(r"(?P<postcode>\d{4,5})[\s,–-]+(?P<town>\D.*)")
NEW = "new"
"""The decision that a row like others is another one."""
ERASED = object()


@dataclass
class _Read:
    """A row of the file on its way: its clean values by key of field, what they refer to."""

    row: Row
    outcome: Outcome
    values: dict[str, Any] = field(default_factory=dict)
    communes: tuple[str, ...] = ()
    said: Said = field(default_factory=Said)
    is_by_postal_line: bool = False
    department: str = ""
    establishment: Any = None
    match: Match = field(default_factory=Match)

    @property
    def is_refused(self) -> bool:
        return self.outcome.state == REFUSED

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return "" if value is ERASED else str(value)


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

    def plan(self) -> Plan:
        reads = [self._clean(row) for row in self.table.rows]
        self._find_references(reads)
        self._find_rows(reads)
        self._compare(reads)
        self._name_new_rows(reads)
        return Plan([read.outcome for read in reads])

    # cells

    def _clean(self, row: Row) -> _Read:
        cells = [row.cells.get(column.index, "") for column in self.table.columns]
        outcome = Outcome(row.line, cells=[_kept(cell) for cell in cells])
        read = _Read(row, outcome)
        fields = self.target.by_key
        for index, key in self.mapping.items():
            if index not in row.cells:
                continue
            cell, spec = row.cells[index], fields[key]
            if tidy(shown(cell)).lower() == EMPTIES:
                self._erase(read, key, spec.title)
                continue
            try:
                read.values[key] = spec.clean(
                    cell,
                    lambda text, title=spec.title: outcome.notes.append((title, text)),  # type: ignore[misc]
                )
            except Refused as error:
                outcome.refuse(spec.title, str(error))
        outcome.label = read.text("name")
        return read

    def _erase(self, read: _Read, key: str, title: str) -> None:
        sets = self.target.by_key[key].sets
        column = self.model._meta.get_field(sets) if sets else None
        if column is None or not getattr(column, "blank", False) or key == "slug":
            read.outcome.refuse(title, "cette colonne ne se vide pas par un tableau")
        else:
            read.values[key] = ERASED

    # references

    def _find_references(self, reads: list[_Read]) -> None:
        departments = references.departments() if self.target.has("department_code") else {}
        self._departments = departments
        self._department_names = references.departments_named(departments)
        for read in reads:
            self._find_department(read)
            if self.target.has("commune_code"):
                read.said = self._said_of_commune(read)
        if self.target.has("commune_code"):
            named = CommunesNamed(read.said for read in reads if not read.said.is_empty)
            for read in reads:
                self._find_commune(read, named)
        if self.target.has("establishment_code"):
            self._find_establishments(reads)
        if self.target.has("network_code"):
            self._find_named(reads, "network", references.networks_named())
        if self.target.has("filiere_code"):
            self._find_named(reads, "filiere", references.filieres_named())
        if self.target.has("longitude"):
            for read in reads:
                self._find_point(read)

    def _find_department(self, read: _Read) -> None:
        code, name = read.text("department_code"), read.text("department_name")
        said = code or name
        if not said:
            return
        title = self.target.by_key["department_code" if code else "department_name"].title
        try:
            read.department = self._department_names.of(said).pk
        except Refused as error:
            read.outcome.refuse(title, str(error))

    def _said_of_commune(self, read: _Read) -> Said:
        code, name = read.text("commune_code"), read.text("commune_name")
        postcode = read.text("postcode")
        if code and not _is_insee(code):
            code, name = "", name or code
        if not (code or name or postcode):
            return self._said_of_postal_line(read)
        return Said(code, name, postcode, read.department)

    def _said_of_postal_line(self, read: _Read) -> Said:
        """« 77300 FONTAINEBLEAU » in one cell names the commune, when no other cell does."""
        line = POSTAL_LINE.fullmatch(read.text("postal_line"))
        if line is None:
            return Said()
        read.is_by_postal_line = True
        return Said("", line["town"], line["postcode"].zfill(5), read.department)

    def _find_commune(self, read: _Read, named: CommunesNamed) -> None:
        if read.said.is_empty:
            return
        try:
            read.communes = named.of(read.said)
        except Refused as error:
            if read.is_by_postal_line:
                title = self.target.by_key["postal_line"].title
                read.outcome.notes.append((title, f"{error}. La ligne sera sans commune"))
                return
            key = "commune_code" if read.said.insee else "commune_name"
            key = key if read.said.insee or read.said.name else "postcode"
            read.outcome.refuse(self.target.by_key[key].title, str(error))

    def _find_establishments(self, reads: list[_Read]) -> None:
        named = references.EstablishmentsNamed(
            {read.text("establishment_code") for read in reads} - {""},
            {
                read.text("establishment_name")
                for read in reads
                if not read.text("establishment_code")
            }
            - {""},
        )
        for read in reads:
            code, name = read.text("establishment_code"), read.text("establishment_name")
            if not (code or name):
                continue
            try:
                read.establishment = named.of(code, name, read.communes)
            except Refused as error:
                key = "establishment_code" if code else "establishment_name"
                read.outcome.refuse(self.target.by_key[key].title, str(error))

    def _find_named(self, reads: list[_Read], key: str, named: references.Named) -> None:
        for read in reads:
            code, name = read.text(f"{key}_code"), read.text(f"{key}_name")
            if not (code or name):
                continue
            try:
                read.values[key] = named.of(code or name)
            except Refused as error:
                title = self.target.by_key[f"{key}_code" if code else f"{key}_name"].title
                read.outcome.refuse(title, str(error))

    def _find_point(self, read: _Read) -> None:
        lon, lat = read.values.get("longitude"), read.values.get("latitude")
        if lon is None and lat is None:
            return
        try:
            if lon is None or lat is None:
                raise Refused("une longitude et une latitude vont ensemble")
            read.values["point"] = geography.point(lon=lon, lat=lat)
        except Refused as error:
            read.outcome.refuse("Longitude", str(error))
        except geography.OutsideFrance:
            read.outcome.refuse(
                "Longitude",
                "cette position n’est pas en France : longitude et latitude inversées ?",
            )
        except ValueError:
            read.outcome.refuse("Longitude", "cette position n’est pas sur Terre")

    # rows

    def _find_rows(self, reads: list[_Read]) -> None:
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

    def _wanted(self, read: _Read) -> Wanted:
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

    def _decide(self, read: _Read) -> None:
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

    def _compare(self, reads: list[_Read]) -> None:
        known = [read for read in reads if read.outcome.pk is not None and not read.is_refused]
        keys = [read.outcome.pk for read in known]
        rows = {row.pk: row for row in rows_of(self.model, keys)}
        visible = self.rights.visible(keys)
        codes = {read.communes[0] for read in reads if len(read.communes) == 1}
        self._communes = references.communes(codes)
        for read in reads:
            if read.outcome.state in (REFUSED, UNDECIDED):
                continue
            if read.outcome.pk is None:
                self._compare_with(read, self._blank(), is_new=True)
            elif read.outcome.pk not in visible:
                read.outcome.refuse("", "cette ligne du répertoire est hors de vos droits")
            else:
                self._compare_with(read, rows[read.outcome.pk], is_new=False)

    def _blank(self) -> models.Model:
        return self.model()

    def _compare_with(self, read: _Read, row: Any, *, is_new: bool) -> None:
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
            self._check_new(read)
        elif outcome.values or outcome.phones:
            outcome.state = UPDATE
            if not self.rights.may_change(row):
                outcome.refuse("", "vous n’avez pas le droit de modifier cette ligne")
        else:
            outcome.state = UNCHANGED
        if outcome.state in (CREATE, UPDATE):
            self._validate(read, row)

    def _is_shouted(self, read: _Read, before: Any, value: Any) -> bool:
        """« CENTRE HOSPITALIER DE GRASSE » teaches nothing to who writes it in small letters."""
        if not before or str(before).isupper() or not str(value).isupper():
            return False
        if fold(before) != fold(value):
            return False
        said = f"le même nom en capitales, laissé comme il est : {before}"
        read.outcome.notes.append((self.target.by_key["name"].title, said))
        return True

    def _wanted_values(self, read: _Read, row: Any, *, is_new: bool) -> dict[str, Any]:
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
            self._place(read, row, wanted)
        elif read.department:
            wanted["department"] = self._departments[read.department]
        if is_new:
            self._say_where_from(wanted)
        return wanted

    def _date_the_hours(self, read: _Read, row: Any, wanted: dict[str, Any]) -> None:
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

    def _place(self, read: _Read, row: Any, wanted: dict[str, Any]) -> None:
        commune = self._commune_for(read, row)
        if commune is not None:
            if read.department and commune.department_id != read.department:
                read.outcome.refuse(
                    self.target.by_key["department_code"].title,
                    f"{commune.full_name} est dans le département {commune.department_id}",
                )
            wanted["commune"] = commune
            wanted["department"] = commune.department
        elif read.department:
            self._department_alone(read, row, wanted)
        if "point" in read.values:
            wanted["point"] = read.values["point"]
            self._precision(read, row, wanted)
        if issubclass(self.model, Hosted):
            self._place_of_the_host(read, row, wanted)

    def _commune_for(self, read: _Read, row: Any) -> Any:
        """The commune that the row names; none when the directory's own already answers."""
        if not read.communes:
            return None
        if row.commune_id in read.communes or (row.commune_id and read.is_by_postal_line):
            return None
        if len(read.communes) > 1:
            read.outcome.refuse(
                self.target.by_key["postcode"].title,
                f"{read.said.postcode} est le code postal de plusieurs communes : dites laquelle",
            )
            return None
        if row.commune is not None and row.commune.parent_id == read.communes[0]:
            return None  # the directory knows the arrondissement, the file only the city
        return self._communes[read.communes[0]]

    def _department_alone(self, read: _Read, row: Any, wanted: dict[str, Any]) -> None:
        if row.commune is not None:
            if row.commune.department_id != read.department:
                read.outcome.refuse(
                    self.target.by_key["department_code"].title,
                    f"la commune de cette ligne, {row.commune.full_name}, est dans le département "
                    f"{row.commune.department_id} : donnez aussi la commune",
                )
            return
        if read.communes:
            return
        wanted["department"] = self._departments[read.department]
        if row.point is None and row.point_precision == Structure.Precision.NONE:
            wanted.setdefault("point_precision", Structure.Precision.DEPARTMENT)

    def _precision(self, read: _Read, row: Any, wanted: dict[str, Any]) -> None:
        if same(row.point, wanted["point"]):
            return
        vague = (Structure.Precision.NONE, Structure.Precision.DEPARTMENT)
        if wanted.get("point_precision", row.point_precision) in vague:
            wanted["point_precision"] = Structure.Precision.PROBABLE
            read.outcome.notes.append(
                ("Longitude", "position dite probable : le tableur ne dit pas sa précision")
            )

    def _place_of_the_host(self, read: _Read, row: Hosted, wanted: dict[str, Any]) -> None:
        """One stands where one's establishment stands: another place in the file is not taken."""
        host = wanted.get("establishment", row.establishment)
        if host is None or wanted.get("stands_apart", row.stands_apart):
            return
        commune = wanted.get("commune")
        city = host.commune.parent_id if host.commune is not None else None
        if commune is not None and commune.pk not in (host.commune_id, city):
            read.outcome.refuse(
                self.target.by_key["commune_name"].title,
                f"{host} n’est pas à {commune.full_name}. Écrivez « oui » dans « Adresse propre » "
                "si le lieu est le sien",
            )
        for name in Hosted.INHERITED:
            if name not in wanted:
                continue
            if not same(getattr(host, name), wanted[name]) and name not in (
                "commune",
                "department",
            ):
                title = heading_of(self.target, name)
                if not same(getattr(row, name), wanted[name]):
                    read.outcome.notes.append(
                        (title, f"laissé de côté : le lieu est celui de l’établissement, {host}")
                    )
            del wanted[name]

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

    def _compare_phones(self, read: _Read, row: Any, *, is_new: bool) -> None:
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

    def _check_new(self, read: _Read) -> None:
        if not self.rights.may_add:
            read.outcome.refuse("", "vous n’avez pas le droit d’ajouter une ligne")
        for key in self.target.needed:
            given = key in read.outcome.values or key in read.values
            if not given:
                title = heading_of(self.target, key)
                read.outcome.refuse(title, "obligatoire pour une nouvelle ligne")

    def _validate(self, read: _Read, row: Any) -> None:
        """What the form of the back office would refuse, without asking the database."""
        for name, value in read.outcome.values.items():
            column: Any = self.model._meta.get_field(name)
            if column.is_relation or value in (None, "") or name == "point":
                continue
            try:
                column.run_validators(value)
            except ValidationError as error:
                title = heading_of(self.target, name)
                read.outcome.refuse(title, " ".join(error.messages).rstrip("."))
        self._validate_together(read, row)

    def _validate_together(self, read: _Read, row: Any) -> None:
        values = read.outcome.values

        def after(name: str) -> Any:
            return values.get(name, getattr(row, name, None))

        youngest, oldest = after("age_min"), after("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            read.outcome.refuse(
                heading_of(self.target, "age_max"), "l’âge maximal est plus petit que l’âge minimal"
            )
        paediatric = after("paediatric_emergency")
        if paediatric is not None and after("category") != Category.EMERGENCY:
            read.outcome.refuse(
                heading_of(self.target, "paediatric_emergency"),
                "seulement pour un service d’urgence",
            )
        if after("opening_hours") and not after("opening_hours_as_of"):
            read.outcome.refuse(
                heading_of(self.target, "opening_hours_as_of"),
                "dites de quel jour datent les heures",
            )
        precision = after("point_precision")
        if precision in (Structure.Precision.EXACT, Structure.Precision.PROBABLE):
            apart = (
                not isinstance(row, Hosted) or after("stands_apart") or not after("establishment")
            )
            if apart and after("point") is None and "point_precision" in values:
                read.outcome.refuse(
                    heading_of(self.target, "point_precision"), "une précision sans position"
                )

    # names of new rows

    def _name_new_rows(self, reads: list[_Read]) -> None:
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

    def _check_given_slug(self, read: _Read, stored: set[str]) -> None:
        title, slug = heading_of(self.target, "slug"), read.text("slug")
        if slug in stored:
            read.outcome.refuse(title, f"« {slug} » est déjà celle d’une ligne d’une autre nature")
        elif slugify(slug) != slug:
            read.outcome.refuse(
                title, "des minuscules, des chiffres et des traits d’union, ou rien"
            )

    def _slug_base(self, read: _Read) -> str:
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


def _is_insee(code: str) -> bool:
    return (
        len(code) == 5 and code[2:].isdigit() and (code[:2].isdigit() or code[:2] in ("2A", "2B"))
    )


def _kept(cell: Any) -> Any:
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell
