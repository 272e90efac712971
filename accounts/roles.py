"""Who may do what in the back office: one table, read by the groups, the tests and the docs.

A right is a letter: v sees, a adds, c changes, d deletes (a row that a source brings is never
deleted, whoever asks: foundations.back_office). A rule is named by a table ("structures.centre"),
else by an app ("structures"): a new table takes the rule of its app, and a new app without a rule
fails the tests. Administrators are superusers, whom Django asks nothing: their column says what
the pages let them do.
"""

from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db import models, transaction


class Role(models.TextChoices):
    """One a person; each is a group of that name, but for the last."""

    READER = "lecture", "Lecture"
    ESTABLISHMENT = "etablissement", "Rédaction d’un établissement"
    PLATFORM = "plateforme", "Rédaction de la plateforme"
    ADMINISTRATOR = "administration", "Administration"


GROUPS = [Role.READER, Role.ESTABLISHMENT, Role.PLATFORM]
VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


class Rule(NamedTuple):
    """The rights of each role on one table, or on those of an app."""

    reader: str
    establishment: str
    platform: str
    administrator: str

    def of(self, role: Role) -> str:
        return self[list(Role).index(role)]


RULES = {
    #                                  reader  establishment  platform  administrator
    "structures": Rule("v", "v", "vacd", "vacd"),
    "structures.establishment": Rule("v", "vc", "vacd", "vacd"),
    "structures.centre": Rule("v", "vc", "vacd", "vacd"),
    "structures.service": Rule("v", "vacd", "vacd", "vacd"),
    "structures.phone": Rule("v", "vacd", "vacd", "vacd"),
    "structures.servicearea": Rule("v", "vacd", "vacd", "vacd"),
    "structures.structure": Rule("v", "", "v", "v"),
    "structures.establishmenteditor": Rule("", "", "", "vacd"),
    "resources": Rule("v", "v", "vacd", "vacd"),
    "diseases": Rule("v", "v", "vacd", "vacd"),
    "diseases.release": Rule("v", "v", "v", "v"),
    "territories": Rule("v", "v", "v", "v"),
    "territories.platformzone": Rule("v", "v", "vacd", "vacd"),
    "territories.platformzonepart": Rule("v", "v", "vacd", "vacd"),
    "foundations": Rule("v", "", "v", "v"),
    "importers": Rule("", "", "", ""),
    "importers.upload": Rule("", "", "vad", "vad"),
    "importers.sendermapping": Rule("", "", "vd", "vd"),
    "upkeep": Rule("v", "", "vacd", "vacd"),
    "contributions": Rule("", "", "", ""),
    "contributions.suggestion": Rule("", "", "vcd", "vcd"),
    "contributions.verificationanswer": Rule("", "", "vcd", "vcd"),
    "contributions.verificationrequest": Rule("", "", "vad", "vad"),
    "accounts": Rule("", "", "", "v"),
    "auth": Rule("", "", "", "vcd"),
    "axes": Rule("", "", "", "vd"),
}

BEYOND_TABLES = {
    Role.READER: ["structures.view_every_establishment"],
    Role.ESTABLISHMENT: [],
    Role.PLATFORM: [
        "structures.view_every_establishment",
        "structures.change_every_establishment",
        "foundations.change_correction",
    ],
}
"""Without the first two, a person sees and changes only what `structures.scope` gives them. The
last takes corrections back from their list."""


def rule_for(model: type[models.Model]) -> Rule:
    """The rule of a table. Raises KeyError when nobody said who may touch it."""
    options = model._meta
    return RULES.get(options.label_lower) or RULES[options.app_label]


def is_history(model: type[models.Model]) -> bool:
    """Whether the table holds the former states of another: nobody edits these."""
    return hasattr(model, "history_object")


def permissions_of(role: Role, app_label: str) -> set[str]:
    """The codenames of the permissions of a role on the tables of one app."""
    given = {
        f"{VERBS[letter]}_{model._meta.model_name}"
        for model in apps.get_app_config(app_label).get_models()
        if not is_history(model)
        for letter in rule_for(model).of(role)
        if VERBS[letter] in model._meta.default_permissions
    }
    split = [name.partition(".") for name in BEYOND_TABLES[role]]
    return given | {codename for app, _, codename in split if app == app_label}


@transaction.atomic
def synchronise(app_label: str) -> None:
    """Give each group exactly what the table above says of this app. Doing it again changes
    nothing; apps without a rule are left alone."""
    if app_label not in RULES:
        return
    create_permissions(apps.get_app_config(app_label), verbosity=0)
    known = Permission.objects.filter(content_type__app_label=app_label)
    by_codename = {permission.codename: permission for permission in known}
    for role in GROUPS:
        group, _ = Group.objects.get_or_create(name=role.label)
        names = permissions_of(role, app_label)
        wanted = {by_codename[name] for name in names & by_codename.keys()}
        held = set(group.permissions.filter(content_type__app_label=app_label))
        group.permissions.add(*wanted - held)
        group.permissions.remove(*held - wanted)


def synchronise_all() -> None:
    labels = {name.partition(".")[0] for name in RULES}
    for app in apps.get_app_configs():
        if app.label in labels:
            synchronise(app.label)


@transaction.atomic
def give_role(user: User, role: Role) -> None:
    """Make this the only role of a person, who then has no right of their own beside it."""
    user.is_staff = True
    user.is_superuser = role is Role.ADMINISTRATOR
    user.save()
    user.user_permissions.clear()
    if role is Role.ADMINISTRATOR:
        user.groups.clear()
        return
    group = Group.objects.filter(name=role.label).first()
    if group is None:
        synchronise_all()
        group = Group.objects.get(name=role.label)
    user.groups.set([group])


def role_of(user: User) -> Role | None:
    """The role of a person; None when they have none."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(GROUPS) if role.label in names), None)
