from django.db import migrations, models

from foundations.version import OF_SEVERAL


class Migration(migrations.Migration):
    dependencies = [("foundations", "0002_corrections_and_version")]
    operations = [
        migrations.RunSQL(OF_SEVERAL, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="directoryversion", name="one_version"),
        migrations.AddConstraint(
            model_name="directoryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("id__in", [1, 2])), name="one_row_a_watched_whole"
            ),
        ),
    ]
