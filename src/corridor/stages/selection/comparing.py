"""What each method, and each reserve and ceiling, gives or costs in a trial, in figures only. It decides nothing."""

from collections import Counter

from corridor.rules.fairness import funnels
from corridor.rules.fairness.shares import SMALLEST_SHOWN
from corridor.rules.matching import Market
from corridor.rules.matching.compare import TooLarge, compare
from corridor.rules.matching.costs import Figures, costs

from .services.market import Inputs
from .summary import Compared, Ruled

_TOOK_PART = "took_part"


def compared(inputs: Inputs, market: Market) -> tuple[Compared, ...]:
    """A row for each method; nothing where the market is too large. The mean wish is of those who ranked."""
    try:
        outcomes = compare(market, {entry.code for entry in inputs.entries if entry.ranking})
    except TooLarge:
        return ()
    methods = [outcome.method.value for outcome in outcomes]
    counts: dict[str, Counter[str]] = {}
    for entry in inputs.entries:
        own = counts.setdefault((entry.strata or {}).get("sex", ""), Counter())
        own[_TOOK_PART] += 1
        own.update(outcome.method.value for outcome in outcomes if entry.code in outcome.assignment)
    stages = (_TOOK_PART, *methods)
    table = funnels({"sex": counts}, stages, dict.fromkeys(methods, _TOOK_PART))["sex"]
    return tuple(
        Compared(
            method=outcome.method.value,
            placed=outcome.placements,
            points=outcome.points,
            wish=None if outcome.rank is None else round(float(outcome.rank), 2),
            blocking=outcome.blocking_pairs,
            sexes=tuple((group, table.cells[group, outcome.method.value]) for group in sorted(table.groups)),
        )
        for outcome in outcomes
    )


def ruled(inputs: Inputs, market: Market) -> tuple[Ruled, ...]:
    """The round with all its rules, and without each; nothing where it has none or the market is too large.

    A rule that changes the result of fewer than ten people shows no figures: they would tell of these people.
    """
    try:
        whole, found = costs(market, {entry.code for entry in inputs.entries if entry.ranking})
    except TooLarge:
        return ()
    rows = [_ruled("", "", whole, 0)] if found else []
    return (*rows, *(_ruled(row.kind, row.name, row.without, row.moved) for row in found))


def _ruled(kind: str, name: str, figures: Figures, moved: int) -> Ruled:
    if 0 < moved < SMALLEST_SHOWN:
        return Ruled(kind, name, None, None, None, None)
    wish = None if figures.rank is None else round(float(figures.rank), 2)
    return Ruled(kind, name, figures.placements, figures.points, wish, moved)
