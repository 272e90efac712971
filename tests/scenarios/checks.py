"""The small vocabulary in which the referral cases are asserted.

Each word makes a Check: what is expected, as a referrer would say it, and a function that tells
what is wrong with an answer; nothing when the answer is as expected.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from routing.answer import Orientation, Step

Wrong = Callable[[Orientation], str]
NEAREST = "le plus proche"
RESERVE = "que nous connaissons"


@dataclass(frozen=True)
class Check:
    """`wrong` gives the reason why an answer is not as expected, empty when it is."""

    expected: str
    wrong: Wrong


def top(site: str, label: str | None = None) -> Check:
    """The first numbered centre is at this site, with this label."""

    def wrong(answer: Orientation) -> str:
        first = next(iter(centres(answer)), None)
        if first is None:
            return "no numbered centre"
        return _unlike(first, site, label)

    return Check(f"first {site}{_labelled(label)}", wrong)


def reference(site: str, label: str | None = None) -> Check:
    """The rung of reference is filled by this site."""

    def wrong(answer: Orientation) -> str:
        filled = [step for step in centres(answer) if "reference" in step.roles]
        if not filled:
            return "nobody fills the reference rung"
        return _unlike(filled[0], site, label)

    return Check(f"reference {site}{_labelled(label)}", wrong)


def shown(site: str, label: str | None = None) -> Check:
    """The site is in the answer, numbered or among the alternatives."""

    def wrong(answer: Orientation) -> str:
        everyone = [*centres(answer), *(step for step in answer.alternatives if step.centre)]
        if any(not _unlike(step, site, label) for step in everyone):
            return ""
        return f"{site}{_labelled(label)} is nowhere in the answer"

    return Check(f"{site}{_labelled(label)} is shown", wrong)


def roles(*expected: str) -> Check:
    """The only numbered centre fills these rungs, and is shown once."""

    def wrong(answer: Orientation) -> str:
        filled = [step.roles for step in centres(answer)]
        return "" if filled == [expected] else f"roles {filled}"

    return Check(f"one centre, {' + '.join(expected)}", wrong)


def first_takes(*audiences: str) -> Check:
    """The first numbered centre is known to receive these people."""

    def wrong(answer: Orientation) -> str:
        first = next(iter(centres(answer)), None)
        if first is None:
            return "no numbered centre"
        return "" if _centre(first).audience in audiences else f"audience {_centre(first).audience}"

    return Check(f"first known for {' or '.join(audiences)}", wrong)


def never_first(site: str) -> Check:
    def wrong(answer: Orientation) -> str:
        first = next(iter(centres(answer)), None)
        return f"{site} comes first" if first and not _unlike(first, site, None) else ""

    return Check(f"{site} never first", wrong)


def not_numbered(site: str) -> Check:
    """No numbered step is at this site, or of a centre so named."""

    def wrong(answer: Orientation) -> str:
        found = [
            step
            for step in centres(answer)
            if site in _site(step).name or site in _centre(step).name
        ]
        return f"{site} is numbered" if found else ""

    return Check(f"{site} not numbered", wrong)


def no_centre() -> Check:
    def wrong(answer: Orientation) -> str:
        found = [step for step in (*centres(answer), *answer.alternatives) if step.centre]
        return f"{len(found)} centres" if found else ""

    return Check("no labelled centre at all", wrong)


def no_affiliation_numbered() -> Check:
    def wrong(answer: Orientation) -> str:
        labels = {_centre(step).label for step in centres(answer)}
        return "an affiliation is numbered" if "AFFILIATION" in labels else ""

    return Check("no affiliation as a step", wrong)


def no_filiere_rung() -> Check:
    def wrong(answer: Orientation) -> str:
        levels = {step.match.level for step in centres(answer) if step.match}
        return "a filière match is numbered" if "filiere" in levels else ""

    return Check("no filière match as a rung", wrong)


def no_figure_across_territories() -> Check:
    """Neither kilometres nor minutes to another territory (rule R3)."""

    def wrong(answer: Orientation) -> str:
        here = answer.place.territory if answer.place else None
        for step in (*answer.ladder, *answer.alternatives):
            abroad = step.site and step.site.territory != here
            if abroad and (step.distance_km is not None or step.travel is not None):
                return f"a figure to {_site(step).name}"
        return ""

    return Check("no distance nor minutes across territories", wrong)


def status(expected: str) -> Check:
    def wrong(answer: Orientation) -> str:
        return "" if answer.status == expected else f"status {answer.status}"

    return Check(f"status {expected}", wrong)


def ask_place(count: int, *among: str) -> Check:
    """The person is asked which commune, by INSEE code; nothing is answered meanwhile."""

    def wrong(answer: Orientation) -> str:
        offered = {place.insee for place in answer.places}
        if answer.status != "choose_place" or answer.place or answer.ladder:
            return f"status {answer.status}, place {answer.place}"
        missing = set(among) - offered
        return f"without {missing}" if missing else _unequal(len(offered), count, "communes")

    return Check(f"asks which of {count} communes", wrong)


def ask_age(*, child: str, adult: str) -> Check:
    """Both columns, each led by its own site: no age is assumed (rule R9)."""

    def wrong(answer: Orientation) -> str:
        if answer.status != "choose_age" or answer.ladder:
            return f"status {answer.status}"
        for column, site in (("child", child), ("adult", adult)):
            led_by = next((step for step in answer.ladders[column] if step.centre), None)
            if led_by is None:
                return f"nobody in the {column} column"
            if unlike := _unlike(led_by, site, None):
                return f"{column}: {unlike}"
        return ""

    return Check(f"asks the age: {child} or {adult}", wrong)


def opens_with(rung: str) -> Check:
    def wrong(answer: Orientation) -> str:
        first = answer.ladder[0].rung if answer.ladder else None
        return "" if first == rung else f"opens with {first}"

    return Check(f"opens with {rung}", wrong)


def before_any_centre(rung: str) -> Check:
    """The step comes before every numbered centre; what saves a life may come first."""

    def wrong(answer: Orientation) -> str:
        rungs = [step.rung for step in answer.ladder]
        first_centre = next((n for n, step in enumerate(answer.ladder) if step.centre), len(rungs))
        return "" if rung in rungs[:first_centre] else f"the steps are {', '.join(rungs)}"

    return Check(f"{rung} before any centre", wrong)


def expert_line(site: str) -> Check:
    """The site's urgent line: its number, or the page that gives it, and never an invented one."""

    def wrong(answer: Orientation) -> str:
        lines = [
            phone
            for step in centres(answer)
            if site in _site(step).name
            for phone in _centre(step).phones
            if phone.kind == "expert_line"
        ]
        return "" if any(line.number or line.url for line in lines) else "no expert line"

    return Check(f"expert line of {site}", wrong)


def wording(pattern: str) -> Check:
    """The reasons, the instructions or the notices say so."""

    def wrong(answer: Orientation) -> str:
        return "" if re.search(pattern, said(answer), re.IGNORECASE) else "not said"

    return Check(f"says « {pattern} »", wrong)


def nearest_with_its_reservation() -> Check:
    """Where the list is partial, never "the nearest" without "among those that we know" (R7)."""

    def wrong(answer: Orientation) -> str:
        sentences = re.split(r"[.!?]\s", said(answer))
        nearest = [one for one in sentences if NEAREST in one.lower()]
        bare = [one for one in nearest if RESERVE not in one]
        if not nearest:
            return "nothing is said of the nearest"
        return f"without reservation: {bare[0]}" if bare else ""

    return Check(f"never « {NEAREST} » without its reservation", wrong)


def nothing_beside_from(department: str) -> Check:
    """No structure of that department is offered beside the ladder."""

    def wrong(answer: Orientation) -> str:
        found = [one for one in answer.lateral if one.structure.get("department") == department]
        return f"{len(found)} structures of {department}" if found else ""

    return Check(f"nothing of department {department} beside", wrong)


def notice(code: str, naming: str = "") -> Check:
    def wrong(answer: Orientation) -> str:
        texts = [one.text.fr for one in answer.notices if one.code == code]
        if not texts:
            return f"no notice {code}"
        return "" if naming in texts[0] else f"the notice does not name {naming}"

    return Check(f"notice {code}{f' naming {naming}' if naming else ''}", wrong)


def no_notice(code: str) -> Check:
    def wrong(answer: Orientation) -> str:
        return f"notice {code}" if code in {one.code for one in answer.notices} else ""

    return Check(f"no notice {code}", wrong)


def some_notice() -> Check:
    def wrong(answer: Orientation) -> str:
        return "" if answer.notices else "no reservation is said"

    return Check("answers, with a reservation", wrong)


def centres(answer: Orientation) -> list[Step]:
    """The numbered centres, in order."""
    return [step for step in answer.ladder if step.centre]


def said(answer: Orientation) -> str:
    """Every sentence of the answer, one after the other."""
    steps = (*answer.ladder, *answer.alternatives)
    return " ".join(
        [
            *(reason.text.fr for step in steps for reason in step.reasons),
            *(step.instruction.text.fr for step in steps if step.instruction),
            *(one.text.fr for one in answer.notices),
        ]
    )


def _unlike(step: Step, site: str, label: str | None) -> str:
    name, found = _site(step).name, _centre(step).label
    if site not in name:
        return f"{name} instead of {site}"
    return "" if label in (None, found) else f"label {found} instead of {label}"


def _unequal(found: int, expected: int, what: str) -> str:
    return "" if found == expected else f"{found} {what} instead of {expected}"


def _labelled(label: str | None) -> str:
    return f" ({label})" if label else ""


def _centre(step: Step):
    assert step.centre
    return step.centre


def _site(step: Step):
    assert step.site
    return step.site
