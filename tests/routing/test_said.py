"""The sentences of an answer, printed in the language of the page."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from routing.templatetags.orientation_words import said


@pytest.mark.parametrize(("language", "expected"), [("fr", "Appelez."), ("en", "Call.")])
def test_a_sentence_in_both_languages_is_printed_in_that_of_the_page(language, expected) -> None:
    with translation.override(language):
        assert said(SimpleNamespace(fr="Appelez.", en="Call.")) == expected
        assert said("Appelez.") == "Appelez."
