from django.contrib import admin
from django.db.models import Q

from foundations.back_office import PROVENANCE, CorrectedInline
from structures.admin.hosted import HELP_TEXTS, HOSTED_OWN_FIELDS, HostedForm
from structures.admin.meant import diseases_meant
from structures.admin.structure import ACCESS, PLACE, StructureAdmin
from structures.models import Service, ServiceDisease


class ServiceDiseaseInline(CorrectedInline, admin.TabularInline):
    model = ServiceDisease
    fields = ["disease", "evidence", "source", "source_url"]
    autocomplete_fields = ["disease"]
    verbose_name = "maladie"
    verbose_name_plural = "maladies pour lesquelles il travaille (aucune : il n’en nomme pas)"
    classes = ["collapse"]


@admin.register(Service)
class ServiceAdmin(StructureAdmin):
    form = HostedForm
    own_fields = HOSTED_OWN_FIELDS | {"access"}
    inlines = [*StructureAdmin.inlines, ServiceDiseaseInline]
    list_display = [
        "name",
        "category",
        "relevance",
        "establishment",
        "commune",
        "department",
        "evidence",
        "verified_on",
    ]
    list_filter = [
        "category",
        "relevance",
        "audience",
        "evidence",
        "paediatric_emergency",
        "stands_apart",
        "point_precision",
        "territory",
        ("department", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["establishment", "commune", "department"]
    search_fields = [
        "name",
        "slug",
        "source_name",
        "finess",
        "establishment__name",
        "establishment__finess",
        "commune__name",
        "department__name",
        "=department__code",
    ]
    search_help_text = f"{StructureAdmin.search_help_text} ; une maladie ou son sigle (NF1)"
    autocomplete_fields = [*StructureAdmin.autocomplete_fields, "establishment"]
    help_texts = {
        **StructureAdmin.help_texts,
        **HELP_TEXTS,
        "relevance": "Ce qui est périphérique ne figure pas sur la carte.",
        "finess": "Le sien ; vide dans un établissement.",
        "source_name": "Exactement comme la source l’écrit.",
        "paediatric_emergency": "Des urgences seulement : une autorisation, pas un horaire.",
        "access": "Qui peut demander, et comment.",
        "sources": "D’autres sources qui en parlent.",
    }
    fieldsets = [
        (
            None,
            {"fields": ["name", "slug", ("category", "relevance"), "official_url", "note"]},
        ),
        (
            "Pour qui",
            {"fields": ["audience", ("age_min", "age_max"), "paediatric_emergency", "access"]},
        ),
        ("Établissement", {"fields": ["establishment", "stands_apart", "finess"]}),
        PLACE,
        ACCESS,
        (
            PROVENANCE[0],
            {**PROVENANCE[1], "fields": [*PROVENANCE[1]["fields"], "source_name", "sources"]},
        ),
        ("Suivi", {"classes": ["collapse"], "fields": ["territory", "updated_at"]}),
    ]

    def also_meant(self, typed: str) -> Q | None:
        """And the services that name the disease."""
        diseases = diseases_meant(typed)
        if not diseases:
            return super().also_meant(typed)
        return Q(pk__in=ServiceDisease.objects.filter(disease__in=diseases).values("service"))
