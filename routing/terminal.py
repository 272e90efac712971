"""The Orientation printed in a terminal, line by line, readable without colours."""

from typing import Any

from rich.console import Console

from foundations.spoken import said
from resources.care_pathway import Template
from resources.models import PathwayStep
from routing.answer import Documents, Lateral, Link, Orientation, Step
from routing.around.reading import Around, as_read
from routing.around.wording import NOT_COVERED
from routing.ladder.labels import LABELS
from routing.templatetags.orientation_words import km_words, minutes_words
from structures.templatetags.structure_words import age_words


def print_orientation(orientation: Orientation, console: Console) -> None:
    _title(orientation, console)
    for place in orientation.places:
        people = f", {place.population} habitants" if place.population else ""
        console.print(f"  --place {place.insee}   {place.name} ({place.department_name}{people})")
    for disease in orientation.diseases:
        matched = f"  ({disease.matched})" if disease.matched else ""
        console.print(f"  --disease ORPHA:{disease.orpha}   {disease.name}{matched}")
    for number, step in enumerate(orientation.ladder, start=1):
        _step(step, f"{number}.", console)
    for audience, steps in orientation.ladders.items():
        console.print(f"\n[bold]{'Enfant' if audience == 'child' else 'Adulte'}[/bold]")
        for number, step in enumerate(steps, start=1):
            _step(step, f"{number}.", console)
    for notice in orientation.notices:
        console.print(f"\n[bold]![/bold] {said(notice.text)}", soft_wrap=True)
        _links(notice.links, console)
    if orientation.alternatives:
        _alternatives(orientation.alternatives, console)
    if orientation.pathway:
        _pathway(orientation.pathway, console)
    _documents(orientation.documents, console)
    if orientation.lateral:
        _around(as_read(orientation.lateral), console)


ALTERNATIVES = 5
"""How many of the other centres are told in full."""


def _alternatives(steps: tuple[Step, ...], console: Console) -> None:
    match = steps[0].match
    for_other_diseases = match is not None and match.level == "filiere"
    order = "de la filière, pour d’autres maladies" if for_other_diseases else "possibles"
    console.print(f"\n[bold]Autres centres {order}, du plus proche au plus lointain[/bold]")
    for step in steps[:ALTERNATIVES]:
        _step(step, "-", console)
    if len(steps) > ALTERNATIVES:
        console.print(f"\n- et {len(steps) - ALTERNATIVES} autres, plus loin ou sans distance")


PHONES = {
    "centre": "centre",
    "service": "service",
    "switchboard": "standard de l’hôpital",
    "expert_line": "avis urgent, pour les professionnels",
}

TITLES = {
    "choose_place": "Plusieurs communes : précisez",
    "choose_disease": "Plusieurs maladies : précisez",
    "choose_age": "L’âge change la réponse : voici les deux",
}


def _title(orientation: Orientation, console: Console) -> None:
    parts = []
    if orientation.disease:
        parts.append(orientation.disease.name)
    if orientation.age is not None:
        parts.append(age_words(orientation.age))
    if orientation.place:
        parts.append(f"depuis {orientation.place.name} ({orientation.place.department})")
    console.print(f"[bold]{', '.join(parts)}[/bold]")
    if asked := TITLES.get(orientation.status):
        console.print(asked)


def _step(step: Step, mark: str, console: Console) -> None:
    console.print()
    if step.instruction:
        console.print(f"{mark} [bold]{said(step.instruction.title)}[/bold]", soft_wrap=True)
        console.print(f"   {said(step.instruction.text)}", soft_wrap=True)
        _links(step.instruction.links, console)
    if step.centre and step.site:
        name = step.centre.name
        console.print(
            f"{mark} [bold]{name}[/bold]: {said(LABELS[step.centre.label])}", soft_wrap=True
        )
        console.print(f"   {_where(step)}", soft_wrap=True)
        for phone in step.centre.phones:
            console.print(
                f"   {phone.number or 'numéro sur la page officielle'} ({PHONES[phone.kind]})"
            )
    for reason in step.reasons:
        console.print(f"   [{reason.code}] {said(reason.text)}", soft_wrap=True, markup=False)


def _pathway(pathway: Template, console: Console) -> None:
    console.print(f"\n[bold]Parcours : {said(pathway.title)}[/bold]")
    for part in PathwayStep.Part:
        steps = pathway.part(part)
        if steps:
            console.print(f"\n{part.label}")
        for step in steps:
            doubt = " (à vérifier)" if step.to_verify else ""
            console.print(f" - {said(step.title)} : {said(step.text)}{doubt}", soft_wrap=True)


def _documents(documents: Documents, console: Console) -> None:
    protocols = [(one.title, one.url) for one in documents.protocols]
    meetings = [(one.title, one.url) for one in documents.meetings]
    for title, rows in (("Protocoles (PNDS)", protocols), ("RCP", meetings)):
        if rows:
            console.print(f"\n[bold]{title}[/bold]")
        for name, url in rows:
            console.print(f" - {name}  {url}", soft_wrap=True, markup=False)


def _around(around: Around, console: Console) -> None:
    console.print("\n[bold]Autour de vous[/bold]")
    for group in around.groups:
        console.print(f"\n[bold]{group.title.fr}[/bold]")
        if group.notice:
            console.print(f"   ! {group.notice.fr}", soft_wrap=True)
        _links(group.links, console)
        for line in (*group.first, *group.folded):
            _line(line, console)
    if around.missing:
        titles = ", ".join(title.fr for title in around.missing)
        console.print(f"\n{NOT_COVERED.fr} ({titles})", soft_wrap=True)
        _links(around.links, console)


def _line(line: Lateral, console: Console) -> None:
    one: Any = line.structure
    where = [one.get("postal_line"), km_words(line.distance_km)]
    said = ", ".join([one["name"], *filter(None, where)])
    console.print(f" - {said}", soft_wrap=True, markup=False, highlight=False)
    for phone in one["phones"]:
        if phone.number:
            of_year = f" (numéro de {phone.as_of.year})" if phone.as_of else ""
            console.print(f"   {phone.number}{of_year}")
    console.print(f"   {line.reason.fr}", soft_wrap=True, markup=False)


def _links(links: tuple[Link, ...], console: Console) -> None:
    for link in links:
        console.print(f"   {said(link.text)} : {link.url}", soft_wrap=True, markup=False)


def _where(step: Step) -> str:
    assert step.site is not None
    parts = [step.site.name]
    if step.site.postal_line:
        parts.append(step.site.postal_line)
    if step.distance_km is not None:
        parts.append(km_words(step.distance_km, step.site))
    if step.travel:
        parts.append(f"{minutes_words(step.travel)} en voiture (estimation)")
    return ", ".join(parts)
