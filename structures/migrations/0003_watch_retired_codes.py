from django.db import migrations

from foundations.version import Watched, watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0003_versions_of_several"),
        ("structures", "0002_versions"),
        ("diseases", "0002_names_codes_and_frequencies"),
    ]
    operations = [
        watch("diseases_redirect"),
        watch(
            "diseases_disease",
            "diseases_diseasename",
            "diseases_diseasecode",
            "diseases_prevalence",
            "diseases_redirect",
            of=Watched.NAMES_OF_DISEASES,
        ),
    ]
