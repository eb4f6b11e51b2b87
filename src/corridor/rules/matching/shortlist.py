"""Shortlists for an employer's choice, and the check of what the employer answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corridor.rules.matching.deferred import OPEN
from corridor.rules.matching.priority import Key


class JobReason(StrEnum):
    """The only reasons for which an employer may refuse a shortlisted worker: each is about the work."""

    EXPERIENCE_TOO_SHORT = "experience_too_short"  # less experience in this work than somebody chosen
    SKILL_NOT_SHOWN = "skill_not_shown"  # a needed skill was not shown in the interview or the test
    LANGUAGE_NOT_ENOUGH = "language_not_enough"  # not understood well enough for the work's safety
    DATES_DO_NOT_FIT = "dates_do_not_fit"  # cannot come or stay for the dates of the work
    CERTIFICATE_MISSING = "certificate_missing"  # a certificate that this work needs by law
    DID_NOT_ATTEND = "did_not_attend"  # invited in time, absent, no other day asked for
    OTHERS_BETTER_SUITED = "others_better_suited"  # others meet the published criteria better


class ChoiceFault(StrEnum):
    """What is wrong with an employer's answer."""

    ORDER_UNANSWERED = "order_unanswered"  # no answer came for an order that has a shortlist
    NOT_ON_SHORTLIST = "not_on_shortlist"  # somebody outside the shortlist is picked or refused
    TWICE = "twice"  # somebody is picked twice, or picked and refused
    NEITHER = "neither"  # somebody on the shortlist is neither picked nor refused with a reason


class ChoiceRefused(ValueError):
    """An employer's answer that cannot stand: `fault`, the order, and the worker concerned ("" for the whole order)."""

    def __init__(self, fault: ChoiceFault, order: str, worker: str = "") -> None:
        super().__init__(f"{order}: {fault.value} {worker}".rstrip())
        self.fault = fault
        self.order = order
        self.worker = worker


@dataclass(frozen=True, slots=True)
class Choice:
    """An employer's answer to one shortlist: picks best first, and a job-related reason for each other candidate."""

    picks: tuple[str, ...]
    refusals: Mapping[str, JobReason]


def cut(
    applicants: Sequence[tuple[Key, str, str]], posts: int, reserves: Mapping[str, int], per_post: int
) -> tuple[str, ...]:
    """Return the shortlist of one order: `per_post` candidates a post, best first.

    `applicants` are (key, worker, group). A reserve keeps its share of the list, too; what it leaves free goes to
    anyone.
    """
    best_first = sorted(applicants, reverse=True)
    taken = {
        worker
        for group, share in reserves.items()
        for worker in [name for _, name, own in best_first if own == group and own != OPEN][: share * per_post]
    }
    for _, worker, _ in best_first:
        if len(taken) >= posts * per_post:
            break
        taken.add(worker)
    return tuple(worker for _, worker, _ in best_first if worker in taken)


def check_choice(order: str, shortlist: Sequence[str], choice: Choice | None) -> None:
    """Raise ChoiceRefused unless everybody on the shortlist is picked once, or refused once with a reason."""
    if choice is None:
        if shortlist:
            raise ChoiceRefused(ChoiceFault.ORDER_UNANSWERED, order)
        return
    answered = [*choice.picks, *choice.refusals]
    for worker in answered:
        if worker not in shortlist:
            raise ChoiceRefused(ChoiceFault.NOT_ON_SHORTLIST, order, worker)
        if answered.count(worker) > 1:
            raise ChoiceRefused(ChoiceFault.TWICE, order, worker)
    for worker in shortlist:
        if worker not in answered:
            raise ChoiceRefused(ChoiceFault.NEITHER, order, worker)
