from django.contrib import admin
from django.db.models import Q

from foundations.back_office import PROVENANCE, CorrectedAdmin
from structures.admin.hosted import HELP_TEXTS, HOSTED_OWN_FIELDS, HostedForm
from structures.admin.meant import networks_meant
from structures.admin.structure import ACCESS, PLACE, StructureAdmin
from structures.models import Affiliation, Centre


@admin.register(Centre)
class CentreAdmin(StructureAdmin):
    form = HostedForm
    own_fields = HOSTED_OWN_FIELDS | {"age_note"}
    list_display = [
        "name",
        "establishment",
        "department",
        "label",
        "audience",
        "evidence",
        "verified_on",
    ]
    list_filter = [
        "label",
        "audience",
        "evidence",
        "stands_apart",
        "point_precision",
        "territory",
        "network__filiere",
        ("department", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["network", "establishment", "department"]
    search_fields = [
        "name",
        "slug",
        "site_name",
        "establishment__name",
        "establishment__finess",
        "network__name",
        "network__acronym",
        "commune__name",
        "department__name",
        "=department__code",
    ]
    search_help_text = f"{StructureAdmin.search_help_text} ; une maladie ou son sigle (NF1)"
    autocomplete_fields = [*StructureAdmin.autocomplete_fields, "establishment", "network"]
    help_texts = {
        **StructureAdmin.help_texts,
        **HELP_TEXTS,
        "label_vintage": "Année de la source : 2023+, avant 2017…",
        "site_name": "Sert quand l’établissement n’est pas connu.",
        "site_confirmed": (
            "Décoché : la source ne nomme que la ville ou le groupe, le site principal a été "
            "supposé, et la position est dite probable."
        ),
    }
    fieldsets = [
        (None, {"fields": ["name", "slug", "network", "official_url", "note"]}),
        (
            "Label",
            {
                "fields": [
                    "label",
                    ("label_from", "label_until"),
                    ("label_order", "label_vintage"),
                    "label_note",
                ]
            },
        ),
        ("Pour qui", {"fields": ["audience", ("age_min", "age_max"), "age_note"]}),
        (
            "Établissement",
            {"fields": ["establishment", "site_name", "site_confirmed", "stands_apart"]},
        ),
        PLACE,
        ACCESS,
        (PROVENANCE[0], {**PROVENANCE[1], "fields": [*PROVENANCE[1]["fields"], "sources"]}),
        ("Suivi", {"classes": ["collapse"], "fields": ["territory", "updated_at"]}),
    ]

    def also_meant(self, typed: str) -> Q | None:
        """And the centres of the networks that answer for a disease."""
        networks = networks_meant(typed)
        return Q(network__in=networks) if networks else super().also_meant(typed)


@admin.register(Affiliation)
class AffiliationAdmin(CorrectedAdmin):
    key_fields = ("host", "parent")
    list_display = ["host", "parent", "disease_group", "pairing"]
    list_filter = ["pairing"]
    list_select_related = ["host", "parent"]
    search_fields = ["host__name", "parent__name", "disease_group"]
    autocomplete_fields = ["host", "parent", "networks"]
    ordering = ["host__name", "parent__name", "pk"]
    fields = [
        "host",
        "parent",
        "disease_group",
        "pairing",
        "networks",
        ("audience", "age_min", "age_max"),
        "days",
        "source",
    ]
