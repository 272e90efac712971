"""Pathways are held with the other resources: writing to them makes a new version too."""

from django.db import migrations

from foundations.version import Watched, watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0004_versions_of_resources"),
        ("resources", "0004_pathways"),
    ]
    operations = [
        watch(
            "resources_pathway",
            "resources_pathwaydisease",
            "resources_pathwaystep",
            of=Watched.RESOURCES,
        )
    ]
