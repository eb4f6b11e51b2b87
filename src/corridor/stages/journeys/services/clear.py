"""Asking for, issuing, refusing, revoking and replacing clearances."""

import uuid
from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step as machine_step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.outbox.deliver import send_many
from corridor.rules.transitions import CLEARANCE, PLACEMENT
from corridor.stages.journeys import path, tokens
from corridor.stages.journeys.models import Clearance, Placement, Step
from corridor.stages.registry import api as registry

from .common import REFUSAL_FIELDS, Refusal, Rules, lock_placements, save, steps_of, today
from .ready import make_ready

FOUR_EYES = "four_eyes"
LIVE = ("requested", "issued")
_DECIDED = ("state", "decided_at", "decided_by", *REFUSAL_FIELDS)


def request_clearance(placement_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Clearance]:
    """Ask the approver for the clearances of workers whose path is complete up to there."""
    by = by.within("journeys.prepare")
    placements = lock_placements(placement_ids, by)
    _check_ready(placements, steps_of(placements))
    taken = Clearance.objects.filter(contract_id__in=[row.contract_id for row in placements], state__in=LIVE)
    if taken.exists():
        raise Refused("clearance_live", _("This contract has a clearance already, or one is asked for."))
    numbers = _numbers(len(placements))
    made = [
        Clearance(
            placement=row,
            person_id=row.person_id,
            contract=row.contract,
            number=number,
            valid_until=row.ends_on,
            requested_by=by.id,
        )
        for row, number in zip(placements, numbers, strict=True)
    ]
    Clearance.objects.bulk_create(made, batch_size=1000)
    timeline.record_many("journeys.clearance_requested", by=by, entries=[(row, row.person_id, {}) for row in made])
    return made


def clear(placement_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Clearance]:
    """Issue the clearances that were asked for, signed, and make the workers ready to leave (four eyes)."""
    by = by.within("journeys.clear")
    placements = lock_placements(placement_ids, by)
    steps = steps_of(placements)
    _check_ready(placements, steps)
    asked = {
        row.placement_id: row
        for row in Clearance.objects.filter(
            placement_id__in=[row.id for row in placements], state="requested"
        ).select_for_update()
    }
    if len(asked) != len(placements):
        raise Refused("clearance_not_requested", _("Nobody has asked for this clearance yet."))
    for placement in placements:
        row = asked[placement.id]
        facts = {"contract_verified_or_exempt", "no_other_live"}  # the trigger and the unique index hold both as well
        machine_step(CLEARANCE, row.state, "issue", facts | _four_eyes(by, row.requested_by))
    issued = [asked[placement.id] for placement in placements]
    _sign(issued, placements, by)
    save(issued, "state", "payload", "signature", "valid_until", "issued_at", "issued_by")
    _settle(placements, steps, by)
    timeline.record_many("journeys.clearance_issued", by=by, entries=[(row, row.person_id, {}) for row in issued])
    to = [(row.person_id, row.contract.language, {"until": row.ends_on.isoformat()}) for row in placements]
    send_many("journeys.clearance_issued", by=by, to=to)
    return issued


def refuse_clearance(
    placement_id: uuid.UUID, *, reason: str, by: Actor, decider: str = "", remedy: str = "", remedy_days: int = 30
) -> Clearance:
    """Refuse a clearance that was asked for; decider and remedy are the scheme's own unless given."""
    by = by.within("journeys.clear")
    placement = lock_placements([placement_id], by)[0]
    row = _one(placement_id, "requested")
    refusal = _refusal(placement, reason, decider, remedy, remedy_days)
    row.state = machine_step(CLEARANCE, row.state, "refuse", refusal.facts()).target
    return _decide(row, refusal, "journeys.clearance_refused", by)


def revoke_clearance(
    clearance_id: uuid.UUID, *, reason: str, by: Actor, decider: str = "", remedy: str = "", remedy_days: int = 30
) -> Clearance:
    """Take back a clearance, by somebody other than who issued it; before departure the path opens again."""
    by = by.within("journeys.clear")
    row = _by_id(clearance_id, by)
    placement = lock_placements([row.placement_id], by)[0]
    row = _one(placement.id, "issued")
    refusal = _refusal(placement, reason, decider, remedy, remedy_days)
    facts = refusal.facts() | _four_eyes(by, row.issued_by)
    row.state = machine_step(CLEARANCE, row.state, "revoke", facts).target
    _decide(row, refusal, "journeys.clearance_revoked", by)
    if placement.state == "cleared":
        _reopen(placement, refusal)
    return row


def reissue_clearance(clearance_id: uuid.UUID, *, by: Actor) -> Clearance:
    """A new clearance in place of one that was lost or is outdated; the old one stops counting at once."""
    by = by.within("journeys.clear")
    old = _by_id(clearance_id, by)
    placement = lock_placements([old.placement_id], by)[0]
    old = _one(placement.id, "issued")
    facts = {"contract_verified_or_exempt", "no_other_live"} | _four_eyes(by, old.requested_by)
    machine_step(CLEARANCE, "requested", "issue", facts)
    old.state = machine_step(CLEARANCE, old.state, "reissue", {"successor_named"}).target
    save([old], "state")
    new = Clearance(
        placement=placement,
        person_id=placement.person_id,
        contract=placement.contract,
        number=_numbers(1)[0],
        valid_until=placement.ends_on,
        replaces=old,
        requested_by=old.requested_by,
    )
    _sign([new], [placement], by)
    Clearance.objects.bulk_create([new])
    timeline.record("journeys.clearance_reissued", by=by, subject=new, person_id=new.person_id, replaces=old.id)
    return new


def _check_ready(placements: Sequence[Placement], steps: dict[uuid.UUID, list[Step]]) -> None:
    """Raise StepRefused or Refused unless each may be cleared now and its scheme asks for a clearance."""
    rules = Rules()
    for row in placements:
        if not rules.of(row.version_id).clearance:
            raise Refused("no_clearance_here", _("This scheme asks for no clearance: the worker may leave without it."))
        facts = set()
        if not path.open_before_clearance(steps[row.id]):
            facts.add("path_complete")
        if row.contract.state == "verified":
            facts.add("contract_verified")
        machine_step(PLACEMENT, row.state, "clear", facts)


def _four_eyes(by: Actor, other: uuid.UUID | None) -> set[str]:
    return {FOUR_EYES} if by.id != other else set()


def _sign(rows: Sequence[Clearance], placements: Sequence[Placement], by: Actor) -> None:
    names = registry.names([row.person_id for row in rows])
    issuers = _issuers(placements)
    now = timezone.now()
    for row, placement in zip(rows, placements, strict=True):
        row.valid_until = placement.ends_on
        row.payload = tokens.Payload(
            number=row.number,
            initials=tokens.initials(names[row.person_id].name),
            contract=placement.contract.number,
            valid_until=placement.ends_on,
            scheme=placement.scheme.code,
            issuer=issuers[placement.scheme_id],
        ).text()
        row.state, row.issued_at, row.issued_by = "issued", now, by.id
    for row, signature in zip(rows, tokens.sign([row.payload for row in rows]), strict=True):
        row.signature = signature


def _issuers(placements: Iterable[Placement]) -> dict[uuid.UUID, str]:
    """The authority in whose name each scheme's clearances are issued."""
    schemes = {row.scheme_id: row.scheme for row in placements}
    bodies = {row.authority_organisation_id for row in schemes.values()} - {None}
    names = dict(Organisation.objects.filter(id__in=bodies).values_list("id", "name"))
    return {key: names.get(row.authority_organisation_id, row.name) for key, row in schemes.items()}


def _settle(placements: Sequence[Placement], steps: dict[uuid.UUID, list[Step]], by: Actor) -> None:
    """The clearance step of each path is done; what waited for it is ready; the worker may leave."""
    now = timezone.now()
    mine = [step for rows in steps.values() for step in rows if step.code == path.CLEARANCE]
    for step in mine:
        step.state, step.done_at, step.done_by = "done", now, by.id
    opened = [step for rows in steps.values() for step in path.newly_ready(rows)]
    for step in opened:
        step.state = "ready"
    save([*mine, *opened], "state", "done_at", "done_by")
    make_ready(placements, by=by)


def _reopen(placement: Placement, refusal: Refusal) -> None:
    placement.state = machine_step(PLACEMENT, placement.state, "reopen_path", refusal.facts()).target
    placement.cleared_at = None
    save([placement], "state", "cleared_at")
    Step.objects.filter(placement=placement, code=path.CLEARANCE).update(state="ready", done_at=None, done_by=None)


def _decide(row: Clearance, refusal: Refusal, verb: str, by: Actor) -> Clearance:
    refusal.put_on(row, today())
    row.decided_at, row.decided_by = timezone.now(), by.id
    save([row], *_DECIDED)
    timeline.record(verb, by=by, subject=row, person_id=row.person_id)
    return row


def _refusal(placement: Placement, reason: str, decider: str, remedy: str, days: int) -> Refusal:
    named = Rules().refusal(placement.version_id, path.CLEARANCE, placement.contract.language, reason=reason)
    return Refusal(decider or named.decider, reason, remedy or named.remedy, days)


def _by_id(clearance_id: uuid.UUID, by: Actor) -> Clearance:
    row = Clearance.objects.visible_to(by).filter(id=clearance_id).first()
    if row is None:
        raise NotFound("clearance_not_found", _("There is no such clearance, or you may not see it."))
    return row


def _one(placement_id: uuid.UUID, state: str) -> Clearance:
    row = Clearance.objects.select_for_update().filter(placement_id=placement_id, state=state).first()
    if row is None:
        raise Refused("not_from_here", _("This was changed in the meantime. Look at it again."))
    return row


def _numbers(count: int) -> list[str]:
    """Numbers that people read aloud: C- and seven digits of a sequence, unique in the installation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('journeys_clearance_number') FROM generate_series(1, %s)", [count])
        return [f"C-{row[0]:07d}" for row in cursor.fetchall()]
