"""A list of texts in a form: one a line, so that commas can stand in them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class LinesFormField(forms.CharField):
    """Gives a list of texts; empty lines are dropped. Never required: a list may be empty."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, base_field: forms.Field, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        self.base_field = base_field
        help_text = kwargs.pop("help_text", "") or "Un par ligne."
        super().__init__(**{**kwargs, "help_text": help_text, "required": False})

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(_on_one_line(value))

    def to_python(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(value or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: list[str]) -> None:
        for line in value:
            try:
                self.base_field.clean(line)
            except ValidationError as error:
                raise ValidationError(
                    [f"« {line} » : {message}" for message in error.messages]
                ) from error

    def run_validators(self, value: list[str]) -> None:
        """Each line was validated by itself."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _on_one_line(initial) != self.to_python(data)


def _on_one_line(value: list[str] | None) -> list[str]:
    return [" ".join(item.split()) for item in value or []]
