"""Writing to any table that a disease's resources are made of makes a new version of them."""

from django.db import migrations

from foundations.version import Watched, watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0004_versions_of_resources"),
        ("diseases", "0002_names_codes_and_frequencies"),
        ("territories", "0001_initial"),
        ("resources", "0002_meetings_trainings_trials_videos"),
    ]
    operations = [
        watch(
            "resources_protocol",
            "resources_protocoldisease",
            "resources_emergencycard",
            "resources_emergencycarddisease",
            "resources_association",
            "resources_associationdisease",
            "resources_meeting",
            "resources_meetingdisease",
            "resources_training",
            "resources_trainingdisease",
            "resources_trial",
            "resources_trialdisease",
            "resources_video",
            "resources_videodisease",
            "diseases_disease",
            "diseases_filiere",
            "territories_department",
            of=Watched.RESOURCES,
        )
    ]
