from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundations", "0006_words_of_names")]
    operations = [
        migrations.RemoveConstraint(
            model_name="directoryversion", name="one_row_a_watched_whole"
        ),
        migrations.AddConstraint(
            model_name="directoryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("id__in", [1, 2, 3, 4])), name="one_row_a_watched_whole"
            ),
        ),
    ]
