"""What the verbs of this stage share: locking, who is which side of a placement, complete refusals."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.rules.transitions import NEGATIVE_GUARDS, PLACEMENT, Transition
from corridor.stages.agreements import api as agreements
from corridor.stages.journeys.models import Placement, Step

WORKER, EMPLOYER, SYSTEM = "worker", "employer", "system"
RELATED = ("contract", "employer", "order", "scheme")
MOST_WORDS = 500


def today() -> date:
    return timezone.localdate()


def sides(placement: Placement, by: Actor) -> set[str]:
    """Which of the pseudo-actors of the machines the actor is for this placement."""
    found = set()
    if by.kind == "system":
        found.add(SYSTEM)
    if by.person_id is not None and by.person_id == placement.person_id and by.can("own.path"):
        found.add(WORKER)
    if placement.employer_scope_id in by.scopes_for("journeys.receive"):
        found.add(EMPLOYER)
    return found


def holds(placement: Placement, by: Actor, *permissions: str) -> bool:
    """Whether one of the permissions was given to the actor where this placement, which they reach, is in reach."""
    held = [permission for permission in permissions if by.can(permission)]
    if by.kind == "system" or not held:
        return by.kind == "system"
    mine = by.within(*held)
    # who has one role was asked with the whole reach already
    return by.scopes <= mine.scopes or Placement.objects.visible_to(mine).filter(id=placement.id).exists()


def require_side(placement: Placement, by: Actor, who: Iterable[str]) -> None:
    """Raise NotAllowed unless the actor holds one of the permissions or is one of the sides in `who`."""
    mine = sides(placement, by)
    if mine & set(who) or holds(placement, by, *(code for code in who if "." in code)):
        return
    raise NotAllowed("not_allowed", _("Your role does not allow this. Ask a colleague whose role does."))


def lock_placements(ids: Sequence[uuid.UUID], by: Actor) -> list[Placement]:
    """The placements, locked in the order of their keys; raises NotFound when one is out of the actor's reach."""
    rows = Placement.objects.visible_to(by).filter(id__in=list(ids)).select_related(*RELATED).order_by("id")
    found = list(rows.select_for_update(of=("self",)))
    if len(found) != len(set(ids)):
        raise NotFound("placement_not_found", _("There is no such placement, or you may not see it."))
    return found


def steps_of(placements: Iterable[Placement]) -> dict[uuid.UUID, list[Step]]:
    """All steps of some placements in their order, in one statement."""
    found: dict[uuid.UUID, list[Step]] = {placement.id: [] for placement in placements}
    for row in Step.objects.filter(placement_id__in=list(found)).order_by("placement_id", "position"):
        found[row.placement_id].append(row)
    return found


def move(
    placements: Sequence[Placement],
    action: str,
    *,
    by: Actor,
    facts: Callable[[Placement], set[str]] | None = None,
) -> Transition:
    """Take each placement one step of the machine; nothing is saved. Raises StepRefused or NotAllowed."""
    taken: Transition | None = None
    for placement in placements:
        taken = step(PLACEMENT, placement.state, action, facts(placement) if facts else frozenset())
        require_side(placement, by, taken.who)
        placement.state = taken.target
    if taken is None:
        raise Refused("nobody_chosen", _("Choose at least one worker."))
    return taken


def save(rows: Sequence[models.Model], *fields: str) -> None:
    """Write the fields of many rows of one table in one statement a thousand."""
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, list(fields), batch_size=1000)


@dataclass(frozen=True)
class Refusal:
    """A negative decision, complete: who decides, why, what the person can do, until when (principle 9)."""

    decider: str
    reason: str
    remedy: str
    remedy_days: int = 30

    def facts(self) -> set[str]:
        """The guards of a negative transition that this refusal establishes."""
        given = dict(zip(NEGATIVE_GUARDS, (self.decider, self.reason, self.remedy), strict=True))
        return {guard for guard, words in given.items() if words.strip()}

    def put_on(self, row: Any, day: date) -> None:
        """Write it into the columns of a row; raises Refused naming the field that is empty."""
        for field in ("decider", "reason", "remedy"):
            words = getattr(self, field).strip()
            if not words:
                raise Refused("refusal_incomplete", _SENTENCES[field], field=field)
            setattr(row, field, words[:MOST_WORDS])
        row.remedy_until = day + timedelta(days=self.remedy_days)


_SENTENCES = {
    "decider": _("Say who decides: the authority or the person."),
    "reason": _("Give the reason."),
    "remedy": _("Say what the person can do against this decision."),
}
REFUSAL_FIELDS = ("decider", "reason", "remedy", "remedy_until")


class Rules:
    """The rules of scheme versions, each read once for a batch."""

    def __init__(self) -> None:
        self._known: dict[uuid.UUID, agreements.SchemeRules] = {}

    def of(self, version_id: uuid.UUID) -> agreements.SchemeRules:
        if version_id not in self._known:
            self._known[version_id] = agreements.rules_of(agreements.version(version_id))
        return self._known[version_id]

    def refusal(self, version_id: uuid.UUID, decision: str, language: str, *, reason: str) -> Refusal:
        """A refusal with decider and remedy as the scheme names them for one of its decisions."""
        decider = self.of(version_id).deciders.get(decision)  # type: ignore[call-overload]
        if decider is None:
            return Refusal("", reason, "")
        return Refusal(decider.body_for(language), reason, decider.remedy_for(language), decider.remedy_days or 30)
