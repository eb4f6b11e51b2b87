"""Organisations, offices, accounts and what each account may do where. Login identifiers stand outside row security."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.keys import uuid7
from corridor.foundation.database.models import Protect, Row
from corridor.foundation.scopes.models import Scope


class Organisation(Row):
    """A body that acts: a ministry, an employment service, a mission, an employer, a recruiter."""

    KINDS: ClassVar = [
        ("ministry", _("Ministry")),
        ("service", _("Employment service")),
        ("mission", _("Mission abroad")),
        ("employer", _("Employer")),
        ("recruiter", _("Licensed recruiter")),
        ("secretariat", _("Secretariat")),
        ("operator", _("System operator")),
    ]
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KINDS)
    country = models.CharField(max_length=2)


class Office(Row):
    """A place where the organisation's people work; its scope owns the files that it registers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    town = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=40, default="UTC")
    phone = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=300, blank=True)
    open_from_day = models.SmallIntegerField(null=True)  # 1 Monday to 7 Sunday, as in ISO 8601
    open_to_day = models.SmallIntegerField(null=True)
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(open_from_day=None, open_to_day=None, opens_at=None, closes_at=None)
                | Q(
                    open_from_day__range=(1, 7),
                    open_to_day__range=(1, 7),
                    open_from_day__isnull=False,
                    open_to_day__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    closes_at__gt=models.F("opens_at"),
                ),
                name="office_hours_whole",
                violation_error_message=_("Give the first and last day and both times, or none of them."),
            )
        ]


class AccountManager(BaseUserManager):
    def get_by_natural_key(self, username: str) -> "Account":
        return self.get(login=username)


class Account(AbstractBaseUser):
    """Someone who signs in: staff with an e-mail address and password, a worker with the file number and a code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    login = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=5, default="en")
    person_id = models.UUIDField(null=True, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)  # the password was made by somebody else
    created_at = models.DateTimeField(auto_now_add=True)
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    protect = Protect(history=False)
    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person_id__isnull=True) | Q(organisation__isnull=True), name="account_worker_or_staff"
            )
        ]

    @property
    def is_worker(self) -> bool:
        return self.person_id is not None

    def has_perm(self, *args: Any) -> bool:
        """Django's own permissions are not used: roles are (config/roles.py)."""
        return False


class GrantQuerySet(models.QuerySet):
    def live(self) -> "GrantQuerySet":
        """Grants that have not ended."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()))


class Grant(Row):
    """One role of one account in one scope, with an end: delegation is a grant, never a shared password."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(null=True)
    given_by = models.UUIDField()
    given_at = models.DateTimeField(default=timezone.now)
    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "role", "scope"], name="grant_once", nulls_distinct=False)
        ]


class Reset(Row):
    """A new password or authenticator that an administrator made for somebody: asked, done (by a second one), told."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    done_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(what__in=["password", "device"]), name="reset_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, told_at__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="reset_done_by_whom",
            ),
        ]


class SignInCode(Row):
    """A code sent to a worker: kept as a hash, five tries, ten minutes."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    code_hash = models.BinaryField()
    expires_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    protect: ClassVar[Protect] = Protect(history=False)


class Attempt(models.Model):
    """A counter for guessing: by what is guessed and from where, a window each."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=120)
    window = models.BigIntegerField()
    count = models.IntegerField(default=0)
    protect = Protect(history=False, deletable=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "window"], name="attempt_once")]
