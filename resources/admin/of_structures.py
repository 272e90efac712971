"""The documents and the videos of a structure, in the form of the structure."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from foundations.back_office import CorrectedInline
from resources.models import StructureDocument, Video
from structures.admin.structure import StructureAdmin


class StructureDocumentInline(CorrectedInline, admin.StackedInline):
    model = StructureDocument
    fields = [("kind", "year"), "title", "url", ("evidence", "verified_on"), "source"]
    verbose_name = "document"
    verbose_name_plural = "documents"
    help_texts = {"url": "L’adresse chez celui qui le publie : rien n’est copié ici."}
    classes = ["collapse"]


class StructureVideoInline(CorrectedInline, admin.TabularInline):
    """Read here, written in the form of the video: its short address is its key."""

    model = Video
    fields = readonly_fields = ["title", "publisher", "captions", "transcript"]
    verbose_name_plural = "vidéos (on les ajoute dans « Vidéos », en choisissant la structure)"
    show_change_link = True
    can_delete = False
    classes = ["collapse"]

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:
        return False


StructureAdmin.inlines_from_above += [StructureDocumentInline, StructureVideoInline]
