"""Where each fact comes from, when it was read, and the one reservation that the page makes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from directory.structure_page.reading import Subject, has_page
from foundations.provenance import Evidence
from routing.ladder.r8_dates import OLD_VINTAGES
from structures.models import Structure

OLD_AFTER = 3
"""Years after which what was read, and never verified since, is said to be old."""

Of = Literal["itself", "host", "network", "phones"]


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is the source's own name, in its language; `of`, what it speaks of."""

    of: Of
    text: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True)
class Reservation:
    """Why the page asks to be checked: the first reason only."""

    code: Literal["to_verify", "old_label", "old"]
    vintage: str = ""
    on: date | None = None


def reservation_of(subject: Subject, today: date) -> Reservation | None:
    structure, centre = subject.structure, subject.centre
    if structure.evidence == Evidence.TO_VERIFY:
        return Reservation("to_verify")
    if structure.verified_on is not None and not _is_old(structure.verified_on, today):
        return None
    if centre is not None and centre.label_vintage in OLD_VINTAGES:
        return Reservation("old_label", vintage=centre.label_vintage)
    last = structure.verified_on or structure.retrieved_on
    return Reservation("old", on=last) if last is not None and _is_old(last, today) else None


def _is_old(day: date, today: date) -> bool:
    return (today - day).days > OLD_AFTER * 365


def sources_of(subject: Subject) -> list[Source]:
    """Each source once, that of the structure first. No query: all is read already."""
    found = [_source("itself", subject.structure)]
    if subject.hosted is not None:
        found += [_bare("itself", text) for text in subject.hosted.sources]
    if subject.host is not None and has_page(subject.host):
        found.append(_source("host", subject.host))
    if subject.centre is not None:
        network = subject.centre.network
        found.append(Source("network", network.source, network.source_url, network.licence))
    found += [_bare("phones", phone.source) for phone in subject.phones]
    once: dict[str, Source] = {}
    for source in found:
        if source.text or source.url:
            once.setdefault(source.text or source.url, source)
    return list(once.values())


def _source(of: Of, row: Structure) -> Source:
    return Source(of, row.source, row.source_url, row.licence)


def _bare(of: Of, text: str) -> Source:
    """Some further sources are an address alone."""
    return Source(of, text, text if text.startswith(("https://", "http://")) else "", "")
