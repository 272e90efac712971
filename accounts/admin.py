"""Accounts in the back office: one role a person, their establishments, their second factor."""

from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.devices import forget_second_factor
from accounts.roles import Role, give_role, role_of
from accounts.second_factor import note
from structures.models import EstablishmentEditor


class AccountForm(forms.ModelForm):
    """A role instead of groups and permissions: rights are said in one place (accounts.roles)."""

    role = forms.ChoiceField(label="Rôle", choices=Role.choices, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ["first_name", "last_name", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["role"] = role_of(self.instance)


class EstablishmentInline(admin.TabularInline):
    model = EstablishmentEditor
    extra = 0
    autocomplete_fields = ["establishment"]
    verbose_name_plural = "établissements (pour la rédaction d’un établissement seulement)"


class AccountAdmin(UserAdmin):
    """Accounts are made by an invitation (`manage.py invite`), which gives the first link."""

    form = AccountForm
    inlines = [EstablishmentInline]
    list_display = ["username", "name", "role", "has_second_factor", "is_active", "last_login"]
    list_filter = ["groups", "is_superuser", "is_active"]
    search_fields = ["username", "first_name", "last_name"]
    search_help_text = "Adresse électronique ou nom"
    ordering = ["username"]
    readonly_fields = ["username", "last_login", "date_joined"]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name"), "role", "is_active"]}),
        ("Suivi", {"fields": [("last_login", "date_joined")]}),
    ]
    actions = ["reset_second_factor"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        proved = TOTPDevice.objects.filter(user=models.OuterRef("pk"), confirmed=True)
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows.annotate(second_factor=models.Exists(proved))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody removes the account that they use."""
        return super().has_delete_permission(request, obj) and obj != request.user

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    @admin.display(description="nom")
    def name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="rôle")
    def role(self, user: User) -> str:
        role = role_of(user)
        return role.label if role else "aucun"

    @admin.display(description="second facteur", boolean=True, ordering="second_factor")
    def has_second_factor(self, user: Any) -> bool:
        return user.second_factor

    def save_model(self, request: HttpRequest, obj: User, form: AccountForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        role = Role(form.cleaned_data["role"])
        if role is role_of(obj):
            return
        if obj == request.user:
            messages.warning(request, "On ne change pas son propre rôle : le vôtre est resté.")
            return
        give_role(obj, role)
        note(request.user, obj, f"Rôle donné : {role.label}.")

    @admin.action(
        description="Remettre le second facteur à zéro (téléphone perdu)", permissions=["change"]
    )
    def reset_second_factor(self, request: HttpRequest, queryset: models.QuerySet[User]) -> None:
        for user in queryset:
            if forget_second_factor(user):
                note(request.user, user, "Second facteur remis à zéro par l’administration.")
                messages.success(request, f"{user} l’activera de nouveau à sa prochaine connexion.")
            else:
                messages.warning(request, f"{user} n’avait pas encore de second facteur.")


class WaitAdmin(admin.ModelAdmin):
    """Who typed wrong passwords, and how many; deleting the line lifts the wait."""

    list_display = ["username", "ip_address", "attempt_time", "failures_since_start"]
    search_fields = ["username"]
    ordering = ["-attempt_time", "pk"]
    fields = readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.unregister(TOTPDevice)
admin.site.register(User, AccountAdmin)
admin.site.register(AccessAttempt, WaitAdmin)
