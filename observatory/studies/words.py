"""How figures are told in a study. What is not known is said so, never told as zero."""

from collections.abc import Sequence

from observatory.concluding import bounds, percent
from routing.coverage.figures import Figures, Share

UNKNOWN = "non estimable"
SPACE = "\N{NARROW NO-BREAK SPACE}"
UNIT_SPACE = "\N{NO-BREAK SPACE}"


def share_at(figures: Figures, minutes: int) -> Share:
    return next(share for share in figures.shares if share.minutes == minutes)


def told(share: Share) -> str:
    """« 42 % », without its bounds."""
    return UNKNOWN if share.central is None else percent(share.central)


def bounded(share: Share) -> str:
    """« 42 % (36 % à 50 %) »; without bounds when all three are told alike."""
    if share.low is None or share.high is None:
        return told(share)
    if percent(share.low) == told(share) == percent(share.high):
        return told(share)
    return f"{told(share)} ({bounds(share.low, share.high)})"


def minutes(value: float | None) -> str:
    return UNKNOWN if value is None else f"{round(value)}{UNIT_SPACE}min"


def count(number: int | None) -> str:
    """Thousands apart. None is too few to be told, or unknown."""
    return "–" if number is None else f"{number:,}".replace(",", SPACE)


def people(number: int) -> str:
    """In a sentence: « 3,3 millions d’habitants », « 77 000 habitants », « 340 habitants »."""
    if number >= 950_000:
        millions = f"{number / 1e6:.1f}".replace(".", ",").removesuffix(",0")
        unit = "million" if number < 1_950_000 else "millions"
        return f"{millions}{UNIT_SPACE}{unit} d’habitants"
    return f"{count(round(number, -3) if number >= 10_000 else number)} habitants"


def names(words: Sequence[str]) -> str:
    """« Lille, Marseille et Annecy »; nothing for none."""
    *first, last = words or [""]
    return f"{', '.join(first)} et {last}" if first else last


def number_of(count: int, one: str, many: str) -> str:
    """« aucun site », « 1 site », « 7 sites »."""
    return f"aucun {one}" if count == 0 else f"{count} {one if count == 1 else many}"


def changed(before: str, after: str) -> str:
    """« reste à 99 % », « passe de 99 % à 97 % », as the two are told."""
    return f"reste à {before}" if before == after else f"passe de {before} à {after}"
