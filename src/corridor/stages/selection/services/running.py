"""Steps of large rounds as jobs: what they take is said before, how far they are meanwhile, and they can be stopped.

The step itself stays one transaction: stopped or failed, it leaves nothing. What it tells of its way is written beside
it, over a connection of its own.
"""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
from django.db import OperationalError, connection
from django.db.models import Count, F, Func, IntegerField, Q, Sum
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from corridor.foundation.accounts.actors import actor_by_id
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.jobs import enqueue, job
from corridor.rules.matching.engine.listed import Unsound, need
from corridor.stages.agreements import api as agreements

from ..models import Round, RoundInput, RoundRun, RunStep
from .columns import fits
from .common import MISSING
from .deciding import decide
from .opening import close_inputs, locked, try_round
from .workers import participants

JOB_FROM = 5_000
"""From so many applications on a step is taken as a job; fewer are answered at once."""
VERBS: dict[str, Callable[..., Any]] = {"try": try_round, "close_inputs": close_inputs, "decide": decide}
NEEDS = {"try": "selection.run_round", "close_inputs": "selection.run_round", "decide": "selection.decide"}
JOB = "selection.take_step"
PLAIN = 8
"""The plain procedure holds objects where columns hold numbers."""


UNFORESEEN = _(
    "Something unforeseen stopped it. Nothing was changed; try again, and tell your administrator if it returns."
)
UNSOUND = _("Two ways of judging the same file disagreed. Nothing was changed. Tell your administrator; do not go on.")
NO_MEMORY = _("The machine had not enough memory. Nothing was changed. Put fewer job orders into the round.")


class Stopped(Exception):
    """Somebody asked for the end of a run."""


def take(round_id: uuid.UUID, action: str, *, by: Actor) -> RoundRun | None:
    """Take a step of a round: at once, or as a job where many take part; then the run is returned.

    Refused while another step runs, and where the machine has not the memory that it may take.
    """
    reach = by.within(NEEDS[action])
    round_ = locked(round_id, reach)
    if live(round_id) is not None:
        raise Refused("run_under_way", _("A step of this round is being taken already. Wait for it, or stop it."))
    workers, pairs = _size(round_, action, reach)
    if workers < JOB_FROM:
        VERBS[action](round_id, by=by)
        return None
    needs = need(workers, pairs, len(round_.register), pairs) * (1 if fits(round_) else PLAIN)
    has = psutil.virtual_memory().total
    if needs > has:
        raise Refused(
            "too_large",
            _("This step may take %(needs)s GiB of memory, and the machine has %(has)s. Put fewer job orders into it."),
            needs=round(needs / 2**30),
            has=round(has / 2**30),
        )
    run = RoundRun(round=round_, action=action, workers=workers, needs=needs, asked_by=by.id)
    run.save(force_insert=True)
    timeline.record("selection.run_asked", by=by, subject=round_, action=action)
    enqueue(JOB, by=by, run_id=run.id)
    return run


def stop(round_id: uuid.UUID, *, by: Actor) -> RoundRun:
    """Ask for the end of what runs in this round. It ends before its next part and leaves nothing."""
    by = by.within("selection.run_round", "selection.decide")
    round_ = Round.objects.select_related("scheme").filter(id=round_id).first()
    if round_ is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(round_.scheme, by)
    run = RoundRun.objects.select_for_update().filter(round_id=round_id, ended_at__isnull=True).first()
    if run is None:
        raise Refused("nothing_runs", _("Nothing is being computed in this round now."))
    agreements.in_charge(round_.scheme, by.within(NEEDS[run.action]))
    run.stop_asked_by = by.id
    run.save(update_fields=["stop_asked_by"])
    timeline.record("selection.run_stopped", by=by, subject=round_, action=run.action)
    if not ProcrastinateJob.objects.filter(
        task_name=JOB, args__run_id=str(run.id), status__in=["todo", "doing"]
    ).exists():  # its worker was killed too often, so nobody comes back to it
        _end(run, "failed", str(UNFORESEEN))
    return run


def live(round_id: uuid.UUID) -> RoundRun | None:
    """What runs in this round now."""
    return RoundRun.objects.filter(round_id=round_id, ended_at__isnull=True).first()


def last(round_id: uuid.UUID) -> RoundRun | None:
    """The newest run of this round, over or not."""
    return RoundRun.objects.filter(round_id=round_id).order_by("-asked_at").first()


def steps(run: RoundRun) -> list[RunStep]:
    """What a run has told, in order."""
    return list(RunStep.objects.filter(run=run).order_by("at"))


@job(JOB, apart=True)
def take_step(run_id: str) -> None:
    """Take the step of a run, as who asked for it and with the rights they have now."""
    with acting(SYSTEM, "take a step of a selection round"):
        run = RoundRun.objects.filter(id=run_id, ended_at__isnull=True).first()
        asker = actor_by_id(run.asked_by) if run else None
    if run is None or asker is None:  # a worker was killed after the end, and another took the job up
        return
    outcome, told = "failed", ""
    with _Teller(run) as tell, translation.override(asker.language):
        try:
            with acting(asker, "take a step of a selection round", seconds=6 * 3600, snapshot=run.action != "decide"):
                VERBS[run.action](run.round_id, by=asker, tell=tell)
                _end(run, "done", "")
            return
        except Stopped:
            outcome = "stopped"
        except OperationalError:  # the run's own row was changed since its snapshot: somebody asked for its end
            outcome = "stopped" if tell.asked() else "failed"
            told = "" if outcome == "stopped" else str(UNFORESEEN)
        except Refused as refused:
            told = str(refused)
        except Unsound:
            told = str(UNSOUND)
        except MemoryError:
            told = str(NO_MEMORY)
        except Exception:  # whatever it is, the round must not wait for ever for a run that is over
            with acting(SYSTEM, "take a step of a selection round"):
                _end(run, outcome, str(UNFORESEEN))
            raise
    with acting(SYSTEM, "take a step of a selection round"):
        _end(run, outcome, told)


def _end(run: RoundRun, outcome: str, told: str) -> None:
    RoundRun.objects.filter(id=run.id).update(ended_at=timezone.now(), outcome=outcome, told=told[:400])


class _Teller:
    """Writes how far a run is, over a connection of its own, and raises Stopped once somebody asked for its end."""

    def __init__(self, run: RoundRun) -> None:
        self._run = run
        self._said = ""
        self._apart = ThreadPoolExecutor(1)  # a thread has its own connection

    def __enter__(self) -> "_Teller":
        return self

    def __exit__(self, *raised: object) -> None:
        self._apart.submit(lambda: connection.close()).result()  # that of the thread
        self._apart.shutdown()

    def __call__(self, step: str) -> None:
        if self._apart.submit(self._note, step).result():
            raise Stopped

    def asked(self) -> bool:
        """Whether somebody asked for the end."""
        return bool(self._apart.submit(self._note, self._said).result())

    def _note(self, step: str) -> bool:
        with acting(SYSTEM, "say how far a selection round is"):
            if step != self._said:
                RunStep(run_id=self._run.id, step=step).save(force_insert=True)
                self._said = step
            return RoundRun.objects.filter(id=self._run.id, stop_asked_by__isnull=False).exists()


def _size(round_: Round, action: str, by: Actor) -> tuple[int, int]:
    """How many workers take part, and the most pairs of worker and order that the step can look at."""
    if action == "decide":
        rows: Any = RoundInput.objects.visible_to(by).filter(round=round_)
    else:
        rows = participants(round_.scheme_id, by=by).order_by()
    counted = rows.aggregate(
        workers=Count("id"),
        wishes=Sum(Func(F("ranking"), function="jsonb_array_length", output_field=IntegerField())),
        anything=Count("id", filter=Q(ranking=[])),
    )
    return counted["workers"], (counted["wishes"] or 0) + counted["anything"] * len(round_.order_ids)
