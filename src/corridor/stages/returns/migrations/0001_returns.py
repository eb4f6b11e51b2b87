import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import corridor.foundation.database.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("demand", "0001_orders"),
        ("journeys", "0001_placements"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExitInterview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=corridor.foundation.database.keys.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("rating", models.PositiveSmallIntegerField()),
                ("again", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.UUIDField()),
                ("counts_from", models.DateField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="demand.employer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.placement"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["employer", "counts_from"], name="interview_employer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rating__gte", 1), ("rating__lte", 5)), name="interview_rating"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=corridor.foundation.database.keys.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.UUIDField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="demand.employer"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["employer", "-at"], name="rating_reply_employer")],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=corridor.foundation.database.keys.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("channel", models.CharField(max_length=10)),
                ("stays", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("recorded_by", models.UUIDField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.UUIDField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.placement"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("confirmed_at__isnull", True)),
                        fields=["recorded_at"],
                        name="return_to_confirm",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["centre", "consulate", "border", "phone", "worker"])),
                        name="return_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="return_confirmed_by_whom",
                    ),
                ],
            },
        ),
    ]
