"""Three records of what happened: the business timeline, the history of rows, the log of reads. None can be changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from corridor.foundation.database.models import PersonRow, Protect, Row


class TimelineEvent(PersonRow):
    """One thing that happened, in codes.

    No names, no free text, no foreign keys, so that erasure and schema never break it.
    """

    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    actor_id = models.UUIDField()
    actor_kind = models.CharField(max_length=10)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    codes = models.JSONField(default=dict)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1, optional=True, append_only=True, history=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-at"], name="timeline_person"),
            models.Index(fields=["subject_id", "-at"], name="timeline_subject"),
        ]


class RowHistory(Row):
    """What a row was before a change, written by trigger; the application reads it through corridor.history_of()."""

    at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    operation = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    actor_id = models.UUIDField()
    protect: ClassVar[Protect] = Protect(person="person_id", level=2, optional=True, sealed=True, history=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-at"], name="history_person"),
            models.Index(fields=["row_id"], name="history_row"),
        ]


class ReadLog(Row):
    """Who read which persons, in which role and why."""

    at = models.DateTimeField()
    actor_id = models.UUIDField()
    roles = ArrayField(models.CharField(max_length=40), default=list)
    why = models.CharField(max_length=120)
    persons = ArrayField(models.UUIDField())
    protect: ClassVar[Protect] = Protect(sealed=True, history=False)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["persons"], name="readlog_persons"),
            models.Index(fields=["actor_id", "-at"], name="readlog_actor"),
        ]


class Erasure(Row):
    """The receipt of an erasure: when, by whom, how many rows; nothing of the person but the day it happened."""

    at = models.DateTimeField()
    actor_id = models.UUIDField()
    reason = models.CharField(max_length=60)
    rows_removed = models.IntegerField()
    protect: ClassVar[Protect] = Protect(append_only=True, history=False)
