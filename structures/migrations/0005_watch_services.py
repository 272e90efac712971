from django.db import migrations

from foundations.version import watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0003_versions_of_several"),
        ("structures", "0004_services"),
    ]
    operations = [
        watch(
            "structures_service",
            "structures_servicedisease",
            "structures_completelist",
            "structures_nationaldirectory",
            "structures_nationaldirectory_departments",
            "structures_servicearea_communes",
            "structures_servicearea_departments",
        )
    ]
