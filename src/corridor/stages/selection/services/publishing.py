"""Publishing a decided round: the seed is shown, applications move, everybody is told, the files are written."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.scopes import access
from corridor.rules.matching import NextStep, Reason, commitment
from corridor.rules.transitions import APPLICATION, ROUND
from corridor.stages.demand import api as demand

from ..models import Application, Offer, RecallRight, Round, RoundInput, RoundResult, Shortlisted
from .assessing import EXPLAINED
from .bands import bands_of
from .common import SELECTION, decision, tell, today
from .opening import locked, seed_of
from .roundfiles import write_files

_WAITS = NextStep.STAY_ON_RESERVE_LIST.value


def publish(round_id: uuid.UUID, *, by: Actor) -> Round:
    """Publish a round that somebody else decided; the seed is shown and must give the commitment of the first day."""
    by = by.within("selection.publish")
    round_ = locked(round_id, by)
    seed = seed_of(round_)
    results = _results(round_, by)
    applications = {
        row.id: row
        for row in Application.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(id__in=RoundInput.objects.filter(round=round_).values("application_id"))
    }
    facts = set()
    if by.id != round_.decided_by:
        facts.add("four_eyes")
    if set(applications) <= set(results):
        facts.add("everyone_has_a_reason")
    if commitment(seed) == round_.commitment:
        facts.add("seed_revealed")
    round_.state = step(ROUND, round_.state, "publish", facts).target
    round_.seed, round_.published_at, round_.published_by = seed, timezone.now(), by.id
    round_.bands = bands_of(round_)
    round_.save(update_fields=["state", "seed", "published_at", "published_by", "bands"])
    _move(round_, applications, results, by)
    _close_lists(round_, by)
    timeline.record("selection.round_published", by=by, subject=round_, seed=seed)
    write_files(round_, by=by)
    return round_


def _results(round_: Round, by: Actor) -> dict[uuid.UUID, list[RoundResult]]:
    found: dict[uuid.UUID, list[RoundResult]] = defaultdict(list)
    columns = ("application_id", "person_id", "reason", "next_step", "rank", "wish", "eligible", "cutoff_points")
    for row in RoundResult.objects.visible_to(by).filter(round=round_).only(*columns).order_by("wish"):
        found[row.application_id].append(row)
    return found


def _move(
    round_: Round,
    applications: Mapping[uuid.UUID, Application],
    results: Mapping[uuid.UUID, Sequence[RoundResult]],
    by: Actor,
) -> None:
    """Chosen, on the reserve list, or not chosen with its reason; withdrawn meanwhile stays withdrawn."""
    decides, now = decision(round_.version, SELECTION), timezone.now()
    groups: dict[str, list[Application]] = defaultdict(list)
    for key, row in applications.items():
        if row.state not in ("on_roster", "shortlisted"):
            continue
        own = results[key]
        if any(result.reason == Reason.OBTAINED for result in own):
            target = step(APPLICATION, row.state, "select", {"round_published"}).target
        elif any(result.next_step == _WAITS for result in own):
            target = step(APPLICATION, row.state, "keep_in_reserve", {"round_published", "rank_given"}).target
        else:
            given = EXPLAINED | {"round_published", "rank_given"}
            target = step(APPLICATION, row.state, "not_select", given).target
            # The nearest miss explains best: a rank in the round before a rule that was not met.
            row.reason = next((r.reason for r in own if r.eligible), own[0].reason)
        groups[target].append(row)
    common = {"season_id": round_.season_id, "last_round": round_}
    for target in ("selected", "reserve"):
        _update(groups[target], {**common, "state": target})
    by_reason: dict[str, list[Application]] = defaultdict(list)
    for row in groups["not_selected"]:
        by_reason[row.reason].append(row)
    told = {
        "decider": SELECTION,
        "remedy": decides.code,
        "decided_at": now,
        "decided_by": round_.decided_by,
        "appeal_until": today() + timedelta(days=decides.days),
    }
    for reason, rows in by_reason.items():
        _update(rows, {**common, **told, "state": "not_selected", "reason": reason})
    for target, rows in groups.items():
        timeline.record_many(f"selection.{target}", by=by, entries=[(row, row.person_id, {}) for row in rows])
        tell(f"selection.{target}", [(row.person_id, {}) for row in rows], by=by)


def _update(rows: Sequence[Application], values: dict[str, object]) -> None:
    if rows:
        Application.objects.filter(id__in=[row.id for row in rows]).update(**values)


def _close_lists(round_: Round, by: Actor) -> None:
    """An employer keeps the candidates whom it obtained; its reach over the others ends with the round."""
    obtained = set(
        RoundResult.objects.filter(round=round_, reason=Reason.OBTAINED).values_list("person_id", "order__employer_id")
    )
    ended: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = Shortlisted.objects.visible_to(by).filter(round=round_).values_list("person_id", "order__employer_id")
    for person, employer in rows:
        if (person, employer) not in obtained:
            ended[employer].add(person)
    employers, held = demand.employers_of(list(ended)), _held(ended, by)
    for employer, persons in ended.items():
        access.end(sorted(persons - held[employer]), scope_id=employers[employer].scope_id)


def _held(wanted: Mapping[uuid.UUID, set[uuid.UUID]], by: Actor) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Of these persons, whom the employer may see for another reason: a live recall right, or an accepted offer."""
    everybody = set().union(*wanted.values()) if wanted else set()
    held: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for model, lives in (
        (RecallRight, {"until__gte": today()}),
        (Offer, {"state__in": ["made", "accepted"], "order__end__gte": today()}),
    ):
        rows = model.objects.visible_to(by).filter(person_id__in=everybody, employer_id__in=list(wanted), **lives)
        for person, employer in rows.values_list("person_id", "employer_id"):
            held[employer].add(person)
    return held
