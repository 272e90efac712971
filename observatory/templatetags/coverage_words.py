"""How figures are written on a page: what cannot be told is a dash, never a zero."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from observatory.concluding import bounds, percent
from routing.coverage.small import FEWEST_PEOPLE, people_told

register = template.Library()

NOT_TOLD = "–"


@register.filter
def share_words(share: Any) -> str | SafeString:
    """« 74 % (68 à 79 %) », of a Share or of its JSON."""
    central, low, high = (_part(share, name) for name in ("central", "low", "high"))
    if central is None:
        return not_told()
    if low is None or high is None or (round(100 * low) == round(100 * high)):
        return percent(central)
    return format_html('{} <span class="bounds">({})</span>', percent(central), bounds(low, high))


@register.filter
def minutes_told(minutes: float | None) -> str | SafeString:
    return not_told() if minutes is None else f"{round(minutes)}\u00a0min"


@register.filter
def km_told(km: float | None) -> str | SafeString:
    return not_told() if km is None else f"{round(km)}\u00a0km"


@register.filter
def count_told(count: int | None) -> str | SafeString:
    """Thousands apart by a narrow no-break space."""
    return not_told() if count is None else f"{count:,}".replace(",", "\u202f")


@register.filter
def signed(count: int | None) -> str | SafeString:
    """« +12 000 », « −340 », « 0 »."""
    if count is None:
        return not_told()
    return f"{count:+,}".replace(",", "\u202f").replace("-", "\u2212") if count else "0"


@register.filter
def people_signed(people: int | None) -> str | SafeString:
    """A change in people; a dash for so few that they are not told."""
    return signed(people_told(people))


@register.filter
def number_told(value: float | None, decimals: int = 2) -> str | SafeString:
    """With the decimal comma of French; what rounds to zero has no sign."""
    if value is None:
        return not_told()
    return f"{value:z.{decimals}f}".replace("-", "\u2212").replace(".", _(","))


@register.filter
def beyond_told(figures: Any) -> str | SafeString:
    """People beyond the threshold; too few to be told is another thing than not known."""
    if figures.beyond is None and any(share.central is not None for share in figures.shares):
        return _("moins de %(n)d") % {"n": FEWEST_PEOPLE}
    return count_told(figures.beyond)


@register.filter
def share_at(figures: Any, minutes: int) -> Any:
    """The share of some figures at a threshold."""
    shares = figures["shares"] if isinstance(figures, dict) else figures.shares
    return next((one for one in shares if _part(one, "minutes") == minutes), None)


def not_told() -> SafeString:
    return format_html(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>',
        NOT_TOLD,
        _("non estimable"),
    )


def _part(share: Any, name: str) -> Any:
    if share is None:
        return None
    return share[name] if isinstance(share, dict) else getattr(share, name)
