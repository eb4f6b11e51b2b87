"""What every verb of the stage does: lock rows, ask who acts, take the step of the machine, save all at once."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit.steps import StepRefused, step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.rules.terms import from_plain
from corridor.rules.transitions import CONTRACT, Transition

from ..models import Contract
from ..promise import Comparison, compared, floor_from_plain

NOTHING_WORSE = "nothing_worse"
DIFFERENCES_LISTED = "differences_listed"


def locked(ids: Iterable[uuid.UUID], *, by: Actor) -> list[Contract]:
    """The contracts in the order of their ids, locked; NotFound when one is out of the actor's reach."""
    wanted = list(dict.fromkeys(ids))
    rows = Contract.objects.visible_to(by).select_for_update(of=("self",)).select_related("employer")
    found = {row.id: row for row in rows.filter(id__in=wanted).order_by("id")}
    if len(found) != len(wanted):
        raise NotFound("no_such_contract", _("There is no such contract, or you may not see it."))
    return [found[one] for one in wanted]


def may(code: str, contract: Contract, by: Actor) -> bool:
    """True when the actor is who a machine's `who` means: the worker, the employer, or the holder of a permission."""
    if by.wide:
        return True
    if code == "worker":
        return by.person_id == contract.person_id and by.can("own.contract")
    if code == "employer":
        return contract.employer.organisation_id in by.organisations and by.can("contracts.accept")
    if not by.can(code) or by.kind == "system":
        return by.kind == "system"
    mine = by.within(code)  # who has one role was asked with the whole reach already
    return by.scopes <= mine.scopes or Contract.objects.visible_to(mine).filter(id=contract.id).exists()


def authorise(row: Transition, contract: Contract, by: Actor) -> None:
    """Raise NotAllowed unless the actor is among those who may take the step."""
    if not any(may(code, contract, by) for code in row.who):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))


def comparison(contract: Contract) -> Comparison:
    """The contract's terms against its floor, computed now and not read from what was stored."""
    return compared(from_plain(contract.terms), floor_from_plain(contract.floor))


def facts(contract: Contract) -> set[str]:
    """What the machine asks of the terms: nothing worse, or the list of what is."""
    return {DIFFERENCES_LISTED} if comparison(contract).holding else {NOTHING_WORSE}


def take(contract: Contract, action: str, established: Iterable[str], *, by: Actor) -> Transition:
    """Check and take one step; state, its age and its clock change on the instance, nothing is saved."""
    try:
        row = step(CONTRACT, contract.state, action, frozenset(established))
    except StepRefused as refused:
        refused.params["number"] = contract.number  # of a batch, which one
        raise
    authorise(row, contract, by)
    if row.target != contract.state:
        contract.state = row.target
        contract.state_since = timezone.now()
    contract.due_on = timezone.localdate() + timedelta(days=row.clock_days) if row.clock_days else None
    return row


def save(contracts: Sequence[Contract], *fields: str) -> None:
    """Write the named fields and the state of all, in one statement for each 500."""
    if contracts:
        Contract.objects.bulk_update(contracts, ["state", "state_since", "due_on", *fields], batch_size=500)


def entries(contracts: Iterable[Contract], **codes: Any) -> list[tuple[Contract, uuid.UUID, dict[str, Any]]]:
    """Timeline entries of one verb: codes and ids, never names or words."""
    return [
        (contract, contract.person_id, {"number": contract.number, "state": contract.state, **codes})
        for contract in contracts
    ]
