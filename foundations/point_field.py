"""A position in a form: longitude and latitude to type, a map of our own to click on."""

import json
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.urls import reverse

from foundations.geography import OutsideFrance, is_in_france, point

OPTIONS_OF_A_GEOMETRY = ("geom_type", "srid", "max_geom_collections")
"""What a model's PointField tells its form field; here they are what they are: a WGS 84 point."""

DECIMALS = 7
"""About one centimetre; what is typed and what is stored are compared no finer."""


class Degrees(forms.FloatField):
    """Degrees, written with a point or a comma."""

    def to_python(self, value: Any) -> float | None:
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        return super().to_python(value)


class PointWidget(forms.MultiWidget):
    """Two plain inputs; the map beside them is added by its script and asks nothing elsewhere."""

    template_name = "foundations/point_widget.html"
    use_fieldset = True

    class Media:
        css = {"all": ["vendor/maplibre-gl/maplibre-gl.css", "admin/point_widget.css"]}
        js = [forms.Script("admin/point_widget.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = {name: forms.TextInput({"inputmode": "decimal"}) for name in ("lon", "lat")}
        super().__init__(parts, attrs)

    def decompress(self, value: Point | None) -> list[str]:
        return degrees_of(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        layers = {
            layer: reverse("tilejson", kwargs={"layer": layer})
            for layer in ("departments", "communes")
        }
        context["widget"]["layers"] = json.dumps(layers)
        context["widget"]["maplibre"] = static("vendor/maplibre-gl/maplibre-gl.mjs")
        return context


class PointFormField(forms.MultiValueField):
    """Gives a point made by `foundations.geography.point`, or a sentence that says what is wrong.

    Both numbers or neither; swapped coordinates and places outside the French territories are
    refused.
    """

    widget = PointWidget
    default_error_messages = {
        "incomplete": "Donnez la longitude et la latitude, ou aucune des deux.",
        "swapped": (
            "Longitude et latitude sont inversées : %(lon)s est une latitude de France. "
            "La longitude vient d’abord : écrivez %(lat)s puis %(lon)s."
        ),
        "outside": (
            "Longitude %(lon)s, latitude %(lat)s : cette position n’est pas en France. "
            "Vérifiez les deux nombres et leur signe."
        ),
        "not_on_earth": (
            "Longitude %(lon)s, latitude %(lat)s : une longitude va de -180 à 180 degrés, "
            "une latitude de -90 à 90."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        for option in OPTIONS_OF_A_GEOMETRY:
            kwargs.pop(option, None)
        number = {"invalid": "Écrivez un nombre de degrés, par exemple 2,4530."}
        fields = (
            Degrees(label="Longitude", error_messages=number),
            Degrees(label="Latitude", error_messages=number),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)
        for field in self.fields:
            field.required = False

    def compress(self, values: list[float | None]) -> Point | None:
        lon, lat = values or (None, None)
        if lon is None and lat is None:
            return None
        if lon is None or lat is None:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return point(lon=lon, lat=lat)
        except OutsideFrance:
            code = "swapped" if is_in_france(lon=lat, lat=lon) else "outside"
        except ValueError:
            code = "not_on_earth"
        shown = {"lon": format_degrees(lon), "lat": format_degrees(lat)}
        raise ValidationError(self.error_messages[code], code=code, params=shown)

    def has_changed(self, initial: Point | None, data: list[str] | None) -> bool:
        before = degrees_of(initial)
        after = [str(part or "").strip().replace(",", ".") for part in data or ["", ""]]
        try:
            return [_rounded(part) for part in before] != [_rounded(part) for part in after]
        except ValueError:
            return True


def degrees_of(value: Point | None) -> list[str]:
    """Longitude and latitude as the two inputs show them."""
    return ["", ""] if value is None else [format_degrees(value.x), format_degrees(value.y)]


def format_degrees(value: float) -> str:
    """Degrees without a useless zero: 2.4530000 -> "2.453"."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _rounded(text: str) -> float | None:
    return round(float(text), DECIMALS) if text else None
