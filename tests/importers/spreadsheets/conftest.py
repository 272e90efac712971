from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from importers.models import Upload
from importers.spreadsheets.plan import fingerprint
from tests.accounts.second_factor import come_in
from tests.admin.html_form import fields_of


class Secretary:
    """A person at the four pages, who sends what the forms of the pages hold."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = come_in(Client(), user)
        self.upload: Upload | None = None

    def send(
        self, content: bytes, target: str, name: str = "liste.xlsx", **fields: Any
    ) -> HttpResponse:
        sent = {"target": target, "sender": "Secrétariat du CHIC", **fields}
        sent["file"] = SimpleUploadedFile(name, content)
        answer = self.client.post(reverse("admin:importers_upload_add"), sent)
        self.upload = Upload.objects.order_by("pk").last() if answer.status_code == 302 else None
        return answer

    def map(self, **columns: str) -> HttpResponse:
        """Accept the columns as they are guessed, but for those given by their heading's letter."""
        address = self.address("columns")
        fields = fields_of(self.client.get(address), "columns-form")
        fields |= columns
        answer = self.client.post(address, fields)
        self.upload.refresh_from_db()
        return answer

    def preview(self, content: bytes, target: str, **fields: Any) -> Upload:
        answer = self.send(content, target, **fields)
        assert answer.status_code == 302, answer.context["form"].errors
        assert self.map().status_code == 302
        return self.upload

    def do_import(self, seen: str | None = None) -> HttpResponse:
        self.upload.refresh_from_db()
        seen = fingerprint(self.upload.rows or []) if seen is None else seen
        answer = self.client.post(self.address("preview"), {"import": "1", "seen": seen})
        self.upload.refresh_from_db()
        return answer

    def sends_and_imports(self, content: bytes, target: str, **fields: Any) -> Upload:
        self.preview(content, target, **fields)
        assert self.do_import().url == self.address("result")
        return self.upload

    def address(self, step: str, **kwargs: Any) -> str:
        return reverse(f"admin:importers_upload_{step}", kwargs={"pk": self.upload.pk, **kwargs})

    def row(self, line: int) -> dict[str, Any]:
        return next(row for row in self.upload.rows if row["line"] == line)


@pytest.fixture
def secretary(db) -> Secretary:
    return Secretary(User.objects.create_superuser("secretaire@chu.example"))


@pytest.fixture
def secretary_called(db) -> Callable[[str], Secretary]:
    return lambda name: Secretary(User.objects.create_superuser(name))
