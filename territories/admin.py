"""The gazetteer is read-only in the back office: it is rebuilt from public files every year.

Only the zones of platforms are people's to edit.
"""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest

from territories.models import Cedex, Commune, Department, PlatformZone, PlatformZonePart


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Commune)
class CommuneAdmin(ReadOnlyAdmin):
    list_display = ["full_name", "insee", "department", "population", "point_precision", "crossing"]
    list_filter = ["territory", "kind", "point_precision"]
    list_select_related = ["department"]
    search_fields = ["search_name", "full_name", "^insee", "^postal_areas__postcode"]
    search_help_text = "Nom, code postal ou code INSEE"
    fields = [
        ("full_name", "insee", "kind"),
        ("department", "territory", "parent"),
        ("population", "density"),
        ("point_precision", "position"),
        "crossing",
        "postcodes",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commune]:
        return super().get_queryset(request).defer("area", "area_overview", "area_regional")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Commune], search_term: str
    ) -> tuple[QuerySet[Commune], bool]:
        """Suggestions begin with the largest: it is the one that is mostly meant."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            once = queryset.filter(pk__in=found.order_by().values("pk"))
            return once.order_by(F("population").desc(nulls_last=True), "insee"), False
        return found, may_repeat

    @admin.display(description="position")
    def position(self, commune: Commune) -> str:
        return f"{commune.point.x:.5f}, {commune.point.y:.5f}" if commune.point else "inconnue"

    @admin.display(description="codes postaux")
    def postcodes(self, commune: Commune) -> str:
        return ", ".join(area.postcode for area in commune.postal_areas.order_by("postcode"))


@admin.register(Department)
class DepartmentAdmin(ReadOnlyAdmin):
    list_display = ["name", "code", "kind", "region", "territory"]
    list_filter = ["kind", "territory"]
    list_select_related = ["region"]
    search_fields = ["search_name", "code"]
    fields = ["name", "code", "kind", "region", "territory"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Department]:
        return super().get_queryset(request).defer("area", "area_overview")


@admin.register(Cedex)
class CedexAdmin(ReadOnlyAdmin):
    list_display = ["code", "label", "commune", "evidence", "source"]
    list_select_related = ["commune"]
    search_fields = ["code", "label"]


class PlatformZonePartInline(admin.StackedInline):
    model = PlatformZonePart
    extra = 0
    autocomplete_fields = ["departments", "communes"]


@admin.register(PlatformZone)
class PlatformZoneAdmin(admin.ModelAdmin):
    inlines = [PlatformZonePartInline]
