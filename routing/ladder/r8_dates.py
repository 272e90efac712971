"""Rule R8: a label that has ended never leads; the age of a source is said and never demotes."""

from datetime import date

from foundations.words import Words
from routing.answer import Reason
from routing.ladder.candidate import Candidate

OLD_VINTAGES = {
    "before 2017": Words("antérieure à 2017", "from before 2017"),
    "2017-2022": Words("de 2017 à 2022", "from 2017 to 2022"),
}
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def is_over(candidate: Candidate, today: date) -> bool:
    """Whether a sourced end of label is past."""
    until = candidate.centre.label_until
    return until is not None and until < today


def reasons(candidate: Candidate, today: date) -> list[Reason]:
    """The end of a label, else the age of its source; often nothing."""
    until = candidate.centre.label_until
    if until is not None and until < today:
        said = Words(
            f"Ce label était valable jusqu’au {_day(until, 'fr')}.",
            f"This label was valid until {_day(until, 'en')}.",
        )
        return [Reason("R8", said)]
    vintage = OLD_VINTAGES.get(candidate.centre.label_vintage)
    if vintage is None:
        return []
    said = Words(
        f"La source de ce label est {vintage.fr} : à vérifier auprès du centre.",
        f"The source of this label is {vintage.en}: check with the centre.",
    )
    return [Reason("R8", said)]


def _day(day: date, language: str) -> str:
    return f"{day.day} {MONTHS[language].split()[day.month - 1]} {day.year}"
