"""Writing to where people live makes a new version of the communes: coverage is computed anew."""

from django.db import migrations

from foundations.version import Watched, watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0007_version_of_communes"),
        ("territories", "0001_initial"),
    ]
    operations = [
        watch(
            "territories_commune",
            "territories_department",
            "territories_region",
            of=Watched.COMMUNES,
        ),
    ]
