"""Whoever types it finds it: measured on several hundred texts, with the shipped diseases."""

import pytest

from tests.diseases.relevance import measure, rows

pytestmark = pytest.mark.django_db

ENOUGH = 0.98


def test_what_is_meant_comes_first_or_is_offered_and_is_never_silently_wrong():
    relevance = measure(rows({"shipped"}))

    assert sum(relevance.asked.values()) >= 200
    assert relevance.silent == [], relevance.told()
    assert relevance.share >= ENOUGH, relevance.told()
    assert len(relevance.low) <= 0.02 * sum(relevance.asked.values()), relevance.told()
