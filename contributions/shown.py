"""What the public pages say of a structure, field by field, each with its source and its date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contributions.models import Suggestion
from structures.models import Centre, Establishment, Hosted, Phone, Service, Structure
from structures.templatetags.structure_words import (
    address_words,
    audience_words,
    label_words,
    phone_display,
    phone_kind,
)

Subject = Suggestion.Subject

TEXTS: dict[str, Promise] = {
    "appointment": _("Prendre rendez-vous"),
    "to_bring": _("Ce qu’il faut apporter"),
    "opening_hours": _("Horaires"),
    "transport": _("Venir"),
    "accessibility_note": _("Accessibilité"),
    "note": _("Remarque"),
}
"""Plain texts of a structure, shown when there is something to read."""

SUBJECTS_OF_TEXTS = {
    "appointment": Subject.ACCESS,
    "opening_hours": Subject.HOURS,
    "transport": Subject.ACCESS,
    "accessibility_note": Subject.ACCESS,
}


KINDS: tuple[type[Structure], ...] = (Centre, Service, Establishment)


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a page. `code` names it in forms; an empty `value` is told as unknown."""

    code: str
    subject: str
    label: str
    value: str
    source: str
    as_of: date | None


def concrete(structure: Structure) -> Structure:
    """The row with all that its kind says: a Centre, a Service, an Establishment."""
    for model in KINDS:
        if isinstance(structure, model):
            return structure
        found = model._default_manager.filter(pk=structure.pk).first()
        if found is not None:
            return found
    return structure


def shown_fields(row: Structure) -> list[Shown]:
    """Every line, in the order of the page. `row` is concrete."""
    host = row.establishment if isinstance(row, Hosted) else None
    standing = row if host is None or getattr(row, "stands_apart", False) else host

    def line(code: str, subject: str, label: Any, value: Any, of: Structure = row) -> Shown:
        said = of.source or of.source_url
        as_of = of.verified_on or of.retrieved_on
        return Shown(code, subject, str(label), str(value or ""), said, as_of)

    lines = [line("name", Subject.GONE, _("Nom"), row.name)]
    if isinstance(row, Centre):
        lines += [
            line("label", Subject.OTHER, _("Label"), label_words(row.label).name),
            line("network", Subject.OTHER, _("Réseau"), row.network),
        ]
    if host is not None:
        lines.append(line("establishment", Subject.ADDRESS, _("Établissement"), host.name))
    lines.append(line("address", Subject.ADDRESS, _("Adresse"), _address(row), standing))
    lines += _phones(row, host)
    lines.append(line("page", Subject.PAGE, _("Page officielle"), row.official_url))
    if isinstance(row, Hosted):
        received: Any = row
        lines.append(line("audience", Subject.AUDIENCE, _("Âges reçus"), audience_words(received)))
    if isinstance(row, Service):
        lines.append(line("access", Subject.ACCESS, _("Qui peut demander, et comment"), row.access))
    lines += [
        line(name, SUBJECTS_OF_TEXTS.get(name, Subject.OTHER), label, getattr(row, name))
        for name, label in TEXTS.items()
        if getattr(row, name, "")
    ]
    return lines


def about(row: Structure, subject: str) -> list[Shown]:
    """The lines that a message on this subject speaks of; the name when there is none."""
    lines = shown_fields(row)
    wanted = {subject, Subject.PHONE} if subject == Subject.HOURS else {subject}
    return [line for line in lines if line.subject in wanted] or lines[:1]


def _address(row: Structure) -> str:
    town = row.postal_line or (row.commune.name if row.commune else "")
    return ", ".join(part for part in (address_words(row.address), town) if part)


def _phones(row: Structure, host: Structure | None) -> Iterator[Shown]:
    own = list(row.phones.all())
    phones = own or (list(host.phones.all()) if host is not None else [])
    for phone in phones:
        yield _phone(phone)
    if not phones:
        yield Shown("phone", Subject.PHONE, gettext("Téléphone"), "", "", None)


def _phone(phone: Phone) -> Shown:
    label = gettext("Téléphone (%(kind)s)") % {"kind": phone_kind(phone.kind)}
    value = phone_display(phone.number) if phone.number else gettext("sur la page officielle")
    if phone.hours:
        value = f"{value} ({phone.hours})"
    return Shown(f"phone:{phone.pk}", Subject.PHONE, label, value, phone.source, phone.as_of)
