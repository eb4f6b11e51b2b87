"""Changing the terms of a contract: what is worse holds it, and only what was promised lets it go on (principle 1)."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.rules.terms import Bound, Term, from_plain, to_plain, with_hours

from .. import messages
from ..models import Contract
from ..promise import changed, compared, floor_from_plain, restored
from .common import DIFFERENCES_LISTED, NOTHING_WORSE, entries, locked, may, save, take

TERMS = ("terms", "differences", "severity", "held_clauses", "changed_at", "changed_by")
ANSWERS = (
    *("issued_at", "issued_by", "shown_at", "shown_language", "copy_at"),
    *("worker_accepted_at", "worker_accepted_by", "employer_accepted_at", "employer_accepted_by"),
)


def change_terms(contract_id: uuid.UUID, changes: Mapping[str, Mapping[str, Any] | None], *, by: Actor) -> Contract:
    """Put other terms into a contract: clause -> plain term, or None to take the clause out.

    A clause that is then worse, missing or not comparable holds the contract, whoever proposed it and whoever has seen
    it. Equal or better terms make it a draft again, to be sent and accepted anew; a held one stays held until nothing
    is worse. A verified contract takes better terms only. Raises Refused for a term that its clause cannot hold.
    """
    contract = locked([contract_id], by=by)[0]
    if not (may("contracts.draft", contract, by) or may("contracts.verify", contract, by)):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    return _rewrite(contract, changed(from_plain(contract.terms), changes), by=by)


def restore(contract_id: uuid.UUID, *, clauses: Sequence[str] | None = None, by: Actor) -> Contract:
    """Put what was promised back in place of each clause that holds the contract; only `clauses` of these, when given.

    With nothing worse left the contract is a draft again. For the employer and the office.
    """
    contract = locked([contract_id], by=by)[0]
    if not (may("employer", contract, by) or may("contracts.draft", contract, by)):
        raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))
    if contract.state != "held":
        raise Refused("not_held", _("This contract is not held: there is nothing to restore."))
    mended = restored(from_plain(contract.terms), floor_from_plain(contract.floor), clauses)
    return _rewrite(contract, mended, by=by)


def _rewrite(contract: Contract, terms: Mapping[str, Term], *, by: Actor) -> Contract:
    found = compared(terms, floor_from_plain(contract.floor))
    was = contract.state
    if was == "verified":
        return _improve(contract, terms, by=by)
    if found.holding and was != "held":
        take(contract, "hold", {DIFFERENCES_LISTED}, by=by)
    elif not found.holding:
        take(contract, "restore" if was == "held" else "revise", {NOTHING_WORSE}, by=by)
    before = from_plain(contract.terms)
    touched = sorted(code for code in {*before, *terms} if before.get(code) != terms.get(code))
    contract.terms = to_plain(terms)
    contract.differences, contract.severity, contract.held_clauses = found.plain(), found.severity, found.clauses
    contract.changed_at, contract.changed_by = timezone.now(), by.id
    _forget_answers(contract)
    save([contract], *TERMS, *ANSWERS)
    verb = "contracts.held" if found.holding else "contracts.restored" if was == "held" else "contracts.changed"
    told = entries([contract], clauses=touched, worse=found.clauses, severity=int(found.severity))
    timeline.record_many(verb, by=by, entries=told)
    if found.holding and was != "held":
        messages.tell("held", [contract], by=by)
    return contract


def _improve(contract: Contract, terms: Mapping[str, Term], *, by: Actor) -> Contract:
    """A running contract only ever gets better, measured against itself as well as against its floor."""
    before = from_plain(contract.terms)
    if compared(terms, floor_from_plain(contract.floor)).holding or compared(terms, _as_floor(before)).holding:
        raise Refused(
            "only_better", _("This contract is verified. It can only become better, and this clause would be worse.")
        )
    take(contract, "improve", {NOTHING_WORSE, "worker_told"}, by=by)
    better = [code for code in terms if before.get(code) != terms[code]]
    today = timezone.localdate().isoformat()
    plain_before, plain_after = to_plain(before), to_plain(terms)
    contract.improvements = [
        *contract.improvements,
        *(
            {"clause": code, "before": plain_before.get(code), "after": plain_after[code], "from": today, "source": ""}
            for code in better
        ),
    ]
    contract.terms = plain_after
    contract.differences = compared(terms, floor_from_plain(contract.floor)).plain()
    save([contract], "terms", "differences", "improvements")
    timeline.record_many("contracts.improved", by=by, entries=entries([contract], clauses=better))
    messages.tell("raised", [contract], by=by)
    return contract


def _as_floor(terms: Mapping[str, Term]) -> dict[str, Any]:
    return {code: (Bound("order", term),) for code, term in with_hours(terms).items()}


def _forget_answers(contract: Contract) -> None:
    """Other terms are another contract: what was sent and accepted was not this."""
    for field in ANSWERS:
        setattr(contract, field, "" if field == "shown_language" else None)
