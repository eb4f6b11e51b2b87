"""Sending a contract, and the answers of worker and employer."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.events import publish

from .. import messages
from ..events import ContractCancelled
from ..models import Contract
from .common import entries, facts, locked, save, take
from .release import give_back

SHOWN = "terms_shown_in_own_language"


def issue(contract_ids: Iterable[uuid.UUID], *, by: Actor) -> list[Contract]:
    """Send drafts to worker and employer. Raises StepRefused when a clause is worse than promised."""
    by = by.within("contracts.draft")
    contracts = locked(contract_ids, by=by)
    now = timezone.now()
    for contract in contracts:
        take(contract, "issue", facts(contract), by=by)
        contract.issued_at, contract.issued_by = now, by.id
    save(contracts, "issued_at", "issued_by")
    timeline.record_many("contracts.issued", by=by, entries=entries(contracts))
    messages.tell("issued", contracts, by=by)
    return contracts


def accept_as_worker(contract_ids: Iterable[uuid.UUID], *, language: str = "", by: Actor) -> list[Contract]:
    """Accept contracts as the worker whose contracts they are, having read them in `language`.

    `language` is that in which the terms stood on the screen; "" says that it was each contract's own. Another one than
    the worker's is not enough: StepRefused names the guard. The copy is the worker's from now on, in their file.
    """
    contracts = locked(contract_ids, by=by)
    now = timezone.now()
    for contract in contracts:
        known = facts(contract)
        if language in ("", contract.language):
            known.add(SHOWN)
        action = "complete_as_worker" if contract.state == "employer_accepted" else "accept_as_worker"
        take(contract, action, known, by=by)
        contract.shown_at, contract.shown_language = now, contract.language
        contract.worker_accepted_at, contract.worker_accepted_by = now, by.id
        contract.copy_at = now
    save(contracts, "shown_at", "shown_language", "worker_accepted_at", "worker_accepted_by", "copy_at")
    shown = entries(contracts)
    for contract, (_contract, _person, codes) in zip(contracts, shown, strict=True):
        codes["shown"] = contract.shown_language
    timeline.record_many("contracts.accepted_by_worker", by=by, entries=shown)
    return contracts


def accept_as_employer(contract_ids: Iterable[uuid.UUID], *, by: Actor) -> list[Contract]:
    """Accept contracts as their employer."""
    contracts = locked(contract_ids, by=by)
    now = timezone.now()
    for contract in contracts:
        action = "complete_as_employer" if contract.state == "worker_accepted" else "accept_as_employer"
        take(contract, action, facts(contract), by=by)
        contract.employer_accepted_at, contract.employer_accepted_by = now, by.id
    save(contracts, "employer_accepted_at", "employer_accepted_by")
    timeline.record_many("contracts.accepted_by_employer", by=by, entries=entries(contracts))
    return contracts


def give_up(contract_id: uuid.UUID, *, by: Actor) -> Contract:
    """End the contract of a worker who does not go after all: no penalty, the post is free for the next on the list.

    Called by the stage that keeps journeys, which has checked that this is the worker's own wish.
    """
    contract = locked([contract_id], by=by)[0]
    take(contract, "give_up", (), by=by)
    contract.declined_at, contract.declined_by = timezone.now(), contract.person_id
    save([contract], "declined_at", "declined_by")
    timeline.record_many("contracts.given_up", by=by, entries=entries([contract]))
    give_back(contract)
    publish(ContractCancelled((contract.id,)))
    return contract


def decline(contract_id: uuid.UUID, *, by: Actor) -> Contract:
    """Decline a contract as its worker: no reason is asked, no penalty follows, the roster keeps their place."""
    contract = locked([contract_id], by=by)[0]
    take(contract, "decline", (), by=by)
    contract.declined_at, contract.declined_by = timezone.now(), by.id
    save([contract], "declined_at", "declined_by")
    timeline.record_many("contracts.declined", by=by, entries=entries([contract]))
    give_back(contract)
    publish(ContractCancelled((contract.id,)))
    return contract
