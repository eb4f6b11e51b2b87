"""Verifying and cancelling: the two decisions of an authority about a contract."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.events import publish
from corridor.stages.agreements import api as agreements

from .. import messages
from ..events import ContractCancelled, ContractVerified
from ..models import Contract
from .common import entries, facts, locked, save, take
from .release import give_back

LONGEST_REMEDY = 3650


def verify(contract_ids: Iterable[uuid.UUID], *, by: Actor) -> list[Contract]:
    """Verify contracts that both sides have accepted, as somebody who prepared none of them.

    Raises StepRefused when a clause is worse, the worker has no copy, or the second pair of eyes is the first.
    """
    by = by.within("contracts.verify")
    contracts = locked(contract_ids, by=by)
    now = timezone.now()
    for contract in contracts:
        known = facts(contract)
        if by.id not in (contract.drafted_by, contract.issued_by, contract.changed_by):
            known.add("four_eyes")
        if contract.copy_at is not None:
            known.add("copy_with_worker")
        take(contract, "verify", known, by=by)
        contract.verified_at, contract.verified_by = now, by.id
    save(contracts, "verified_at", "verified_by")
    timeline.record_many("contracts.verified", by=by, entries=entries(contracts))
    messages.tell("verified", contracts, by=by)
    if contracts:
        publish(ContractVerified(tuple(one.id for one in contracts)))
    return contracts


def cancel(
    contract_id: uuid.UUID, *, decider: str, reason: str, remedy: str, remedy_days: int = 30, by: Actor
) -> Contract:
    """Cancel a contract. Decider, reason and remedy are words for the worker; `remedy_days` is the time to use it.

    Raises StepRefused naming what is missing of the three.
    """
    by = by.within("contracts.cancel")
    contract = locked([contract_id], by=by)[0]
    if not 0 < remedy_days <= LONGEST_REMEDY:
        raise Refused("remedy_days", _("Say how many days there are to use the remedy."), field="remedy_days")
    words = {"decider_named": decider.strip(), "reason_given": reason.strip(), "remedy_named": remedy.strip()}
    take(contract, "cancel", [fact for fact, said in words.items() if said], by=by)
    contract.cancelled_at, contract.cancelled_by = timezone.now(), by.id
    contract.cancel_decider, contract.cancel_reason, contract.cancel_remedy = words.values()
    contract.remedy_until = contract.due_on = timezone.localdate() + timedelta(days=remedy_days)
    fields = ("cancelled_at", "cancelled_by", "cancel_decider", "cancel_reason", "cancel_remedy", "remedy_until")
    save([contract], *fields)
    timeline.record_many("contracts.cancelled", by=by, entries=entries([contract]))
    messages.tell("cancelled", [contract], by=by)
    give_back(contract)
    publish(ContractCancelled((contract.id,)))
    return contract


def decider(contract: Contract) -> agreements.Decider:
    """Who decides about contracts under the rules of this one, with the remedy that this decider's law gives."""
    return agreements.rules_of(contract.version).deciders.get("contract") or agreements.Decider()
