"""TOXIBUL in the whole country: a complete list, from which distance may be read as distance."""

from collections.abc import Iterator

from observatory.studies import pictures, sections, words
from observatory.studies.document import Picture, Study, numbered
from observatory.studies.openings import Openings
from routing.coverage.answering import Coverage, answer
from routing.coverage.question import USUAL_MINUTES, CoverageQuestion

QUESTION = CoverageQuestion(
    kind="network", code="toxibul", thresholds=sections.thresholds_around(USUAL_MINUTES)
)


def study() -> Study:
    coverage = answer(QUESTION)
    return Study("toxibul", tuple(_blocks(coverage, Openings(coverage))))


def _blocks(coverage: Coverage, openings: Openings) -> Iterator[str | Picture]:
    minutes = QUESTION.minutes
    title = f"TOXIBUL : habitants à {minutes} min ou moins d’un centre"
    yield "# TOXIBUL : qui vit loin d’un centre ?"
    yield sections.introduction(coverage, f"{coverage.subject.name}, toute la France.")
    yield "## Les cinq résultats"
    yield numbered(_findings(coverage, openings))
    yield pictures.country_map(coverage, title)
    yield "## Habitants par minutes de voiture"
    yield pictures.histogram(coverage)
    yield "## Ce qui dépend du seuil"
    yield f"Le seuil de {minutes} minutes est une convention : aucun seuil légal n’a été trouvé."
    yield sections.thresholds(coverage)
    yield "## Enfants et adultes"
    yield "Un site qui ne dit pas qui il reçoit compte, mais pas dans la borne basse."
    yield sections.audiences(QUESTION)
    yield "## Par région"
    yield sections.zones("Région", coverage.regions, minutes)
    yield "## Les communes les plus éloignées"
    yield sections.worst(coverage)
    yield sections.worst_note()
    yield "## Et si des centres ouvraient ?"
    yield _searched(openings)
    yield openings.compared()
    yield pictures.country_map(
        openings.found[-1].after, f"{title}, avec les sites ouverts en plus", "carte-apres"
    )
    yield "## Ce qu’on peut conclure / ne peut pas conclure"
    yield from sections.concluded(
        coverage,
        can=["Deux régions se comparent : la liste et la méthode y sont les mêmes."],
        cannot=[
            "Un hôpital de la liste des ouvertures n’a pas forcément l’équipe d’un centre.",
            "Les centres des pays voisins ne sont pas comptés : près d’une frontière, la distance "
            "est un maximum.",
        ],
    )
    yield from sections.made(coverage)


def _findings(coverage: Coverage, openings: Openings) -> Iterator[str]:
    whole, minutes = coverage.whole, QUESTION.minutes
    share = words.share_at(whole, minutes)
    yield (
        f"**{words.bounded(share)}** des habitants vivent à {minutes} minutes ou moins d’un centre."
    )
    yield (
        f"La moitié vit à plus de **{words.minutes(whole.median)}**, un habitant sur dix à plus de "
        f"{words.minutes(whole.p90)}. Ceux qu’aucune route ne relie à un centre n’y sont pas."
    )
    yield _of_regions(coverage)
    yield _without_minutes(coverage)
    yield _of_first(openings)


def _of_regions(coverage: Coverage) -> str:
    """Among the regions where minutes exist."""
    shares = [
        (share.central, row.zone.name, words.told(share))
        for row in coverage.regions
        if row.measured and (share := words.share_at(row, QUESTION.minutes)).central is not None
    ]
    (_lowest, last, least), (_highest, first, most) = min(shares), max(shares)
    return f"La part va de **{least}** ({last}) à **{most}** ({first})."


def _without_minutes(coverage: Coverage) -> str:
    """They live in a territory without a centre, or on an island without a bridge."""
    people = coverage.whole.people - coverage.whole.measured
    if not people:
        return "Pour tous les habitants, une route mesurée mène à un centre."
    return f"Pour **{words.people(people)}**, aucune route mesurée ne mène à un centre."


def _of_first(openings: Openings) -> str:
    if not openings.first.sites:
        return "Aucun hôpital de l’annuaire ne ferait gagner d’habitants sous le seuil."
    before, after = (openings.share(one) for one in (openings.before, openings.first.after))
    return (
        f"L’ouverture qui gagne le plus d’habitants : **{openings.first.places}**. "
        f"La part {words.changed(before, after)}."
    )


def _searched(openings: Openings) -> str:
    return (
        f"La recherche compare les {openings.candidates} hôpitaux de l’annuaire sans centre. "
        f"Ce ne sont pas tous ceux de France. {openings.sure()} {openings.steadiness()}"
    )
