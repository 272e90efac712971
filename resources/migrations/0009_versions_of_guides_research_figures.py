"""What the public shelves show is read once: writing to it makes a new version.

Versions of the directory know no platform zone: the page of the platform shows its parts.
"""

from django.db import migrations

from foundations.version import Watched, watch


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0004_versions_of_resources"),
        ("territories", "0001_initial"),
        ("resources", "0008_guides_glossary_research_figures"),
    ]
    operations = [
        watch(
            "resources_guide",
            "resources_guidestep",
            "resources_term",
            "resources_researchtheme",
            "resources_publication",
            "resources_publicationunit",
            "resources_publicationdisease",
            "resources_platformfigure",
            "territories_platformzone",
            "territories_platformzonepart",
            "territories_platformzonepart_departments",
            of=Watched.RESOURCES,
        )
    ]
