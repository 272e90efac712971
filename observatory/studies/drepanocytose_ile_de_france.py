"""Sickle cell disease in Île-de-France: a partial list, which allows only lower bounds."""

from collections.abc import Iterator
from dataclasses import replace

from observatory.expected import expected_patients
from observatory.studies import pictures, sections, words
from observatory.studies.document import Picture, Study, numbered, table
from routing.coverage.answering import Coverage, answer
from routing.coverage.figures import Figures
from routing.coverage.method import AUDIENCES
from routing.coverage.question import USUAL_MINUTES, CoverageQuestion
from routing.coverage.scenario import Scenario, suppose
from routing.coverage.sites import Audience
from territories.models import Department

ORPHA = "232"
REGION = "11"
NAME = "Île-de-France"


def study() -> Study:
    departments = Department.objects.filter(region=REGION).order_by("pk")
    question = CoverageQuestion(
        kind="disease",
        code=ORPHA,
        thresholds=sections.thresholds_around(USUAL_MINUTES),
        departments=tuple(departments.values_list("pk", flat=True)),
    )
    coverage = answer(question)
    return Study("drepanocytose-ile-de-france", tuple(_blocks(coverage, inside_only(coverage))))


def inside_only(coverage: Coverage) -> Coverage:
    """As if care stopped at the border: without the sites outside the departments asked."""
    outside = (
        site.key
        for site in coverage.supply.sites
        if site.department not in coverage.question.departments
    )
    return suppose(coverage, Scenario(closed=frozenset(outside)))


def _blocks(coverage: Coverage, inside: Coverage) -> Iterator[str | Picture]:
    question, minutes = coverage.question, coverage.question.minutes
    yield f"# Drépanocytose en {NAME} : ce qu’une liste partielle permet de dire"
    yield sections.introduction(coverage, f"{coverage.subject.name} (ORPHA {ORPHA}), {NAME}.")
    yield "## Les cinq résultats"
    yield numbered(_findings(coverage, inside))
    yield pictures.communes_map(
        coverage, f"Drépanocytose, {NAME} : minutes jusqu’au site connu le plus proche"
    )
    yield "## Les sites connus de la région"
    yield _sites(coverage)
    yield "## Enfants et adultes"
    yield ("Un site qui ne dit pas qui il reçoit compte, mais pas dans la borne basse.")
    yield sections.audiences(question, question.departments)
    yield "## Par département"
    yield sections.zones("Département", coverage.departments, minutes)
    yield "## Habitants par minutes de voiture"
    yield pictures.histogram(coverage)
    yield "## Ce qui dépend du seuil"
    yield f"Le seuil de {minutes} minutes est une convention : aucun seuil légal n’a été trouvé."
    yield sections.thresholds(coverage)
    yield "## Effet de bord"
    yield (
        "Un habitant va au plus proche, même hors de sa région. Le tableau ôte les sites du "
        "dehors. Un département où rien ne change n’y est pas."
    )
    yield _edge(coverage, inside)
    yield "## Les communes les plus éloignées d’un site connu"
    yield sections.worst(coverage)
    yield sections.worst_note()
    yield "## Ce qu’on peut conclure / ne peut pas conclure"
    yield from sections.concluded(coverage, can=_can(inside), cannot=_cannot(coverage))
    yield from sections.made(coverage)


def _findings(coverage: Coverage, inside: Coverage) -> Iterator[str]:
    subject, minutes = coverage.subject, coverage.question.minutes
    known = f"**{subject.known} centres connus**"
    if subject.announced is not None:
        known += f" sur {subject.announced} annoncés"
    yield f"La liste est partielle : {known} en France ; {_here(coverage)} dans la région."
    share = words.bounded(words.share_at(coverage.whole, minutes))
    yield f"Au moins **{share}** des habitants sont à {minutes} minutes ou moins d’un site connu."
    yield _of_departments(coverage)
    yield _of_audiences(coverage)
    before, after = (words.told(words.share_at(one.whole, minutes)) for one in (coverage, inside))
    yield f"Sans les sites des autres régions, la part régionale {words.changed(before, after)}."


def _here(coverage: Coverage) -> str:
    here = [
        site for site in coverage.supply.sites if site.department in coverage.question.departments
    ]
    return words.number_of(len(here), "site", "sites")


def _of_departments(coverage: Coverage) -> str:
    minutes = coverage.question.minutes
    shares = [
        (share.central, row.zone.name, words.told(share))
        for row in coverage.departments
        if (share := words.share_at(row, minutes)).central is not None
    ]
    (_lowest, last, least), (_highest, _first, most) = min(shares), max(shares)
    if least == most:
        return f"La part connue est la même dans tous les départements : **{least}**."
    return f"La part connue va de **{least}** ({last}) à **{most}**, selon le département."


def _of_audiences(coverage: Coverage) -> str:
    """How many sites of the region do not say whom they take."""
    told = []
    for audience in sections.BOTH:
        sites = answer(replace(coverage.question, audience=audience)).supply.sites
        here = [site for site in sites if site.department in coverage.question.departments]
        unsaid = words.number_of(sum(not site.confirmed for site in here), "site", "sites")
        told.append(f"**{unsaid} sur {len(here)}** pour les {AUDIENCES[audience]}")
    return f"Public non précisé dans la région : {words.names(told)}."


def _sites(coverage: Coverage) -> str:
    taken = {
        audience: {
            site.key: site.confirmed
            for site in answer(replace(coverage.question, audience=audience)).supply.sites
        }
        for audience in sections.BOTH
    }

    def takes(key: str, audience: Audience) -> str:
        if key not in taken[audience]:
            return "non"
        return "oui" if taken[audience][key] else "non précisé"

    rows = (
        (
            f"{site.name}, {site.commune} ({site.department})",
            takes(site.key, "child"),
            takes(site.key, "adult"),
        )
        for site in coverage.supply.sites
        if site.department in coverage.question.departments
    )
    return table(["Site connu", "Enfants", "Adultes"], rows, words=(1, 2))


def _edge(coverage: Coverage, inside: Coverage) -> str:
    """The region, and the departments of which something that is told changes."""
    minutes = coverage.question.minutes
    region = _with_and_without(NAME, coverage.whole, inside.whole, minutes)
    pairs = zip(coverage.departments, inside.departments, strict=True)
    rows = [_with_and_without(one.zone.name, one, other, minutes) for one, other in pairs]
    headings = [
        "Zone",
        f"Part à {minutes} min, tous les sites",
        "sans ceux du dehors",
        "9e décile, tous les sites",
        "sans ceux du dehors",
    ]
    return table(headings, [region, *(row for row in rows if (row[1], row[3]) != (row[2], row[4]))])


def _with_and_without(
    name: str, every: Figures, inside: Figures, minutes: int
) -> tuple[str, str, str, str, str]:
    return (
        name,
        words.told(words.share_at(every, minutes)),
        words.told(words.share_at(inside, minutes)),
        words.minutes(every.p90),
        words.minutes(inside.p90),
    )


def _can(inside: Coverage) -> Iterator[str]:
    share = words.told(words.share_at(inside.whole, inside.question.minutes))
    yield f"Avec les seuls sites connus de la région, la part est déjà de {share}."


def _cannot(coverage: Coverage) -> Iterator[str]:
    yield ("Où ouvrir un centre : le calcul le mettrait là où il en existe peut-être un.")
    expected = expected_patients(coverage)
    if expected is None:
        yield (
            f"Le nombre de patients attendus est non estimable : Orphanet ne donne aucune "
            f"prévalence pour l’{NAME}."
        )
