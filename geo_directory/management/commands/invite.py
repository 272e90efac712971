"""`manage.py invite EMAIL`: an account for the back office, and the link that opens it."""

import os
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlsafe_base64_encode

EDITORS = "Équipe de rédaction"
EDITED_APPS = ("structures", "resources", "diseases", "territories", "foundations")
DEFAULT_ADDRESS = f"http://localhost:{os.environ.get('PORT', '8000')}"


class Command(BaseCommand):
    help = "Crée un compte de la gestion et donne le lien, à usage unique, qui l’ouvre."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="adresse électronique, qui sert d’identifiant")
        parser.add_argument(
            "--superuser", action="store_true", help="tous les droits, y compris sur les comptes"
        )
        parser.add_argument(
            "--site",
            default=DEFAULT_ADDRESS,
            help=f"adresse publique du site (par défaut {DEFAULT_ADDRESS})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"« {email} » n’est pas une adresse électronique.") from error
        user, is_new = invite(email, superuser=options["superuser"])
        ends = timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        role = "tous les droits" if user.is_superuser else f"groupe « {EDITORS} »"
        state = "Compte créé" if is_new else "Compte existant, lien renouvelé"
        self.stdout.write(f"{state} : {email} ({role}).")
        if user.has_usable_password():
            self.stdout.write("Son mot de passe reste bon jusqu’à ce que le lien serve.")
        self.stdout.write(
            "À transmettre à cette personne seule ; le lien sert une fois, "
            f"jusqu’au {date_format(ends, 'j F Y à H:i')} :"
        )
        self.stdout.write(options["site"].rstrip("/") + invitation_path(user))


@transaction.atomic
def invite(email: str, *, superuser: bool) -> tuple[User, bool]:
    """The staff account of this address, made if there is none, and whether it was made.

    Rights are given, never taken back. An account that has not chosen a password yet gets a new
    unusable one, so that links given before stop working. Raises CommandError when the account
    was deactivated: that was somebody's decision.
    """
    user = User.objects.filter(username=email).first()
    is_new = user is None
    if user is None:
        user = User(username=email, email=email)
        user.set_unusable_password()
    if not user.is_active:
        raise CommandError(
            f"Le compte {email} a été désactivé. Réactivez-le d’abord dans la gestion."
        )
    user.is_staff = True
    user.is_superuser = user.is_superuser or superuser
    if not user.has_usable_password():
        user.set_unusable_password()
    user.save()
    if not user.is_superuser:
        user.groups.add(editors())
    return user, is_new


def editors() -> Group:
    """The group that may read, add and change the directory; deletion is refused row by row."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*Permission.objects.filter(content_type__app_label__in=EDITED_APPS))
    return group


def invitation_path(user: User) -> str:
    """The path of the page on which this person chooses a password, with a fresh token."""
    identifier = urlsafe_base64_encode(str(user.pk).encode())
    token = default_token_generator.make_token(user)
    return reverse("admin:invitation", kwargs={"uidb64": identifier, "token": token})
