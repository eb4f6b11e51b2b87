from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.models import PersonQuerySet, PersonRow, Protect
from corridor.rules.transitions import CONTRACT

HOLDING = '$[*] ? (@.kind == "worse" || @.kind == "missing" || @.kind == "incomparable")'
_MATCHES = "%(function)s(%(expressions)s::jsonpath)"
_MAY_HOLD = ["held", "cancelled"]
_ACCEPTED = ["accepted", "verified", "ended"]


def _pair(name: str) -> models.CheckConstraint:
    """When and by whom stand together or not at all."""
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=f"contract_{name}_pair"
    )


class ContractQuerySet(PersonQuerySet):
    """First wall. A person may be reached through several employers and schemes; each sees its own contracts only."""

    def visible_to(self, actor: Actor) -> "ContractQuerySet":
        """Contracts of persons that the actor reaches through one of the contract's own scopes or the person's."""
        if actor.wide:
            return self
        from corridor.foundation.scopes.models import PersonAccess

        mine = list(actor.scopes)
        reach = PersonAccess.objects.live().filter(scope_id__in=mine, level__gte=Contract.protect.level)
        near = reach.filter(scope__kind__in=["office", "referral", "own"])
        party = Q(employer_scope_id__in=mine) | Q(scheme_scope_id__in=mine) | Q(destination_scope_id__in=mine)
        return self.filter(
            Q(person_id__in=near.values("person_id")) | (party & Q(person_id__in=reach.values("person_id")))
        )


class Contract(PersonRow):
    """One contract of work: what was promised (`floor`), what stands now (`terms`), and how they differ.

    `terms` are plain terms; `floor` is clause -> bounds ({"source", "term"}), a snapshot of law, standard contract and
    job order when it was drafted; `sources` names the law behind each bound of law. `differences` are those of terms
    and floor; the database itself derives `holds` from them and refuses any other state than held while it is true
    (principle 1). `improvements` tells what a higher legal floor raised, and from which day (principle 15).
    """

    number = models.CharField(max_length=20, unique=True)
    check_code = models.CharField(max_length=10)
    offer = models.ForeignKey("selection.Offer", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, null=True, related_name="+")
    order = models.ForeignKey("demand.JobOrder", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("demand.Employer", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey("agreements.Scheme", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("agreements.SchemeVersion", on_delete=models.PROTECT, related_name="+")
    employer_scope_id = models.UUIDField()
    scheme_scope_id = models.UUIDField()
    destination_scope_id = models.UUIDField()

    terms = models.JSONField()
    floor = models.JSONField()
    sources = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    improvements = models.JSONField(default=list)
    holds = models.GeneratedField(
        expression=Func(F("differences"), Value(HOLDING), function="jsonb_path_exists", template=_MATCHES),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    severity = models.PositiveSmallIntegerField(default=0)
    held_clauses = ArrayField(models.CharField(max_length=40), default=list)

    state = models.CharField(max_length=20, default=CONTRACT.initial)
    state_since = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    language = models.CharField(max_length=5)
    second_language = models.CharField(max_length=5, blank=True)

    drafted_at = models.DateTimeField(default=timezone.now)
    drafted_by = models.UUIDField()
    changed_at = models.DateTimeField(null=True)
    changed_by = models.UUIDField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.UUIDField(null=True)
    shown_at = models.DateTimeField(null=True)
    shown_language = models.CharField(max_length=5, blank=True)
    worker_accepted_at = models.DateTimeField(null=True)
    worker_accepted_by = models.UUIDField(null=True)
    employer_accepted_at = models.DateTimeField(null=True)
    employer_accepted_by = models.UUIDField(null=True)
    copy_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.UUIDField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.UUIDField(null=True)
    cancel_decider = models.CharField(max_length=300, blank=True)
    cancel_reason = models.TextField(blank=True)
    cancel_remedy = models.TextField(blank=True)
    remedy_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    ended_early = models.BooleanField(default=False)

    protect: ClassVar[Protect] = Protect(person="person_id", level=1)
    # The second wall asks more than the person's reach: another employer or another scheme of the same person sees
    # nothing of this contract (principle 3).
    policy: ClassVar[str] = """(
        (SELECT corridor.wide())
        OR person_id IN (
            SELECT a.person_id FROM scopes_personaccess a JOIN scopes_scope s ON s.id = a.scope_id
            WHERE a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]) AND a.level >= 1
            AND (a.until IS NULL OR a.until > now()) AND s.kind IN ('office', 'referral', 'own'))
        OR ((employer_scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
             OR scheme_scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
             OR destination_scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]))
            AND person_id IN (
                SELECT a.person_id FROM scopes_personaccess a
                WHERE a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]) AND a.level >= 1
                AND (a.until IS NULL OR a.until > now()))))"""
    objects = ContractQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], name="contract_person"),
            models.Index(fields=["employer", "state"], name="contract_employer"),
            models.Index(fields=["scheme", "state", "state_since"], name="contract_scheme"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=CONTRACT.states), name="contract_state"),
            models.CheckConstraint(
                condition=Q(holds=False) | Q(state__in=_MAY_HOLD),
                name="contract_nothing_worse",
                violation_error_message=_("A clause is worse than what was promised. Restore it first."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="contract_ends_after_start",
                violation_error_message=_("The work cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["offer"],
                condition=~Q(state="cancelled"),
                name="contract_one_of_an_offer",
                violation_error_message=_("There is a contract for this offer already."),
            ),
            *[
                _pair(name)
                for name in (
                    *("changed", "issued", "worker_accepted", "employer_accepted"),
                    *("verified", "declined", "cancelled", "ended"),
                )
            ],
            models.CheckConstraint(
                condition=~Q(state__in=["worker_accepted", *_ACCEPTED])
                | Q(worker_accepted_at__isnull=False, shown_at__isnull=False) & ~Q(shown_language=""),
                name="contract_worker_has_accepted",
                violation_error_message=_("The worker must first see the terms in their own language."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["employer_accepted", *_ACCEPTED]) | Q(employer_accepted_at__isnull=False),
                name="contract_employer_has_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "ended"])
                | Q(verified_at__isnull=False, copy_at__isnull=False, issued_at__isnull=False),
                name="contract_verified_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | (
                    ~Q(verified_by=F("drafted_by"))
                    & ~Q(verified_by=F("issued_by"))
                    & (Q(changed_by__isnull=True) | ~Q(verified_by=F("changed_by")))
                ),
                name="contract_four_eyes",
                violation_error_message=_("A contract is verified by somebody who did not prepare it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled")
                | Q(declined_at__isnull=False)
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="") & ~Q(cancel_remedy="") & ~Q(cancel_decider="")),
                name="contract_cancelled_with_reason",
                violation_error_message=_("Say who decides, why, and what the worker can do against it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False, ended_on__isnull=False),
                name="contract_ended_when",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def live(self) -> bool:
        """True until it is cancelled or ended."""
        return self.state not in CONTRACT.terminal

    @property
    def turn(self) -> str:
        """Whose move it is: an actor or a permission of the machine; "" when nobody's."""
        return TURNS[self.state]


TURNS: dict[str, Any] = {
    "drafted": "contracts.draft",
    "held": "employer",
    "issued": "worker",
    "worker_accepted": "employer",
    "employer_accepted": "worker",
    "accepted": "contracts.verify",
    "verified": "",
    "cancelled": "",
    "ended": "",
}
