from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from corridor.foundation.database.models import Protect, Row


class Message(Row):
    """One message to one recipient by one channel: a code and its parameters (codes, ids, dates), rendered when sent.

    Outside row security: the worker that delivers it is the system. It holds no name, no address and no free text.
    `next_at` is when it is next tried; whoever tries it moves that on first, so that nobody else does meanwhile. After
    `until` it is of no use (a sign-in code) and is not sent. `reason` says why it was not sent, in a code.
    """

    STATES: ClassVar = ["waiting", "sent", "failed", "skipped"]
    channel = models.CharField(max_length=8)
    code = models.CharField(max_length=60)
    account_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    language = models.CharField(max_length=5)
    params = models.JSONField(default=dict)
    effect_key = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(max_length=8, default="waiting")
    attempts = models.SmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    protect: ClassVar[Protect] = Protect(history=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed", "skipped"]), name="message_state"
            ),
            models.CheckConstraint(condition=Q(channel__in=["email", "sms", "webhook"]), name="message_channel"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-created_at"], name="message_person"),
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="message_due"),
            models.Index(fields=["-created_at"], condition=Q(state__in=["failed", "skipped"]), name="message_unsent"),
        ]
