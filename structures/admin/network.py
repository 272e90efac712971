from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from foundations.back_office import PROVENANCE, CorrectedAdmin, CorrectedInline
from structures.admin.meant import networks_meant
from structures.models import Claim, Network


class ClaimInline(CorrectedInline, admin.TabularInline):
    model = Claim
    fields = ["disease", "evidence", "source", "source_url"]
    autocomplete_fields = ["disease"]
    verbose_name_plural = "maladies prises en charge (des exemples, pas toute l’étendue)"


@admin.register(Network)
class NetworkAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    inlines = [ClaimInline]
    list_display = [
        "name",
        "acronym",
        "filiere",
        "coverage",
        "sites_announced",
        "generalist",
        "evidence",
    ]
    list_filter = ["coverage", "generalist", "evidence", "filiere"]
    list_select_related = ["filiere"]
    search_fields = ["name", "acronym", "slug", "disease_group"]
    search_help_text = "Nom, sigle, groupe de maladies ; une maladie ou son sigle (NF1)"
    autocomplete_fields = ["filiere"]
    help_texts = {
        "sites_announced": "Le total que donne la source du réseau.",
        "generalist": (
            "Répond au-delà d’une classification : anomalies du développement, maladies "
            "métaboliques…"
        ),
        "coverage": "Une liste partielle n’est jamais lue comme une absence de centre.",
    }
    prepopulated_fields = {"slug": ["acronym"]}
    fieldsets = [
        (None, {"fields": ["name", "acronym", "slug", "url"]}),
        ("Champ", {"fields": ["filiere", "filiere_evidence", "disease_group", "generalist"]}),
        (
            "Ce que le répertoire en connaît",
            {"fields": ["coverage", "sites_announced", "coverage_note"]},
        ),
        PROVENANCE,
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """By its words, or by a disease that it answers for."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        networks = networks_meant(search_term.strip())
        if not networks:
            return found, may_repeat
        named = models.Q(pk__in=found.order_by().values("pk"))
        return queryset.filter(named | models.Q(pk__in=networks)), False
