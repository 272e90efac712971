from django.db import migrations

from foundations.names import CREATE, DROP


class Migration(migrations.Migration):
    dependencies = [("foundations", "0004_versions_of_resources")]
    operations = [migrations.RunSQL(CREATE, DROP)]
