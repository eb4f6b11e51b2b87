"""The fairness report of a round: how groups fared from taking part to an offer, and the rounds before it.

Everybody of the round is counted, whoever asks; what leaves here are figures that rules.fairness lets be seen.
Disability is in no file that a round reads: the report has none. Whoever was invited and not met is not interviewed.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import NotFound
from corridor.rules.fairness import Funnel, Impact, Rate, funnels, impact, rates
from corridor.rules.matching import Reason, age_on

from .models import Interview, Offer, Round, RoundInput, RoundResult, Shortlisted
from .selectors import round_ as one_round
from .services.common import MISSING

TOOK_PART, ELIGIBLE, SHORTLISTED, INTERVIEWED = "took_part", "eligible", "shortlisted", "interviewed"
CHOSEN, OFFERED = "chosen", "offered"
DIMENSIONS = ("sex", "age", "first_timer", "district")
DECIDED = ("decided", "published")
ROUNDS_BEFORE = 8
_BANDS = ((18, 24), (25, 34), (35, 44), (45, 54))


@dataclass(frozen=True)
class Dimension:
    """One way to group people. `rates` are of the chosen among the eligible, `impacts` by stage, None where hidden."""

    name: str
    table: Funnel
    rates: tuple[Rate, ...]
    impacts: Mapping[str, Impact | None]


@dataclass(frozen=True)
class FairnessReport:
    """`stages` are those that the round had; `trend` has earlier published rounds first, this round last."""

    row: Round
    stages: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    trend: tuple[tuple[Round, Mapping[str, Impact | None]], ...]


def fairness_report(round_id: uuid.UUID, actor: Actor) -> FairnessReport:
    """The report of a decided or published round of the actor's schemes; NotFound for any other."""
    row = one_round(round_id, actor.within("selection.read"))
    if row.state not in DECIDED:
        raise NotFound("not_found", MISSING)
    earlier = Round.objects.filter(scheme_id=row.scheme_id, state="published", opened_at__lt=row.opened_at)
    before = list(earlier.select_related("scheme", "season").order_by("-opened_at", "-id")[:ROUNDS_BEFORE])
    with acting(SYSTEM, gettext_noop("count the groups of a round")):  # no row leaves it
        dimensions, stages = _dimensions(row), _stages(row)
        trend = [(each, _chosen(_dimensions(each))) for each in reversed(before)]
    return FairnessReport(row, stages, dimensions, (*trend, (row, _chosen(dimensions))))


def age_band(born: str | None, day: date) -> str:
    """The band of age on a day, for example "25-34"; "" where the date of birth is not known."""
    if not born:
        return ""
    years = age_on(date.fromisoformat(born), day)
    if years < _BANDS[0][0]:
        return "0-17"
    return next((f"{low}-{high}" for low, high in _BANDS if years <= high), "55+")


def _stages(row: Round) -> tuple[str, ...]:
    listed = (SHORTLISTED,) if row.by_choice else ()
    made = (OFFERED,) if row.state == "published" else ()
    met = (INTERVIEWED,) if Interview.objects.filter(round=row).exists() else ()
    return (TOOK_PART, ELIGIBLE, *listed, *met, CHOSEN, *made)


def _chosen(dimensions: tuple[Dimension, ...]) -> dict[str, Impact | None]:
    return {dimension.name: dimension.impacts[CHOSEN] for dimension in dimensions}


def _dimensions(row: Round) -> tuple[Dimension, ...]:
    stages = _stages(row)
    within = dict.fromkeys(stages[2:], ELIGIBLE) | {ELIGIBLE: TOOK_PART}
    tables = funnels(_counts(row, stages), stages, within)
    return tuple(
        Dimension(
            name,
            tables[name],
            rates(tables[name], CHOSEN, ELIGIBLE),
            {stage: impact(rates(tables[name], stage, within[stage])) for stage in stages[1:]},
        )
        for name in DIMENSIONS
    )


def _counts(row: Round, stages: tuple[str, ...]) -> dict[str, dict[str, dict[str, int]]]:
    """Dimension, group, stage to people; groups with the most people first, as those of age by age."""
    reached = _reached(row)
    counts: dict[str, dict[str, Counter[str]]] = {name: defaultdict(Counter) for name in DIMENSIONS}
    for application, groups in _groups(row):
        for stage in stages:
            if stage == TOOK_PART or application in reached[stage]:
                for name in DIMENSIONS:
                    counts[name][groups[name]][stage] += 1
    return {
        name: {group: {stage: row_[stage] for stage in stages} for group, row_ in _ordered(name, found)}
        for name, found in counts.items()
    }


def _ordered(name: str, found: Mapping[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    if name == "age":
        return sorted(found.items())
    return sorted(found.items(), key=lambda pair: (-pair[1][TOOK_PART], pair[0]))


def _groups(row: Round) -> list[tuple[uuid.UUID, dict[str, str]]]:
    day = row.closed_at.date() if row.closed_at else row.opened_at.date()
    columns = ("application_id", "strata", "columns__born", "columns__measures__seasons_done")
    found = []
    for application, strata, born, seasons in RoundInput.objects.filter(round=row).values_list(*columns):
        groups: dict[str, Any] = {
            "sex": strata.get("sex", ""),
            "district": strata.get("district", ""),
            "age": age_band(born, day),
            "first_timer": "returning" if seasons else "first",
        }
        found.append((application, groups))
    return found


def _reached(row: Round) -> dict[str, set[uuid.UUID]]:
    results = RoundResult.objects.filter(round=row)
    return {
        ELIGIBLE: set(results.filter(eligible=True).values_list("application_id", flat=True)),
        SHORTLISTED: set(Shortlisted.objects.filter(round=row).values_list("application_id", flat=True)),
        INTERVIEWED: set(Interview.objects.filter(round=row, state="held").values_list("application_id", flat=True)),
        CHOSEN: set(results.filter(reason=Reason.OBTAINED).values_list("application_id", flat=True)),
        OFFERED: set(Offer.objects.filter(round=row).values_list("application_id", flat=True)),
    }
