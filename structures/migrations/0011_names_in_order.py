import django.contrib.postgres.indexes
from django.db import migrations, models

import foundations.names


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0006_words_of_names"),
        ("structures", "0010_merged_and_placed"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="structure",
            index=models.Index(
                foundations.names.Words("name"), models.F("slug"), name="structure_words_of_name"
            ),
        ),
        migrations.AddIndex(
            model_name="structure",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    foundations.names.Words("name"), name="gin_trgm_ops"
                ),
                name="structure_name_trigrams",
            ),
        ),
    ]
