"""Accounts of the back office: making one, and the link on which its person chooses a password."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode

from accounts.roles import Role, give_role, role_of
from structures.models import Establishment, EstablishmentEditor


class Refused(ValueError):
    """The account cannot be given; the message says why, in French."""


@transaction.atomic
def invite(
    email: str, role: Role | None = None, establishments: Iterable[Establishment] = ()
) -> tuple[User, bool]:
    """The staff account of this address, made if there is none, and whether it was made.

    Without a role, who has one keeps it and who has none joins the editors of the platform.
    Establishments are added to those that the person edits. An account that has not chosen a
    password yet gets a new unusable one, so that links given before stop working. Raises Refused
    when the account was deactivated: that was somebody's decision.
    """
    user = User.objects.filter(username=email).first()
    is_new = user is None
    if user is None:
        user = User(username=email, email=email)
        user.set_unusable_password()
    if not user.is_active:
        raise Refused(f"Le compte {email} a été désactivé. Réactivez-le d’abord dans la gestion.")
    if not user.has_usable_password():
        user.set_unusable_password()
    user.save()
    give_role(user, role or role_of(user) or Role.PLATFORM)
    for establishment in establishments:
        EstablishmentEditor.objects.get_or_create(user=user, establishment=establishment)
    return user, is_new


def invitation_path(user: User) -> str:
    """The path of the page on which this person chooses a password, with a fresh token."""
    identifier = urlsafe_base64_encode(str(user.pk).encode())
    token = default_token_generator.make_token(user)
    return reverse("admin:invitation", kwargs={"uidb64": identifier, "token": token})
