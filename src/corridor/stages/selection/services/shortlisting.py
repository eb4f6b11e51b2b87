"""Shortlists for the employers' choice, and their answers."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.scopes import access
from corridor.rules.matching import Choice, ChoiceFault, ChoiceRefused, JobReason, shortlists
from corridor.rules.matching.shortlist import check_choice
from corridor.rules.transitions import APPLICATION, ROUND
from corridor.stages.demand import api as demand

from ..models import Application, Round, Shortlisted
from .common import MISSING, today
from .freezing import frozen
from .interviewing import absence_shown, end_interviews, still_open
from .market import market
from .mixing import public_facts
from .opening import draw_of, locked

DAYS_TO_CHOOSE = 14
DAYS_AFTER = 30
"""An employer reads a shortlist until the round should have been published; the round's end may end it earlier."""

FAULTS = {
    ChoiceFault.ORDER_UNANSWERED: _("This shortlist has no answer yet. Choose, or refuse with a reason."),
    ChoiceFault.NOT_ON_SHORTLIST: _("Somebody in your answer is not on the shortlist."),
    ChoiceFault.TWICE: _("Somebody is in your answer twice. Keep one of the two."),
    ChoiceFault.NEITHER: _("Somebody on the shortlist is neither chosen nor refused with a reason."),
}


def send_shortlists(round_id: uuid.UUID, *, by: Actor) -> Round:
    """Make the shortlist of every order from the frozen inputs, and let each employer read its own candidates."""
    by = by.within("selection.run_round")
    round_ = locked(round_id, by)
    if not round_.by_choice:
        raise Refused("not_by_choice", _("In this round no employer chooses; it has no shortlists."))
    round_.state = step(ROUND, round_.state, "send_shortlists", public_facts(round_)).target
    round_.choose_by = today() + timedelta(days=DAYS_TO_CHOOSE)
    inputs, applications = frozen(round_, by=by)
    lists = shortlists(market(inputs, draw_of(round_)), round_.per_post)
    rows = [
        Shortlisted(
            round=round_,
            order_id=order,
            application_id=applications[worker].id,
            person_id=applications[worker].person_id,
            place=place,
        )
        for order, workers in lists.items()
        for place, worker in enumerate(workers, start=1)
    ]
    Shortlisted.objects.bulk_create(rows, batch_size=2000)
    _shortlist_applications({code for codes in lists.values() for code in codes}, applications, by)
    employers = {order["id"]: order["employer"] for order in inputs.orders}
    _open_to_employers(rows, employers, round_)
    round_.save(update_fields=["state", "choose_by"])
    timeline.record("selection.shortlists_sent", by=by, subject=round_, candidates=len(rows))
    return round_


def _shortlist_applications(codes: set[str], applications: Mapping[str, Application], by: Actor) -> None:
    chosen = [applications[code] for code in sorted(codes)]
    for row in chosen:
        row.state = step(APPLICATION, row.state, "shortlist", {"eligible"}).target
    Application.objects.filter(id__in=[row.id for row in chosen]).update(state="shortlisted")
    timeline.record_many("selection.shortlisted", by=by, entries=[(row, row.person_id, {}) for row in chosen])


def _open_to_employers(rows: Sequence[Shortlisted], employers: Mapping[str, str], round_: Round) -> None:
    """The candidate sheet (level 1) of each list, to its employer, for the time of choosing and deciding."""
    assert round_.choose_by is not None  # noqa: S101 - set by the caller
    last = round_.choose_by + timedelta(days=DAYS_AFTER)
    until = timezone.make_aware(datetime.combine(last, time.max))
    persons: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for row in rows:
        persons[uuid.UUID(employers[str(row.order_id)])].add(row.person_id)
    reached_by = demand.employers_of(list(persons))
    for employer, reached in persons.items():
        access.give(
            sorted(reached),
            scope_id=reached_by[employer].scope_id,
            level=access.CANDIDATE,
            why="selection.shortlist",
            until=until,
        )


def choose(
    round_id: uuid.UUID,
    order_id: uuid.UUID,
    picks: Sequence[uuid.UUID],
    refusals: Mapping[uuid.UUID, str],
    *,
    by: Actor,
) -> list[Shortlisted]:
    """An employer's one answer to a shortlist: application ids best first, and a JobReason for each other candidate.

    The recruiter that placed the order answers for it while it holds the employer's mandate.
    """
    by = by.within("selection.choose")
    round_ = Round.objects.select_for_update(of=("self",)).filter(id=round_id).first()
    order = demand.order(order_id, by)
    if round_ is None:
        raise NotFound("not_found", MISSING)
    demand.require_acting(order, by=by)
    still_open(round_)
    rows = list(
        Shortlisted.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(round=round_, order_id=order_id)
        .order_by("place")
    )
    if not rows:
        raise NotFound("not_found", MISSING)
    if any(row.answered_at for row in rows):
        raise Refused("already_answered", _("You have answered this shortlist. The answer stands."))
    _check(order_id, rows, picks, refusals)
    _check_absences(round_id, order_id, refusals, by)
    _write(rows, [str(pick) for pick in picks], {str(who): why for who, why in refusals.items()}, by)
    end_interviews(Q(round_id=round_id, order_id=order_id), by=by)
    timeline.record("selection.chosen", by=by, subject=round_, order=order_id, picks=len(picks), refusals=len(refusals))
    return rows


def let_lists_stand(round_id: uuid.UUID, *, by: Actor) -> int:
    """After the time to choose: where an employer was silent, the list's own order counts. Returns how many orders."""
    by = by.within("selection.run_round")
    round_ = locked(round_id, by)
    if round_.state != "choosing" or round_.choose_by is None or round_.choose_by >= today():
        raise Refused("time_to_choose", _("The employers still have time to answer."))
    rows = list(
        Shortlisted.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(round=round_, answered_at__isnull=True)
        .order_by("order_id", "place")
    )
    by_order: dict[uuid.UUID, list[Shortlisted]] = defaultdict(list)
    for row in rows:
        by_order[row.order_id].append(row)
    for listed in by_order.values():
        _write(listed, [str(row.application_id) for row in listed], {}, by)
    end_interviews(Q(round_id=round_id, order_id__in=list(by_order)), by=by)
    timeline.record("selection.lists_stand", by=by, subject=round_, orders=len(by_order))
    return len(by_order)


def choices_of(round_: Round, applications: Mapping[str, Application], *, by: Actor) -> dict[str, Choice]:
    """The answers of a round in the workers' codes; Refused while a list is without one."""
    codes = {row.id: code for code, row in applications.items()}
    rows = Shortlisted.objects.visible_to(by).filter(round=round_).order_by("order_id", "place")
    picks: dict[str, list[tuple[int, str]]] = defaultdict(list)
    refusals: dict[str, dict[str, JobReason]] = defaultdict(dict)
    for row in rows:
        if row.answered_at is None:
            raise Refused(
                "lists_unanswered", _("Some employers have not answered yet. Wait for them until the last day.")
            )
        order = str(row.order_id)
        if row.pick is not None:
            picks[order].append((row.pick, codes[row.application_id]))
        else:
            refusals[order][codes[row.application_id]] = JobReason(row.refusal)
    orders = picks.keys() | refusals.keys()
    return {
        order: Choice(tuple(worker for _place, worker in sorted(picks[order])), refusals[order]) for order in orders
    }


def _check(
    order_id: uuid.UUID, rows: Sequence[Shortlisted], picks: Sequence[uuid.UUID], refusals: Mapping[uuid.UUID, str]
) -> None:
    known = {reason.value for reason in JobReason}
    if any(why not in known for why in refusals.values()):
        raise Refused("reason_unknown", _("Each refusal needs a reason about the work. Choose one of the list."))
    choice = Choice(tuple(str(pick) for pick in picks), {str(who): JobReason(why) for who, why in refusals.items()})
    try:
        check_choice(str(order_id), [str(row.application_id) for row in rows], choice)
    except ChoiceRefused as error:
        raise Refused(error.fault.value, FAULTS[error.fault]) from error


def _check_absences(round_id: uuid.UUID, order_id: uuid.UUID, refusals: Mapping[uuid.UUID, str], by: Actor) -> None:
    absent = [who for who, why in refusals.items() if why == JobReason.DID_NOT_ATTEND]
    if absent and not absence_shown(round_id, order_id, absent, by):
        raise Refused(
            "absence_not_shown",
            _(
                "Not attending is a reason only after an interview was recorded as missed, a day has passed since, and "
                "the worker neither says otherwise nor asks for another time."
            ),
        )


def _write(rows: Sequence[Shortlisted], picks: Sequence[str], refusals: Mapping[str, str], by: Actor) -> None:
    places = {who: place for place, who in enumerate(picks, start=1)}
    now = timezone.now()
    for row in rows:
        row.pick, row.refusal = places.get(str(row.application_id)), refusals.get(str(row.application_id), "")
        row.answered_at, row.answered_by = now, by.id
    Shortlisted.objects.bulk_update(rows, ["pick", "refusal", "answered_at", "answered_by"], batch_size=500)
