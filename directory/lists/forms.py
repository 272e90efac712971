"""The place field of a list, as the finder has it: what was chosen is kept beside its text."""

from django import forms

from directory.lists.asked import Nearness
from routing.templatetags.orientation_words import place_words


class NearForm(forms.Form):
    place = forms.CharField(required=False, strip=True)
    commune = forms.CharField(required=False)
    commune_text = forms.CharField(required=False)


def near_form(nearness: Nearness) -> NearForm:
    """The form as it is asked again: with what was understood, or with what is wrong."""
    words = place_words(nearness.place) if nearness.place else nearness.typed
    insee = nearness.place.insee if nearness.place else ""
    form = NearForm({"place": words, "commune": insee, "commune_text": words if insee else ""})
    if nearness.error:
        form.add_error("place", nearness.error)
    return form
