"""From a structure to the row of its kind, the one that has a form in the back office."""

from typing import Any

from django.db import models

from structures.models import Centre, Establishment, Service, Structure

BY_KIND: dict[str, type[Structure]] = {
    Structure.Kind.ESTABLISHMENT: Establishment,
    Structure.Kind.CENTRE: Centre,
}


def model_of(kind: str) -> type[Structure]:
    """The model whose form edits a structure of this kind: every other kind is a service."""
    return BY_KIND.get(kind, Service)


def table_of(structure: Structure) -> str:
    """The label of that model: "structures.centre"."""
    return model_of(structure.kind)._meta.label_lower


def concrete(structure: Structure) -> Structure:
    """The centre, the establishment or the service that the structure is."""
    model: Any = model_of(structure.kind)
    if isinstance(structure, model):
        return structure
    return model._default_manager.get(pk=structure.pk)


def own_place() -> models.Q:
    """The structures whose place is their own, not copied from their establishment."""
    inherited = models.Q(
        centre__establishment__isnull=False, centre__stands_apart=False
    ) | models.Q(service__establishment__isnull=False, service__stands_apart=False)
    return ~inherited
