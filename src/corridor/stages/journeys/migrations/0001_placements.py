import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import corridor.foundation.database.keys
from corridor.stages.journeys import sql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_initial"),
        ("contracts", "0001_initial"),
        ("demand", "0001_orders"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Placement",
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
                ("employer_scope_id", models.UUIDField()),
                ("scheme_scope_id", models.UUIDField()),
                ("destination_scope_id", models.UUIDField()),
                ("state", models.CharField(default="preparing", max_length=12)),
                ("returning", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("travel_on", models.DateField(null=True)),
                ("meeting_point", models.CharField(blank=True, max_length=200)),
                ("prepared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("prepared_by", models.UUIDField()),
                ("path_complete_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("departed_on", models.DateField(null=True)),
                ("arrived_on", models.DateField(null=True)),
                ("started_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("returned_on", models.DateField(null=True)),
                ("held_reason", models.CharField(blank=True, max_length=500)),
                ("held_at", models.DateTimeField(null=True)),
                ("held_by", models.UUIDField(null=True)),
                ("decider", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=500)),
                ("remedy_until", models.DateField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_by", models.UUIDField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="demand.employer"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="demand.joborder"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.scheme"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.schemeversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leaving",
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
                ("worker_side", models.TextField()),
                ("employer_side", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("recorded_by", models.UUIDField()),
                ("lapses_on", models.DateField()),
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
        ),
        migrations.CreateModel(
            name="Incident",
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
                ("kind", models.CharField(max_length=12)),
                ("said_by", models.CharField(max_length=8)),
                ("words", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("reported_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reported_by", models.UUIDField()),
                ("worker_side", models.TextField(blank=True)),
                ("worker_side_at", models.DateTimeField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.UUIDField(null=True)),
                ("shared", models.BooleanField(default=False)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.placement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Clearance",
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
                ("number", models.CharField(max_length=20, unique=True)),
                ("state", models.CharField(default="requested", max_length=10)),
                ("payload", models.TextField(blank=True)),
                ("signature", models.BinaryField(default=b"", max_length=64)),
                ("valid_until", models.DateField()),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("requested_by", models.UUIDField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("issued_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("decider", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=500)),
                ("remedy_until", models.DateField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journeys.clearance",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.placement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckIn",
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
                ("day", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("answer", models.CharField(blank=True, max_length=8)),
                ("at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.placement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
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
                ("code", models.CharField(max_length=40)),
                ("title", models.JSONField(default=dict)),
                ("position", models.PositiveSmallIntegerField()),
                ("owner", models.CharField(max_length=12)),
                ("decision", models.CharField(blank=True, max_length=20)),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "after",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("evidence_kind", models.CharField(blank=True, max_length=12)),
                ("validity_days", models.PositiveIntegerField(null=True)),
                ("before_departure", models.BooleanField(default=True)),
                ("optional", models.BooleanField(default=False)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("due_on", models.DateField()),
                ("evidence", models.JSONField(blank=True, default=dict)),
                ("valid_until", models.DateField(null=True)),
                ("carried", models.BooleanField(default=False)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.UUIDField(null=True)),
                ("decider", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=500)),
                ("remedy_until", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.placement"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["person", "-starts_on"], name="placement_person"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["scheme", "state"], name="placement_scheme"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["employer", "state"], name="placement_employer"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["travel_on"], name="placement_travel"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("contract",),
                name="placement_one_live",
                violation_error_message="This contract has a placement already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "preparing",
                            "cleared",
                            "departed",
                            "arrived",
                            "at_work",
                            "ended",
                            "left",
                            "returned",
                            "cancelled",
                        ),
                    )
                ),
                name="placement_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="placement_ends_after_start",
                violation_error_message="Work cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("arrived_on__isnull", True),
                    ("departed_on__isnull", True),
                    ("arrived_on__gte", models.F("departed_on")),
                    _connector="OR",
                ),
                name="placement_arrives_after_departure",
                violation_error_message="Nobody arrives before they depart.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("arrived_on__isnull", True),
                    ("ended_on__gte", models.F("arrived_on")),
                    _connector="OR",
                ),
                name="placement_ends_after_arrival",
                violation_error_message="Work cannot end before the worker arrives.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["preparing", "cleared", "cancelled"]),
                    ("departed_on__isnull", False),
                    _connector="OR",
                ),
                name="placement_abroad_has_departed",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_at__isnull", True),
                    models.Q(("held_by__isnull", False), models.Q(("held_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="placement_held_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False), ("state", "cancelled")),
                    _connector="OR",
                ),
                name="placement_cancelled_by_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="leaving",
            index=models.Index(fields=["lapses_on"], name="leaving_lapses"),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("worker_side", ""), _negated=True), models.Q(("employer_side", ""), _negated=True)
                ),
                name="leaving_both_sides_asked",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["placement", "-reported_at"], name="incident_placement"),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("help", "accident", "illness", "wages", "lodging", "conflict", "absence", "other"))
                ),
                name="incident_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_by__in", ("worker", "employer", "office", "mission"))),
                name="incident_said_by",
            ),
        ),
        migrations.AddIndex(
            model_name="clearance",
            index=models.Index(fields=["person", "-requested_at"], name="clearance_person"),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["requested", "issued"])),
                fields=("contract",),
                name="clearance_one_live",
                violation_error_message="This contract has a clearance already, or one is asked for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("requested", "issued", "refused", "revoked", "reissued"))),
                name="clearance_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(
                        models.Q(("payload", ""), _negated=True),
                        models.Q(("signature", b""), _negated=True),
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="clearance_issued_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(("issued_by", models.F("requested_by")), _negated=True),
                    _connector="OR",
                ),
                name="clearance_four_eyes",
                violation_error_message="A clearance is issued by somebody who did not ask for it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["refused", "revoked"]), _negated=True),
                    models.Q(
                        models.Q(("decider", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("remedy", ""), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="clearance_refused_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(condition=models.Q(("answer", "")), fields=["due_on"], name="check_in_open"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(fields=("placement", "day"), name="check_in_once"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(condition=models.Q(("day__in", (7, 30, 90))), name="check_in_day"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("at__isnull", True)),
                    models.Q(("answer__in", ("fine", "help", "skipped")), ("at__isnull", False)),
                    _connector="OR",
                ),
                name="check_in_answered_when",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["person", "code"], name="step_person"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("placement", "code"), name="step_once"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("waiting", "ready", "done", "skipped", "refused"))), name="step_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner__in", ("worker", "office", "employer", "destination", "provider"))),
                name="step_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="step_done_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(
                        models.Q(("decider", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("remedy", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="step_refused_with_reason",
            ),
        ),
        migrations.RunSQL(sql.FORWARD, sql.BACKWARD),
    ]
