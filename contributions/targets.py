"""What a message is about: a structure, a resource, or a centre that we do not list."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from resources.models import (
    Association,
    EmergencyCard,
    Meeting,
    Pathway,
    Protocol,
    Training,
    Trial,
    Video,
)
from structures.models import Structure

RESOURCES: dict[str, type[models.Model]] = {
    "association": Association,
    "protocol": Protocol,
    "emergency-card": EmergencyCard,
    "meeting": Meeting,
    "training": Training,
    "trial": Trial,
    "video": Video,
    "pathway": Pathway,
}
"""Kinds of resources by the word of their address."""


@dataclass(frozen=True, slots=True)
class Target:
    """`key` names it in a signed form; `kept` are the columns of its suggestion."""

    key: str
    name: str
    page_url: str
    kept: dict[str, Any]


MISSING_CENTRE = Target(key="missing", name="", page_url="", kept={})


def structure_target(slug: str) -> Target:
    """A published structure; 404 for any other."""
    found = get_object_or_404(Structure.objects.published(), slug=slug)
    kept = {"structure": found, "target_name": found.name}
    return Target(f"structure/{slug}", found.name, found.get_absolute_url(), kept)


def resource_target(kind: str, slug: str) -> Target:
    """A published resource of one kind; 404 for any other."""
    if kind not in RESOURCES:
        raise Http404
    rows: Any = RESOURCES[kind]._default_manager
    found = get_object_or_404(rows.published(), slug=slug)
    key = f"{kind}/{slug}"
    name = str(found)[:300]
    return Target(key, name, "", {"resource": key, "target_name": name})


def resource_of(key: str) -> models.Model | None:
    """The row that `Suggestion.resource` names, None when it exists no more."""
    kind, _, slug = key.partition("/")
    if kind not in RESOURCES:
        return None
    return RESOURCES[kind]._default_manager.filter(slug=slug).first()
