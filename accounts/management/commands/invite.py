"""`manage.py invite EMAIL`: an account for the back office, and the link that opens it."""

import os
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.formats import date_format

from accounts.devices import forget_second_factor
from accounts.inviting import Refused, invitation_path, invite
from accounts.roles import Role, role_of
from structures.models import Establishment

DEFAULT_ADDRESS = f"http://localhost:{os.environ.get('PORT', '8000')}"


class Command(BaseCommand):
    help = "Crée un compte de la gestion et donne le lien, à usage unique, qui l’ouvre."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="adresse électronique, qui sert d’identifiant")
        parser.add_argument(
            "--role",
            choices=Role.values,
            help="ce que la personne pourra faire (par défaut : plateforme)",
        )
        parser.add_argument(
            "--establishment",
            action="append",
            default=[],
            metavar="FINESS",
            help="un établissement que la personne rédige ; plusieurs fois s’il le faut",
        )
        parser.add_argument("--superuser", action="store_true", help="comme --role administration")
        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="téléphone perdu : la personne activera un nouveau second facteur",
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
        establishments = [_establishment(finess) for finess in options["establishment"]]
        try:
            user, is_new = invite(email, _role(options), establishments)
        except Refused as error:
            raise CommandError(str(error)) from error
        if options["reset_second_factor"] and forget_second_factor(user):
            self.stdout.write("Son second facteur est remis à zéro.")
        ends = timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        given = role_of(user)
        state = "Compte créé" if is_new else "Compte existant, lien renouvelé"
        self.stdout.write(f"{state} : {email} (rôle « {given.label if given else 'aucun'} »).")
        for edited in user.edited_establishments.select_related("establishment"):
            self.stdout.write(f"Rédige : {edited.establishment}.")
        if user.has_usable_password():
            self.stdout.write("Son mot de passe reste bon jusqu’à ce que le lien serve.")
        self.stdout.write(
            "À transmettre à cette personne seule ; le lien sert une fois, "
            f"jusqu’au {date_format(ends, 'j F Y à H:i')} :"
        )
        self.stdout.write(options["site"].rstrip("/") + invitation_path(user))


def _role(options: dict[str, Any]) -> Role | None:
    """What the options ask for together. Raises CommandError when they contradict each other."""
    role = Role(options["role"]) if options["role"] else None
    if options["superuser"]:
        if role not in {None, Role.ADMINISTRATOR}:
            raise CommandError("--superuser est le rôle administration : choisissez l’un des deux.")
        role = Role.ADMINISTRATOR
    if options["establishment"]:
        if role not in {None, Role.ESTABLISHMENT}:
            raise CommandError("--establishment ne va qu’avec --role etablissement.")
        return Role.ESTABLISHMENT
    if role is Role.ESTABLISHMENT:
        raise CommandError("Dites lequel : --establishment et son numéro FINESS.")
    return role


def _establishment(finess: str) -> Establishment:
    found = Establishment.objects.filter(finess=finess.strip()).first()
    if found is None:
        raise CommandError(f"Aucun établissement n’a le FINESS « {finess} ».")
    return found
