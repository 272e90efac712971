"""Writing to any table that an answer is made of makes a new version of the directory."""

from django.db import migrations

from foundations.version import watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0002_corrections_and_version"),
        ("diseases", "0001_initial"),
        ("structures", "0001_initial"),
        ("territories", "0001_initial"),
    ]
    operations = [
        watch(
            "territories_commune",
            "territories_department",
            "diseases_filiere",
            "diseases_disease",
            "diseases_ancestry",
            "diseases_outofscope",
            "structures_structure",
            "structures_establishment",
            "structures_centre",
            "structures_network",
            "structures_claim",
            "structures_phone",
            "structures_servicearea",
            "structures_affiliation",
            "structures_affiliation_networks",
        )
    ]
