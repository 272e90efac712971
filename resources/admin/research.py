"""The back office of trials and studies."""

from django.contrib import admin

from foundations.back_office import PROVENANCE
from resources.admin.base import DiseaseLinkInline, ResourceAdmin
from resources.models import Trial, TrialDisease


class TrialDiseaseInline(DiseaseLinkInline):
    model = TrialDisease


@admin.register(Trial)
class TrialAdmin(ResourceAdmin):
    inlines = [TrialDiseaseInline]
    list_display = ["title", "acronym", "nct", "status", "status_as_of", "site_confirmed"]
    list_filter = ["status", "design", "phase", "site_confirmed", "evidence"]
    search_fields = [*ResourceAdmin.search_fields, "acronym", "nct", "eu_ct", "eudract"]
    search_help_text = "Titre, sigle, numéro, maladie ou code ORPHA"
    help_texts = {
        "nct": "NCT et huit chiffres.",
        "eu_ct": "Par exemple 2024-516102-36-00.",
        "eudract": "Par exemple 2020-000308-12.",
        "concerns": "Avec les mots de la source.",
        "status_words": "Avec les mots de la source.",
        "status_as_of": "Année, année-mois ou année-mois-jour.",
        "enrolment": "Prévus tant que l’étude n’est pas finie.",
        "site": "Un hôpital de la plateforme. Le public ne le voit que confirmé.",
        "site_confirmed": "Seulement si une source nomme cet hôpital parmi les sites.",
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", "acronym", "concerns", "note"]}),
        ("Identifiants", {"fields": [("nct", "eu_ct", "eudract")]}),
        (
            "L’étude",
            {"fields": [("design", "phase"), "sponsor", ("age_min", "age_max"), "enrolment"]},
        ),
        ("Où elle en est", {"fields": ["status", ("status_words", "status_as_of")]}),
        ("Sur la plateforme", {"fields": [("site", "site_confirmed")]}),
        ("Où se renseigner", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]
