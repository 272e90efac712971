import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from foundations.geography import FRENCH_BOXES, is_in_france, point
from foundations.point_field import PointFormField

FIELD = PointFormField(required=False)


def refusal(lon: str, lat: str) -> str:
    with pytest.raises(ValidationError) as refused:
        FIELD.clean([lon, lat])
    return " ".join(refused.value.messages)


def test_two_numbers_make_a_point_longitude_first():
    assert FIELD.clean(["2,4530", " 48.7973 "]).coords == (2.4530, 48.7973)


def test_no_number_is_no_point():
    assert FIELD.clean(["", ""]) is None


def test_greenwich_is_a_longitude():
    assert FIELD.clean(["0", "48.9"]).coords == (0.0, 48.9)


def test_swapped_coordinates_are_refused_and_the_message_says_so():
    message = refusal("48.7973", "2.4530")
    assert "inversées" in message
    assert "2.453 puis 48.7973" in message


@given(st.data())
def test_every_swapped_position_of_france_is_refused(data):
    west, south, east, north = data.draw(st.sampled_from(FRENCH_BOXES))
    lon = data.draw(st.floats(west, east))
    lat = data.draw(st.floats(south, north))
    assert not is_in_france(lon=lat, lat=lon)
    with pytest.raises(ValidationError):
        FIELD.clean([repr(lat), repr(lon)])


def test_a_place_outside_france_is_refused():
    assert "n’est pas en France" in refusal("-0.1276", "51.5072")


def test_a_latitude_of_400_is_refused():
    assert "de -90 à 90" in refusal("2.45", "400")


@pytest.mark.parametrize("pair", [("2.45", ""), ("", "48.79")])
def test_one_number_alone_is_refused(pair):
    assert "ou aucune des deux" in refusal(*pair)


@pytest.mark.parametrize("text", ["deux", "2°27'", "<script>", "nan", "inf", "1" * 10_000])
def test_what_is_no_number_is_refused(text):
    refusal(text, "48.79")


def test_a_form_shown_and_sent_back_changes_nothing():
    class Form(forms.Form):
        position = PointFormField()

    stored = point(lon=2.4530123456, lat=48.7973)
    shown = Form(initial={"position": stored})["position"].as_widget()
    assert 'value="2.4530123"' in shown
    sent = {"position_lon": "2.4530123", "position_lat": "48.7973"}
    assert not Form(sent, initial={"position": stored}).has_changed()
    moved = {**sent, "position_lon": "2.4530124"}
    assert Form(moved, initial={"position": stored}).has_changed()
