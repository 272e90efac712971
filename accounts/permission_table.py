"""The table of rights in words: docs/reference/permissions.md is this text."""

from collections.abc import Iterator
from itertools import groupby

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.utils.text import capfirst

from accounts.roles import RULES, Role, rule_for

WORDS = {"v": "voit", "a": "ajoute", "c": "modifie", "d": "supprime"}

HEAD = """\
# Qui peut quoi dans la gestion

Cette page est écrite par `make manage ARGS="permission_table --write"` d'après
`accounts/roles.py`. Un test échoue quand elle n'est plus à jour ; un autre essaie chaque case par
de vraies requêtes (`tests/accounts/test_roles.py`).

- **Lecture** : lit tout le répertoire et ne change rien. Ne voit ni les envois du public, ni les
  comptes.
- **Rédaction d'un établissement** : voit et modifie ses établissements, les centres et les
  services qu'ils abritent, leurs téléphones et leurs zones ; des autres, rien. Le label, le réseau,
  l'établissement d'un centre, les identifiants, la preuve et la source se lisent seulement : un
  label est l'affaire d'un arrêté, une preuve celle de la plateforme. Un service qu'elle ajoute est
  « à vérifier ».
- **Rédaction de la plateforme** : tout le répertoire, les files d'attente, les tableurs, les
  envois du public.
- **Administration** : tout, et les comptes.

« Supprime » ne vaut que pour une ligne ajoutée à la main : une ligne venue d'une source ne se
supprime jamais, elle reviendrait. Une table nouvelle prend la règle de son application.
"""


def as_markdown() -> str:
    return "\n".join([HEAD, *_tables()])


def shown_tables() -> list[type[models.Model]]:
    """The tables of the back office, and those that are edited inside the form of another."""
    registered = set(admin.site._registry)
    inside = {apps.get_model(name) for name in RULES if "." in name}
    return sorted(registered | inside, key=lambda model: model._meta.label_lower)


def _tables() -> Iterator[str]:
    for app_label, tables in groupby(shown_tables(), key=lambda model: model._meta.app_label):
        yield f"## {apps.get_app_config(app_label).verbose_name} (`{app_label}`)\n"
        yield "| table | " + " | ".join(role.label for role in Role) + " |"
        yield "|---" * (len(Role) + 1) + "|"
        for model in tables:
            cells = [_cell(rule_for(model).of(role)) for role in Role]
            yield f"| {capfirst(str(model._meta.verbose_name_plural))} | {' | '.join(cells)} |"
        yield ""


def _cell(letters: str) -> str:
    return ", ".join(WORDS[letter] for letter in letters) or "–"
