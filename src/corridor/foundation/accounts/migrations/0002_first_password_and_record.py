from typing import ClassVar

from django.db import migrations, models

from corridor.foundation.accounts.sql import AUDIT, DROP_AUDIT


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0001_initial"),
        ("audit", "0001_initial"),
    ]
    operations: ClassVar = [
        migrations.AddField(model_name="account", name="must_change", field=models.BooleanField(default=False)),
        migrations.RunSQL([AUDIT], [DROP_AUDIT]),
    ]
