from django.db import migrations, models


def as_of_today(apps, schema_editor):
    """What was corrected before this was kept: nothing is known to have changed since."""
    apps.get_model("foundations", "Correction").objects.update(seen_value=models.F("source_value"))


class Migration(migrations.Migration):
    dependencies = [("foundations", "0004_versions_of_resources")]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="seen_value",
            field=models.JSONField(
                editable=False,
                help_text="differs from source_value when the source has changed its mind since",
                null=True,
                verbose_name="valeur de la source quand on a corrigé",
            ),
        ),
        migrations.RunPython(as_of_today, migrations.RunPython.noop),
    ]
