"""Asks the Base Adresse Nationale through geopy: one address at a time, slowly, if switched on."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from geopy.exc import GeocoderParseError, GeocoderQuotaExceeded, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import BANFrance

from foundations.geography import is_in_france
from upkeep.geocoding.judging import Candidate

ANSWERS = 4
"""Candidates that a person can compare at a glance."""
RETRIES = 2
WAIT_AFTER_AN_ERROR = 5.0  # s

Ask = Callable[[str], list[Candidate]]


class AddressBase(BANFrance):
    """geopy's, which takes any JSON that is not an answer for « nothing found »."""

    def _parse_json(self, response: Any, exactly_one: bool) -> Any:
        if not isinstance(response, dict) or not isinstance(response.get("features"), list):
            raise GeocoderParseError("not a FeatureCollection")
        return super()._parse_json(response, exactly_one)


class SwitchedOff(Exception):
    """The setting GEOCODER is off: nothing is asked of anybody."""


class Unanswered(Exception):
    """The geocoder did not answer, or not in its own format; asking later may help."""


class TooManyQuestions(Unanswered):
    """The geocoder asks us to slow down: stop, and go on later."""


def asking(*, retries: int = RETRIES, wait: float = WAIT_AFTER_AN_ERROR) -> Ask:
    """A function that asks one address. Raises SwitchedOff when the setting is off.

    The function raises Unanswered, or TooManyQuestions, once its retries are used up.
    """
    if not settings.GEOCODER:
        raise SwitchedOff("GEOCODER")
    geocoder = AddressBase(
        domain=settings.GEOCODER_DOMAIN,
        scheme=settings.GEOCODER_SCHEME,
        timeout=settings.GEOCODER_TIMEOUT,
        user_agent="esmara-care-finder",
    )
    slowly = RateLimiter(
        geocoder.geocode,
        min_delay_seconds=settings.GEOCODER_DELAY,
        max_retries=retries,
        error_wait_seconds=max(wait, settings.GEOCODER_DELAY),
        swallow_exceptions=False,
    )

    def ask(question: str) -> list[Candidate]:
        try:
            found = slowly(question, exactly_one=False, limit=ANSWERS)
            return _candidates(found or [])
        except GeocoderQuotaExceeded as error:
            raise TooManyQuestions(str(error)) from error
        except (GeopyError, LookupError, TypeError, ValueError, AttributeError) as error:
            # geopy reads the answer as it comes: what is not GeoJSON breaks it in its own ways
            raise Unanswered(f"{type(error).__name__}: {error}") from error

    return ask


def _candidates(found: list[Any]) -> list[Candidate]:
    """The answers that are in France; a position elsewhere is a broken answer."""
    candidates = []
    for location in found:
        said = location.raw["properties"]
        candidate = Candidate(
            label=str(said["label"])[:300],
            score=float(said["score"]),
            type=str(said["type"]),
            citycode=str(said.get("citycode", "")),
            lon=float(location.longitude),
            lat=float(location.latitude),
        )
        if is_in_france(lon=candidate.lon, lat=candidate.lat):
            candidates.append(candidate)
    return candidates
