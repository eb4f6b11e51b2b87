"""Fair selection: the criteria that may and may not select, and figures by group that give nobody away."""

from corridor.rules.fairness.criteria import ALLOWED, FORBIDDEN, Conflict, ConflictCode, conflicts
from corridor.rules.fairness.funnel import Funnel, funnels
from corridor.rules.fairness.impact import FOUR_FIFTHS, FOUR_FIFTHS_SOURCE, Impact, Rate, impact, rates, wilson
from corridor.rules.fairness.shares import SMALLEST_SHOWN, Share, Shares, shares
from corridor.rules.fairness.wording import (
    GROUNDS,
    LAW,
    NOT_MEANT,
    RESERVE,
    SOURCES,
    Wording,
    wordings,
)

__all__ = [
    "ALLOWED",
    "FORBIDDEN",
    "FOUR_FIFTHS",
    "FOUR_FIFTHS_SOURCE",
    "GROUNDS",
    "LAW",
    "NOT_MEANT",
    "RESERVE",
    "SMALLEST_SHOWN",
    "SOURCES",
    "Conflict",
    "ConflictCode",
    "Funnel",
    "Impact",
    "Rate",
    "Share",
    "Shares",
    "Wording",
    "conflicts",
    "funnels",
    "impact",
    "rates",
    "shares",
    "wilson",
    "wordings",
]
