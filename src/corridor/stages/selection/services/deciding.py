"""Deciding a round and publishing it: two people, one independent check between them."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.rules.matching import (
    Applicant,
    Breach,
    Ceiling,
    Choice,
    Explanation,
    Market,
    Reason,
    Result,
    applicant_table,
    limits_of,
    prepare,
    run,
    run_choice,
    verify,
)
from corridor.rules.transitions import ROUND

from ..counting import trial_of_columns
from ..models import Application, Round, RoundInput, RoundResult, Shortlisted
from ..summary import Trial, trial_of
from . import columns
from .columns import Tell, checked, decided, keep_answers, quiet
from .common import ADMISSION, EMPLOYER, OWN_STEP, SELECTION, decision
from .freezing import frozen
from .market import market
from .mixing import public_facts
from .opening import draw_of, locked
from .shortlisting import choices_of


def decide(round_id: uuid.UUID, *, by: Actor, tell: Tell = quiet) -> Round:
    """Compute the round from its frozen inputs, have it checked by code that shares nothing with it, keep every answer.

    A row of RoundResult for each application and each order that it asked for. Nobody is told before `publish`.
    `tell` hears each step of a round on columns, and may raise to stop it.
    """
    by = by.within("selection.decide")
    round_ = locked(round_id, by)
    facts = public_facts(round_)
    if round_.state != "choosing" and round_.by_choice:
        raise Refused("lists_not_sent", _("Send the shortlists first: in this round the employers choose."))
    way = _on_columns if on_columns(round_) else _plainly
    found = way(round_, facts, tell, by)
    round_.summary, round_.decided_at, round_.decided_by = found.plain(), timezone.now(), by.id
    round_.save(update_fields=["state", "summary", "decided_at", "decided_by"])
    timeline.record("selection.round_decided", by=by, subject=round_, placed=found.placed)
    return round_


def on_columns(round_: Round) -> bool:
    """Whether so many take part that the round is decided on columns (docs/adr/0017-rounds-on-columns.md)."""
    return columns.fits(round_) and RoundInput.objects.filter(round=round_).count() >= columns.COLUMNS_FROM


def _on_columns(round_: Round, facts: set[str], tell: Tell, by: Actor) -> Trial:
    draw = draw_of(round_)
    answers, asked = decided(round_, draw, tell, by=by)
    tell("check")
    if not checked(answers, draw):
        facts.add("result_verified")
    round_.state = step(ROUND, round_.state, "decide", facts).target
    keep_answers(round_, answers, asked, tell)
    return trial_of_columns(round_.orders, answers, asked)


def _plainly(round_: Round, facts: set[str], tell: Tell, by: Actor) -> Trial:
    inputs, applications = frozen(round_, by=by)
    real = market(inputs, draw_of(round_))
    if round_.state == "choosing":
        action, choices = "decide_from_choices", choices_of(round_, applications, by=by)
        result = run_choice(real, round_.per_post, choices)
        facts.add("refusals_reasoned")
        breaches = verify_choice(real, result, choices)
    else:
        action, result = "decide", run(real)
        breaches = verify_points(real, result)
    if not breaches:
        facts.add("result_verified")
    round_.state = step(ROUND, round_.state, action, facts).target
    _keep(round_, real, result, applications)
    lists = list(Shortlisted.objects.filter(round=round_).values_list("order_id", "application_id"))
    lengths: dict[str, int] = {}
    for order, _worker in lists:
        lengths[str(order)] = lengths.get(str(order), 0) + 1
    return trial_of(inputs, real, result, lengths, len({worker for _order, worker in lists}))


def verify_points(real: Market, result: Result) -> list[Breach]:
    """Faults of a result by points, by the independent checker."""
    rows = applicant_table(real, prepare(real))
    return verify(
        real.seed, _posts(real), _reserves(real), _wishes(real), rows, result.assignment, result.ranks, limits_of(real)
    )


def verify_choice(real: Market, result: Result, choices: Mapping[str, Choice]) -> list[Breach]:
    """Faults of a result of choices: ranks by points for all, places by the employers' picks for those on the lists.

    A recall right that must be honoured stands above the picks.
    """
    rows = applicant_table(real, prepare(real))
    nothing = dict.fromkeys(real.orders.ids, 0)
    ranks = verify(real.seed, nothing, {}, _wishes(real), rows, {}, result.ranks)
    places = {(who, order): -n for order, choice in choices.items() for n, who in enumerate(choice.picks)}
    picked = [
        Applicant(row.worker, row.order, row.tier, places[row.worker, row.order], row.group)
        for row in rows
        if (row.worker, row.order) in places
    ]
    wishes, limits = _wishes(real), limits_of(real)
    return ranks + verify(real.seed, _posts(real), _reserves(real), wishes, picked, result.assignment, ceilings=limits)


def _posts(real: Market) -> dict[str, int]:
    return dict(zip(real.orders.ids, real.orders.posts, strict=True))


def _reserves(real: Market) -> dict[str, dict[str, int]]:
    return {
        order: {reserve.group: reserve.posts for reserve in row}
        for order, row in zip(real.orders.ids, real.orders.reserves, strict=True)
    }


def _wishes(real: Market) -> dict[str, tuple[str, ...]]:
    return {worker: tuple(row) for worker, row in zip(real.workers.ids, real.preferences, strict=True)}


def _keep(round_: Round, real: Market, result: Result, applications: Mapping[str, Application]) -> None:
    """Every answer, in few statements. The remedy is that of the decider: of the programme, or of the employer."""
    remedies = {
        SELECTION: decision(round_.version, SELECTION).code,
        ADMISSION: decision(round_.version, ADMISSION).code,
        EMPLOYER: OWN_STEP,
    }
    wishes = {(w, o): n for w, row in _wishes(real).items() for n, o in enumerate(row, start=1)}
    rows = []
    for (worker, order), told in result.explanations.items():
        decider = _decider(told)
        rows.append(
            RoundResult(
                round=round_,
                application_id=applications[worker].id,
                person_id=applications[worker].person_id,
                order_id=order,
                wish=wishes[worker, order],
                decider=decider,
                remedy=remedies[decider],
                **_columns(told),
            )
        )
    RoundResult.objects.bulk_create(rows, batch_size=5000)


def _decider(told: Explanation) -> str:
    if told.reason is Reason.REFUSED_BY_EMPLOYER:
        return EMPLOYER
    return ADMISSION if told.reason is Reason.INELIGIBLE else SELECTION


def _columns(told: Explanation) -> dict[str, Any]:
    key, last = told.key, told.cutoff
    return {
        "eligible": told.reason is not Reason.INELIGIBLE,
        "rank": told.rank,
        "applicants": told.applicants,
        "tier": key.tier if key else 0,
        "points": key.points if key else None,
        "lot": -key.drawn if key else None,
        "cutoff_points": last.points if last else None,
        "cutoff_lot": -last.drawn if last else None,
        "reason": told.reason.value,
        "next_step": told.next_step.value,
        "components": [[c.criterion, c.points, c.out_of, c.value, c.full_at] for c in told.components],
        "failures": [[f.rule.value, f.needed, f.has, f.mend.value, f.source] for f in told.failures],
        "refusal": told.refusal,
        "ceiling": _ceiling(told.ceiling),
    }


def _ceiling(found: Ceiling | None) -> dict[str, Any] | None:
    return None if found is None else {"kind": found.kind.value, "name": found.name, "posts": found.posts}
