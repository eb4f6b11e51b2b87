"""Reads. Every one starts from the rows that the actor may see; an employer sees its own contracts, a worker theirs."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound
from corridor.rules.terms import Difference, Term, from_plain, with_hours

from .models import Contract
from .promise import differences_from_plain, floor_from_plain, promised

READING = ("contracts.read", "contracts.read_person")


def contracts(
    actor: Actor, *, state: str | None = None, scheme_id: uuid.UUID | None = None, person_id: uuid.UUID | None = None
) -> QuerySet[Contract]:
    """The contracts that an actor may read, the longest waiting first."""
    rows = _mine(actor)
    for field, wanted in (("state", state), ("scheme_id", scheme_id), ("person_id", person_id)):
        rows = rows.filter(**{field: wanted}) if wanted is not None else rows
    return rows.select_related("person", "employer", "order", "scheme", "version").order_by("state_since", "id")


def _mine(actor: Actor) -> QuerySet[Contract]:
    rows = Contract.objects.visible_to(actor)
    if actor.wide:
        return rows
    if any(actor.can(permission) for permission in READING):
        reading = actor.scopes_for(*READING) & actor.scopes
        return Contract.objects.visible_to(replace(actor, scopes=reading))
    if actor.can("contracts.accept"):
        return rows.filter(employer__organisation_id__in=actor.organisations)
    if actor.can("own.contract") and actor.person_id is not None:
        return rows.filter(person_id=actor.person_id)
    return rows.none()


def contract(contract_id: uuid.UUID, actor: Actor) -> Contract:
    """One contract; NotFound when there is none that the actor may read."""
    found = contracts(actor).filter(id=contract_id).first()
    if found is None:
        raise NotFound("no_such_contract", _("There is no such contract, or you may not see it."))
    return found


def running(person_id: uuid.UUID, *, on: date | None = None) -> list[Contract]:
    """The verified contracts of a person whose term is not over on a day (today by default)."""
    rows = Contract.objects.filter(person_id=person_id, state="verified", ends_on__gte=on or timezone.localdate())
    return list(rows.order_by("starts_on"))


def counts(actor: Actor) -> dict[str, int]:
    """How many contracts the actor may read, by state."""
    rows = _mine(actor)
    return dict(rows.values_list("state").annotate(Count("id")).order_by())


def differences(contract: Contract) -> list[Difference]:
    """Each clause of the contract against what was promised, in the order of the registry."""
    return differences_from_plain(contract.differences)


def terms_of(contract: Contract) -> dict[str, Term]:
    """The terms of the contract as values, the wage resting on its own hours."""
    return with_hours(from_plain(contract.terms))


def term_of(contract: Contract, clause: str) -> Term | None:
    """What a clause of the contract says, None where it is silent."""
    return from_plain(contract.terms).get(clause)


def promised_of(contract: Contract, clause: str) -> Term | None:
    """What was promised for a clause, None where no source speaks of it."""
    bound = promised(floor_from_plain(contract.floor), clause)
    return bound.term if bound else None


@dataclass(frozen=True)
class ContractCheck:
    """What anybody who holds a paper may know of it: never who the worker is."""

    number: str
    state: str
    employer: str
    starts_on: date
    ends_on: date
    verified_on: date | None


def check(number: str, code: str) -> ContractCheck | None:
    """A contract by the number and the code on its paper; None when there is none with both."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM corridor.check_contract(%s, %s)", [number.strip().upper(), code.strip().upper()])
        row = cursor.fetchone()
    return ContractCheck(*row) if row else None
