"""How one comes, and what there is to read: filled by editors, checked, kept by imports."""

import re
from datetime import date

import pytest
from django.urls import reverse

from resources.models import StructureDocument, Video
from structures.models import Service
from tests.admin.html_form import send
from tests.admin.test_corrections import again, change
from tests.admin.test_imports_keep_corrections import load

__all__ = ["load"]

HOURS = "Mo-Fr 09:00-12:30,14:00-17:00; PH off"
TOLD = {
    "appointment": "Le secrétariat rappelle dans la semaine.",
    "to_bring": "carte Vitale\ncomptes rendus",
    "opening_hours": HOURS,
    "opening_hours_as_of": "2026-03-02",
    "transport": "Métro 8.",
    "wheelchair": "limited",
    "accessibility_note": "Une porte étroite.",
}


def test_what_an_editor_tells_is_kept_by_the_next_import(gestion, rows, load) -> None:
    change(gestion, rows.centre, **TOLD)
    change(gestion, rows.hospital, transport="Bus 172.")
    load()
    centre = again(rows.centre)
    assert (centre.opening_hours, centre.opening_hours_as_of) == (HOURS, date(2026, 3, 2))
    assert centre.appointment == TOLD["appointment"]
    assert centre.to_bring.split() == ["carte", "Vitale", "comptes", "rendus"]
    assert (centre.transport, centre.wheelchair) == ("Métro 8.", "limited")
    assert again(rows.hospital).transport == "Bus 172."


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"opening_hours": "le lundi matin"}, "ne se lisent pas à partir de « le lundi matin »"),
        ({"opening_hours": HOURS, "opening_hours_as_of": ""}, "de quel jour datent les heures"),
    ],
)
def test_hours_that_say_nothing_sure_are_refused(gestion, rows, typed, complaint) -> None:
    answer = change(gestion, rows.centre, **{**TOLD, **typed})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert complaint in html
    assert TOLD["transport"] in html, "what was typed is not lost"
    assert again(rows.centre).transport == ""


def test_hours_in_french_are_kept_in_the_syntax(gestion, rows) -> None:
    said = "du lundi au vendredi, 9h-12h30 et 14h-17h, sauf jours fériés"
    change(gestion, rows.centre, **{**TOLD, "opening_hours": said})
    assert again(rows.centre).opening_hours == HOURS


def test_the_fold_that_holds_an_error_is_open(gestion, rows) -> None:
    folded = re.compile(r"<summary>\s*<h2[^>]*>Venir et prendre rendez-vous")
    address = reverse("admin:structures_centre_change", args=[rows.centre.pk])
    assert folded.search(gestion.get(address).content.decode())
    html = change(gestion, rows.centre, opening_hours="le lundi matin").content.decode()
    assert "Venir et prendre rendez-vous" in html
    assert not folded.search(html)


def test_a_number_typed_without_spaces_is_kept_in_pairs(gestion, rows) -> None:
    change(gestion, rows.hospital, **{"phones-0-number": "0149812199"})
    assert rows.hospital.phones.get().number == "01 49 81 21 99"


@pytest.mark.parametrize("kind", ["hospital", "centre", "service"])
def test_a_document_is_added_in_the_form_of_its_structure(gestion, rows, kind) -> None:
    row = Service.objects.first() if kind == "service" else getattr(rows, kind)
    change(
        gestion,
        row,
        **{
            "documents-TOTAL_FORMS": "1",
            "documents-0-kind": "booklet",
            "documents-0-title": "Livret d’accueil",
            "documents-0-url": "https://example.org/livret.pdf",
            "documents-0-evidence": "sourced",
            "documents-0-structure": str(row.pk),
        },
    )
    assert StructureDocument.objects.get(structure=row.pk).title == "Livret d’accueil"


def test_a_video_without_its_words_is_refused_and_nothing_is_lost(gestion, rows) -> None:
    typed = {
        "title": "Le centre en images",
        "slug": "le-centre-en-images",
        "url": "https://example.org/video",
        "url_precision": "exact",
        "structure": str(rows.centre.pk),
    }
    address = reverse("admin:resources_video_add")
    refused = send(gestion, address, "video_form", **typed)
    assert "doit avoir des sous-titres et une transcription écrite" in refused.content.decode()
    assert "Le centre en images" in refused.content.decode()
    words = {"captions": "on", "transcript": "written", "transcript_text": "Bonjour."}
    assert send(gestion, address, "video_form", **typed, **words).status_code == 302
    assert Video.objects.get(slug="le-centre-en-images").structure_id == rows.centre.pk
    form = gestion.get(reverse("admin:structures_centre_change", args=[rows.centre.pk]))
    assert "Le centre en images" in form.content.decode()


def test_the_structures_are_chosen_from_and_never_edited_there(gestion, rows) -> None:
    address = reverse("admin:structures_structure_change", args=[rows.centre.pk])
    assert "_save" not in gestion.get(address).content.decode()
    assert gestion.post(address, {"name": "Autre"}).status_code == 403
    assert "/structures/structure/" not in gestion.get("/gestion/").content.decode()


def test_the_form_leads_to_the_page(gestion, rows) -> None:
    for row in (rows.hospital, rows.centre):
        name = row._meta.model_name
        form = gestion.get(reverse(f"admin:structures_{name}_change", args=[row.pk]))
        assert f'href="{row.get_absolute_url()}"' in form.content.decode()
