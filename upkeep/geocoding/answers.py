"""The answers of the geocoder, kept: an address is asked once, whatever happens afterwards."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from upkeep.geocoding.ban import Ask
from upkeep.geocoding.judging import Candidate
from upkeep.models import GeocoderAnswer

EMPTY_FOR = timedelta(days=180)
"""An address that was unknown is asked again after that: the base is completed every week."""


def kept(questions: Iterable[str]) -> dict[str, list[Candidate]]:
    """What is already known of these addresses, by question. One query."""
    since = timezone.localdate() - EMPTY_FOR
    answers = GeocoderAnswer.objects.filter(question__in=list(questions))
    return {
        answer.question: [Candidate(**said) for said in answer.candidates]
        for answer in answers
        if answer.candidates or answer.answered_on > since
    }


def answer_to(question: str, ask: Ask) -> list[Candidate]:
    """The candidates for an address, from what is kept or else from the geocoder."""
    known = kept([question])
    if question in known:
        return known[question]
    candidates = ask(question)
    GeocoderAnswer.objects.update_or_create(
        question=question,
        defaults={
            "answered_on": timezone.localdate(),
            "candidates": [candidate.as_json() for candidate in candidates],
        },
    )
    return candidates
