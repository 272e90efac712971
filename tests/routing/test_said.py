"""The sentences of an answer, printed in the language of the page."""

import pytest
from django.utils import translation

from foundations.spoken import said
from foundations.words import Words, joined

CALL = Words("Appelez.", "Call.")


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "Appelez."), ("en", "Call."), ("en-gb", "Call.")]
)
def test_a_sentence_is_printed_in_the_language_of_the_page(language, expected) -> None:
    with translation.override(language):
        assert said(CALL) == expected


def test_another_language_reads_french() -> None:
    assert CALL.in_language("de") == "Appelez."


def test_sentences_are_joined_in_both_languages_and_nothing_is_left_out_silently() -> None:
    assert joined(CALL, None, Words.alike("15")) == Words("Appelez. 15", "Call. 15")
