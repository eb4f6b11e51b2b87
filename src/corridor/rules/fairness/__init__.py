"""Fair selection: the criteria that may and may not select, and figures by group that give nobody away."""

from corridor.rules.fairness.criteria import ALLOWED, FORBIDDEN, Conflict, ConflictCode, conflicts
from corridor.rules.fairness.funnel import Funnel, funnels
from corridor.rules.fairness.impact import FOUR_FIFTHS, FOUR_FIFTHS_SOURCE, Impact, Rate, impact, rates, wilson
from corridor.rules.fairness.shares import SMALLEST_SHOWN, Share, Shares, shares

__all__ = [
    "ALLOWED",
    "FORBIDDEN",
    "FOUR_FIFTHS",
    "FOUR_FIFTHS_SOURCE",
    "SMALLEST_SHOWN",
    "Conflict",
    "ConflictCode",
    "Funnel",
    "Impact",
    "Rate",
    "Share",
    "Shares",
    "conflicts",
    "funnels",
    "impact",
    "rates",
    "shares",
    "wilson",
]
