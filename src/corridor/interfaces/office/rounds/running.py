"""What the page of a round says of a step that is taken as a job."""

import math
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit import formatting, words
from corridor.stages.agreements import api as agreements
from corridor.stages.selection import api

SECONDS = 5
"""After so many the page looks again, without a script."""
STEPS = {
    "read": _("reading the files"),
    "freeze": _("freezing what the round reads"),
    "draw": _("drawing lots"),
    "rank": _("ranking"),
    "match": _("matching"),
    "explain": _("finding everybody's reason"),
    "check": _("checking the result"),
    "write": _("keeping the answers"),
}
FAILED = {
    "failed": _("It could not be finished. Nothing was changed."),
    "stopped": _("It was stopped. Nothing was changed."),
}


@dataclass(frozen=True)
class Running:
    """A run for the page: what it does, since when, its last word, the memory that it takes at most in MiB."""

    action: Any
    since: Any
    step: Any
    workers: int
    memory: str
    stopping: bool
    may_stop: bool


def running(round_: Any, actor: Any) -> Running | None:
    """What is being computed in this round now."""
    run = api.live_run(round_.id)
    if run is None:
        return None
    told = api.run_steps(run)
    return Running(
        action=words.action_label("round", run.action),
        since=run.asked_at,
        step=STEPS.get(told[-1].step) if told else _("waiting for its turn"),
        workers=run.workers,
        memory=formatting.number(math.ceil(run.needs / 2**20)),
        stopping=run.stop_asked_by is not None,
        may_stop=agreements.may(
            round_.scheme, actor, "selection.decide" if run.action == "decide" else "selection.run_round"
        ),
    )


def failure(round_: Any) -> tuple[Any, str] | None:
    """Why the last run of this round came to nothing, if it did."""
    run = api.last_run(round_.id)
    return (FAILED[run.outcome], run.told) if run is not None and run.outcome in FAILED else None
