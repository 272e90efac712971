"""Everything that the ladder says, in both languages, as a text that people can read over.

`wording.txt` holds it. After a change of words, `python -m tests.routing.ladder.wording` writes it
anew, and the difference shows what was changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from foundations.words import Words
from routing.answer import CardLink, Link, NetworkCard, Notice, PhoneLine, Reason, Step
from routing.ladder import (
    build,
    by_distance,
    r0_emergency,
    r1_match,
    r3_territory,
    r10_scope,
    r11_no_diagnosis,
)
from routing.ladder.r5_affiliation import Affiliate
from routing.ladder.reservations import Asker, reservations
from tests.routing.builders import HUNTINGTON, candidate

FILE = Path(__file__).with_name("wording.txt")
TODAY = date(2026, 11, 21)
PARTIAL = {"coverage": "partial", "known": 1, "announced": 19}
UNNUMBERED = replace(HUNTINGTON, filiere="", filiere_short="", filiere_url="")

Thing = Step | Notice | Reason | Link | None


def line(number: str = "", url: str = "") -> tuple[PhoneLine, ...]:
    return (PhoneLine(number, "expert_line", url=url),)


def everything() -> Iterator[str]:
    """One paragraph a situation; an instruction said before is only named."""
    before: set[Thing] = set()
    for title, things in situations():
        yield f"# {title}"
        for thing in things:
            yield from (again(thing) if thing in before else told(thing))
            if isinstance(thing, Step) and thing.instruction:
                before.add(thing)
        yield ""


def again(step: Step) -> Iterator[str]:
    yield f"{step.grade} {step.rung}, as above: {step.instruction.title.fr}"


def told(thing: Thing) -> Iterator[str]:
    """What a person reads of it, and what machines do."""
    if isinstance(thing, Step):
        yield f"{thing.grade} {thing.rung} [{', '.join(thing.roles)}] {thing.access}"
        if thing.centre:
            yield f"  {thing.centre.slug}, {thing.distance_km} km, {thing.travel}"
        if thing.instruction:
            yield from both("  title", thing.instruction.title)
            yield from both("  text", thing.instruction.text)
            for link in thing.instruction.links:
                yield from told(link)
        for reason in thing.reasons:
            yield from told(reason)
    elif isinstance(thing, Notice):
        yield from both(thing.code, thing.text)
        for link in thing.links:
            yield from told(link)
    elif isinstance(thing, Reason):
        yield from both(f"  {thing.code}", thing.text)
    elif isinstance(thing, Link):
        yield from both(f"  {thing.url}", thing.text)
    else:
        yield "nothing"


def both(name: str, words: Words) -> Iterator[str]:
    yield f"{name} | {words.fr}"
    if words.en != words.fr:
        yield f"{' ' * len(name)} | {words.en}"


def ladder(
    *candidates,
    disease=HUNTINGTON,
    age: float | None = 40.0,
    territory: str = "metropole",
    cards=(),
) -> Iterable[Step]:
    made = build(
        sorted(candidates, key=by_distance),
        disease=disease,
        age=age,
        territory=territory,
        today=TODAY,
        emergency_cards=cards,
    )
    return (*made.steps, *made.alternatives)


def reserved(
    *candidates,
    disease=HUNTINGTON,
    age: float | None = 40.0,
    situation: str = "confirmed",
    territory: str = "metropole",
    crossing: str = "",
    numbered: Iterable[str] = (),
    affiliates=(),
) -> Iterable[Notice]:
    asker = Asker(age, situation, "Groix", territory, crossing)
    return reservations(asker, disease, candidates, frozenset(numbered), affiliates, today=TODAY)


def in_network(one, slug: str, name: str, **counts):
    network = NetworkCard(slug, name, counts.pop("coverage", "partial"), **counts)
    return replace(one, centre=replace(one.centre, network=network))


def situations() -> Iterator[tuple[str, Iterable[Thing]]]:
    card = CardLink("Fiche Orphanet Urgences", "https://www.orpha.net/urgences", "emergency", False)
    paper = replace(card, title="Carte de la filière", url="")
    expert = candidate("expert", phones=line("01 49 81 25 36"), site_name="Henri-Mondor")
    abroad = candidate("abroad", phones=line("+33 1 49 81 25 36"), site_name="Necker")
    on_page = candidate("on-page", phones=line(url="https://example.org"), site_name="Bicêtre")
    silent = candidate("silent", phones=line())
    office = candidate("office", phones=(PhoneLine("01 02 03 04 05", "centre"),))

    def emergency(*candidates, cards=()):
        return r0_emergency.emergency_steps(HUNTINGTON, candidates, cards)

    yield "R0: neither a card nor a line", emergency(office)
    yield "R0: a card", emergency(office, cards=[card, paper])
    yield (
        "R0: lines, each once",
        emergency(expert, abroad, on_page, silent, office, expert, on_page),
    )
    yield "R0: a card and a line", emergency(expert, cards=[card])

    yield "One coordinator of a complete list", ladder(candidate("one", label="CRMR_COORD", km=1.2))
    yield (
        "Three rungs, a partial list",
        ladder(
            candidate("near", km=20, **PARTIAL),
            candidate("between", km=100, label="CRMR_CONST", **PARTIAL),
            candidate("far", km=400, label="CRMR_COORD", **PARTIAL),
            candidate("over", km=4, label_until=date(2025, 8, 1)),
        ),
    )
    yield (
        "Labels that say little",
        ladder(
            candidate(
                "unsaid", km=5, label="LABEL_UNKNOWN", coverage="partial", known=14, announced=None
            ),
            candidate("kind", km=90, label="CRMR", evidence="to_verify"),
            candidate("resources", km=95, label="CRC", precision="probable"),
            candidate("unplaced", km=None, precision="probable"),
            candidate("nowhere", km=None),
        ),
    )
    yield (
        "An outreach clinic, its days and its parent",
        ladder(
            candidate(
                "clinic", km=5, label="AFFILIATION", clinic_of="Henri-Mondor", clinic_days="lundi"
            ),
            candidate("undated", km=9, label="AFFILIATION", clinic_of="Henri-Mondor"),
        ),
    )
    yield (
        "Old sources",
        ladder(
            candidate("old", km=5, vintage="before 2017"),
            candidate("middle", km=90, vintage="2017-2022"),
            candidate("undated", km=95, vintage=""),
        ),
    )
    yield (
        "Ages, for an adult",
        ladder(
            *(
                candidate(who, km=5 + at, audience=who)
                for at, who in enumerate(("adult", "child", "both"))
            ),
            candidate("until-17", km=20, age_max=17.0),
            candidate("from-16", km=21, age_min=16.0),
            candidate("bounded", km=22, age_min=1.0, age_max=17.5),
            candidate("months", km=23, age_min=0.25, age_max=1.5),
            candidate("until-2", km=24, age_max=2.0),
            candidate("until-1", km=25, age_max=1.0),
        ),
    )
    yield (
        "Ages, for a child",
        ladder(
            candidate("unknown", km=5, audience="unknown"),
            candidate("without", km=6, audience="unknown", emergency_general=True),
            candidate(
                "with", km=7, audience="unknown", emergency_general=True, emergency_paediatric=True
            ),
            candidate("adults", km=8, audience="adult"),
            candidate("children", km=9, audience="child"),
            age=8.0,
        ),
    )
    yield (
        "An unknown age an hour nearer: both",
        ladder(candidate("unknown", km=5, audience="unknown"), candidate("known", km=200)),
    )
    yield (
        "Sixteen years",
        ladder(
            candidate("adults", audience="adult"),
            candidate("children", km=12, audience="child"),
            age=16.0,
        ),
    )
    yield (
        "Through a group, and through the filière",
        ladder(
            candidate("group", km=5, match="ancestor"),
            candidate("exact", km=80),
            candidate("field", km=2, match="filiere"),
        ),
    )
    yield "Nobody known", ladder()
    yield "Nobody known, no filière", ladder(disease=UNNUMBERED)
    yield "A filière without a site", ladder(disease=replace(HUNTINGTON, filiere_url=""))
    yield (
        "Overseas, with a card",
        ladder(
            candidate("here", km=9, territory="martinique"),
            candidate("basin", label="CRMR_COORD", remoteness=1, territory="guadeloupe"),
            candidate("mainland", label="CRMR_COORD", remoteness=2),
            territory="martinique",
            cards=[card],
        ),
    )
    for territory in ("martinique", "guadeloupe", "guyane", "reunion", "mayotte", "polynesie"):
        yield f"Coordination in {territory}", [r3_territory.coordination_step(territory)]
    yield "Coordination in Corsica", [r3_territory.coordination_step("corse")]

    known = {"known": 14, "announced": 60}
    yield "Reservations: nobody known", reserved()
    yield "Reservations: nobody known, no filière", reserved(disease=UNNUMBERED)
    yield "Reservations: not rare", reserved(disease=replace(HUNTINGTON, status="non_rare"))
    for parent in r10_scope.OTHER_FIELDS:
        other = replace(HUNTINGTON, preferential_parent=parent)
        yield f"Reservations: below {parent}", reserved(disease=other)
        yield f"Reservations: below {parent}, with a centre", reserved(candidate(), disease=other)
    yield "Reservations: other ages", reserved(candidate(audience="child"))
    yield "Reservations: other territory", reserved(candidate(remoteness=2), territory="corse")
    yield (
        "Reservations: other territory, overseas",
        reserved(candidate(remoteness=1), territory="guyane"),
    )
    yield "Reservations: partial", reserved(candidate(**PARTIAL))
    yield (
        "Reservations: partial, far, several networks",
        reserved(
            in_network(candidate("b", km=300), "b", "Réseau B", **known),
            in_network(candidate("a", km=310), "a", "Réseau A", known=1, announced=None),
            in_network(candidate("c", km=2, audience="child"), "c", "Réseau C", **known),
        ),
    )
    yield "Reservations: far, complete", reserved(candidate(km=300))
    yield "Reservations: a crossing", reserved(candidate(crossing="bateau"), crossing="bateau")
    near = (
        Affiliate("CH de Provins", "Henri-Mondor", 3.0),
        Affiliate("CH de Melun", "Necker", 9.0),
    )
    yield "Reservations: a cooperation", reserved(candidate(), affiliates=near)
    yield "Reservations: a cooperation, under 15", reserved(candidate(), affiliates=near, age=14.9)
    yield "Reservations: a cooperation, at 15", reserved(candidate(), affiliates=near, age=15.0)
    yield "Reservations: a cooperation, acute", reserved(expert, affiliates=near)
    yield "Reservations: no age", reserved(candidate(), age=None)
    yield (
        "Reservations: no age, children and adults apart",
        reserved(candidate("a", audience="adult"), candidate("c", audience="child"), age=None),
    )
    for situation in ("suspected", "relative"):
        yield f"Reservations: {situation}", reserved(candidate(), situation=situation)
    group, exact = candidate("group", km=5, match="ancestor"), candidate("exact", km=80)
    yield (
        "Reservations: nearer through a group",
        reserved(group, exact, numbered=["exact"]),
    )
    yield (
        "Nearer through a group, by 19.9 km",
        [r1_match.nearer_through_a_group([candidate(km=24.9)], [group])],
    )
    yield (
        "Reservations: the nearer group has lost its label",
        reserved(
            candidate("group", km=5, match="ancestor", label_until=date(2025, 8, 1)),
            exact,
            numbered=["exact"],
        ),
    )
    yield "Out of scope", [r10_scope.out_of_scope(HUNTINGTON, "Une raison.", "Un réseau.")]
    for territory, department, age in (
        ("metropole", "94", None),
        ("metropole", "69", 15.9),
        ("martinique", "972", 16.0),
    ):
        steps = r11_no_diagnosis.steps(territory=territory, department=department, age=age)
        yield f"Without a diagnosis: {department}, {age}", steps


if __name__ == "__main__":
    FILE.write_text("\n".join(everything()) + "\n", encoding="utf-8")
