"""Reads the form of a page as a browser would send it back."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

UNSENT = {"submit", "button", "reset", "file", "image"}
CHECKED_ONLY = {"checkbox", "radio"}


def fields_of(response: HttpResponse, form_id: str) -> dict[str, Any]:
    """{name: value} of the form with this id; a list for several values of one name."""
    reader = _FormReader(form_id)
    reader.feed(response.content.decode())
    assert reader.was_found, f"no form {form_id} in the page"
    return {
        name: values if len(values) > 1 else values[0] for name, values in reader.values.items()
    }


def send(client: Client, address: str, form_id: str, **changes: Any) -> HttpResponse:
    """Open a page, change fields of its form, and send it. A change to None removes the field."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    fields = fields_of(page, form_id)
    for name, value in changes.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value
    return client.post(address, fields)


class _FormReader(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = self.was_found = False
        self.values: dict[str, list[str]] = {}
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.form_id
            self.was_found = self.was_found or self.inside
        if not self.inside or "disabled" in given:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and kind not in UNSENT:
            if kind not in CHECKED_ONLY or "checked" in given:
                self._add(name, given.get("value", "on" if kind in CHECKED_ONLY else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select, given.get("value", ""))
        elif tag == "textarea" and name:
            self.textarea = name
            self._add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            # The first line break after the tag is not part of the text (HTML, textarea).
            self.values[self.textarea][-1] += data.removeprefix("\r\n").removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)
