import pytest
from django import forms
from django.core.exceptions import ValidationError

from foundations.lines_field import LinesFormField

FIELD = LinesFormField(base_field=forms.CharField(max_length=10))


def test_commas_stay_inside_a_line():
    assert FIELD.clean("D57.0, D57\n\n  D56.1 \n") == ["D57.0, D57", "D56.1"]


def test_an_empty_list_is_a_value():
    assert FIELD.clean("") == []


def test_a_line_that_the_column_cannot_hold_is_named():
    with pytest.raises(ValidationError, match="« beaucoup trop long »"):
        FIELD.clean("D57.1\nbeaucoup trop long")


def test_a_list_shown_and_sent_back_has_not_changed():
    stored = ["AP-HP, page du service", "carte\ndes centres"]
    assert not FIELD.has_changed(stored, FIELD.prepare_value(stored))
    assert FIELD.has_changed(stored, "AP-HP")
