"""Whose rows a person of the back office may see and change.

Who has the permission `structures.view_every_establishment` (or `change_`) is not bounded. Any
other person has the establishments that name them (`EstablishmentEditor`) and what these house;
nobody named means nothing at all.
"""

from typing import Any

from django.db import models

from structures.models.establishment import Establishment

VIEW_ALL = "structures.view_every_establishment"
CHANGE_ALL = "structures.change_every_establishment"


def sees_everything(user: Any) -> bool:
    return user.has_perm(VIEW_ALL)


def changes_everything(user: Any) -> bool:
    return user.has_perm(CHANGE_ALL)


def establishments_of(user: Any) -> models.QuerySet[Establishment]:
    """The establishments that this person edits, for who does not edit them all."""
    return Establishment.objects.filter(editors__user_id=user.pk)


def rows_of(user: Any, rows: models.QuerySet, establishment: str) -> models.QuerySet:
    """Of these rows, those that the person may see; `establishment` leads from one to its own
    ("pk", "establishment")."""
    if sees_everything(user):
        return rows
    return rows.filter(**{f"{establishment}__in": establishments_of(user).values("pk")})


def may_change(user: Any, establishment_id: Any) -> bool:
    """Whether the rows of this establishment are the person's to change."""
    if changes_everything(user):
        return True
    return establishments_of(user).filter(pk=establishment_id).exists()
