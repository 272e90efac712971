from django.db import migrations

from foundations.names import CREATE, DROP


class Migration(migrations.Migration):
    dependencies = [("foundations", "0005_correction_seen_value")]
    operations = [migrations.RunSQL(CREATE, DROP)]
