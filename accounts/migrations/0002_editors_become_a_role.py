"""The group of those who were invited before there were roles is that of the platform's editors."""

from django.db import migrations

FORMER, NOW = "Équipe de rédaction", "Rédaction de la plateforme"


def rename(apps, former: str, now: str) -> None:
    groups = apps.get_model("auth", "Group").objects
    if not groups.filter(name=now).exists():
        groups.filter(name=former).update(name=now)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_recovery_codes"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: rename(apps, FORMER, NOW),
            lambda apps, schema_editor: rename(apps, NOW, FORMER),
        )
    ]
