from typing import ClassVar

from django.db import migrations

from corridor.stages.statistics.sql import DROP_SEASON_COUNTS, SEASON_COUNTS


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [
        ("agreements", "0001_initial"),
        ("demand", "0001_orders"),
        ("selection", "0001_initial"),
        ("contracts", "0001_initial"),
        ("journeys", "0001_placements"),
        ("returns", "0001_returns"),
    ]
    operations: ClassVar = [migrations.RunSQL([SEASON_COUNTS], [DROP_SEASON_COUNTS])]
