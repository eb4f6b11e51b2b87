"""What each method would give in a trial, in figures only. It decides nothing: the scheme's method stands."""

from collections import Counter

from corridor.rules.fairness import funnels
from corridor.rules.matching import Market
from corridor.rules.matching.compare import TooLarge, compare

from .services.market import Inputs
from .summary import Compared

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
