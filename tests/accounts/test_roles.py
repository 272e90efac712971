"""Every cell of the table of rights, by the pages themselves: list, addition, change, deletion."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.permission_table import as_markdown
from accounts.roles import GROUPS, RULES, Role, permissions_of, rule_for, synchronise_all
from structures.models import Establishment, EstablishmentEditor
from tests.accounts.spare_rows import is_corrected, spare_row
from tests.admin.html_form import fields_of

TABLES = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)
OPEN, SHUT, DONE = 200, 403, 302


def address(model, page: str, *arguments) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label_lower)
def test_a_cell_of_the_table(entering, rows, model, role):
    rights = rule_for(model).of(role)
    browser = entering(role, *([rows.hospital] if role is Role.ESTABLISHMENT else []))
    row = spare_row(model, rows.hospital, added=is_corrected(admin.site._registry[model]))
    if role is Role.ESTABLISHMENT and isinstance(row, Establishment):
        EstablishmentEditor.objects.create(user=browser.person, establishment=row)

    page = browser.get(address(model, "changelist"))
    assert page.status_code == (OPEN if "v" in rights else SHUT)

    assert browser.get(address(model, "add")).status_code == (OPEN if "a" in rights else SHUT)
    assert browser.post(address(model, "add"), {}).status_code == (OPEN if "a" in rights else SHUT)

    page = browser.get(
        address(model, "change", row.pk), follow=True
    )  # an upload leads to its report
    assert page.status_code == (OPEN if "v" in rights else SHUT)
    sent = fields_of(page, f"{model._meta.model_name}_form") if "c" in rights else {}
    changed = browser.post(address(model, "change", row.pk), sent)
    assert changed.status_code == (DONE if "c" in rights else SHUT)
    assert model._default_manager.filter(pk=row.pk).exists()

    deleted = browser.post(address(model, "delete", row.pk), {"post": "yes"})
    assert deleted.status_code == (DONE if "d" in rights else SHUT)
    assert model._default_manager.filter(pk=row.pk).exists() is ("d" not in rights)


def test_every_table_has_a_rule():
    """A new app says who may touch its tables; none falls between."""
    for model in TABLES:
        assert rule_for(model), model
    for name in RULES:
        assert apps.get_model(name) if "." in name else apps.get_app_config(name)


def test_who_changes_also_sees():
    for name, rule in RULES.items():
        for role in Role:
            assert not rule.of(role) or "v" in rule.of(role), (name, role)


def test_a_role_has_no_more_than_the_next():
    """But for what an establishment adds in its own house."""
    for name, rule in RULES.items():
        assert set(rule.reader) <= set(rule.platform), name
        assert set(rule.establishment) <= set(rule.platform), name


@pytest.mark.django_db
def test_the_groups_hold_what_the_table_says_and_nothing_else():
    labels = {name.partition(".")[0] for name in RULES}
    for role in GROUPS:
        held = Group.objects.get(name=role.label).permissions.all()
        kept = {f"{p.content_type.app_label}.{p.codename}" for p in held}
        said = {f"{app}.{name}" for app in labels for name in permissions_of(role, app)}
        assert kept == said


@pytest.mark.django_db
def test_the_groups_are_put_right_again_and_then_left_alone(django_assert_max_num_queries):
    readers = Group.objects.get(name=Role.READER.label)
    stolen = Permission.objects.get(codename="delete_centre")
    lost = Permission.objects.get(codename="view_centre")
    readers.permissions.add(stolen)
    readers.permissions.remove(lost)
    synchronise_all()
    now = set(readers.permissions.all())
    assert stolen not in now
    assert lost in now
    synchronise_all()
    assert set(readers.permissions.all()) == now


def test_the_page_of_the_documentation_is_the_table():
    written = (settings.BASE_DIR / "docs" / "reference" / "permissions.md").read_text()
    assert written == as_markdown(), 'make manage ARGS="permission_table --write"'
