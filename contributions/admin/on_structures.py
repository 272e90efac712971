"""What the list and the form of each structure gain: ask for a verification, see what came."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format

from contributions.models import Suggestion, VerificationRequest
from contributions.verification.asking import ask_those_not_asked
from structures.admin.structure import StructureAdmin, Tool
from structures.models import Structure

ASKED = "contributions_verificationrequest"


class VerificationFilter(admin.SimpleListFilter):
    title = "vérification demandée"
    parameter_name = "verification"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("demandee", "demandée"),
            ("retard", "sans réponse depuis plus de 30 jours"),
            ("repondue", "répondue"),
            ("jamais", "jamais demandée"),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        asked = VerificationRequest.objects.filter(structure=models.OuterRef("pk"))
        match self.value():
            case "demandee":
                return queryset.filter(models.Exists(asked.waiting()))
            case "retard":
                return queryset.filter(models.Exists(asked.late()))
            case "repondue":
                return queryset.filter(models.Exists(asked.exclude(answered_on=None)))
            case "jamais":
                return queryset.exclude(models.Exists(asked))
        return queryset


@admin.action(description="Demander une vérification", permissions=["change"])
def ask_for_verification(
    model_admin: admin.ModelAdmin, request: HttpRequest, queryset: models.QuerySet
) -> None:
    if not request.user.has_perm("contributions.add_verificationrequest"):
        messages.error(request, "Vous n’avez pas le droit de demander une vérification.")
        return
    made, known = ask_those_not_asked(queryset, request.user)
    words = f"{made} demande(s) prête(s) : voyez « Demandes de vérification » pour les envoyer."
    if known:
        words += f" {known} structure(s) en avaient déjà une."
    messages.success(request, words)


def tools_of(request: HttpRequest, structure: Structure) -> list[Tool]:
    """The links above a form, those that this person may open."""
    user: Any = request.user
    tools = []
    if user.has_perm("contributions.view_suggestion"):
        waiting = Suggestion.objects.waiting().filter(structure=structure.pk)
        if first := waiting.order_by("received_on", "pk").first():
            address = reverse("admin:contributions_suggestion_change", args=[first.pk])
            tools.append(Tool(f"{waiting.count()} signalement(s) à traiter", address))
    if user.has_perm("contributions.view_verificationrequest"):
        asked = VerificationRequest.objects.filter(structure=structure.pk).first()
        if asked is not None:
            address = reverse(f"admin:{ASKED}_change", args=[asked.pk])
            tools.append(Tool(_asked_words(asked), address))
    if user.has_perm("contributions.add_verificationrequest"):
        address = reverse(f"admin:{ASKED}_ask", args=[structure.pk])
        tools.append(Tool("Demander une vérification", address))
    return tools


def _asked_words(asked: VerificationRequest) -> str:
    if asked.answered_on:
        return f"Vérification répondue le {date_format(asked.answered_on, 'j F Y')}"
    return f"Vérification demandée le {date_format(asked.asked_on, 'j F Y')}, sans réponse"


StructureAdmin.actions.append(ask_for_verification)
StructureAdmin.more_filters.append(VerificationFilter)
StructureAdmin.tools.append(tools_of)
