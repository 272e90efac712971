"""A centre in words, in the language of the page."""

import pytest
from django.utils import translation

from structures.templatetags.structure_words import age_words


@pytest.mark.parametrize(("language", "expected"), [("fr", "14,99 ans"), ("en", "14.99 years")])
def test_a_fraction_of_a_year_is_written_as_in_the_language_of_the_page(language, expected) -> None:
    with translation.override(language):
        assert age_words(14.99).replace("\u00a0", " ") == expected
