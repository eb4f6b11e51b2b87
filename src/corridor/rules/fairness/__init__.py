"""Fair selection: the criteria that may and may not select, and figures by group that give nobody away."""

from corridor.rules.fairness.criteria import ALLOWED, FORBIDDEN, Conflict, ConflictCode, conflicts
from corridor.rules.fairness.shares import SMALLEST_SHOWN, Share, Shares, shares

__all__ = [
    "ALLOWED",
    "FORBIDDEN",
    "SMALLEST_SHOWN",
    "Conflict",
    "ConflictCode",
    "Share",
    "Shares",
    "conflicts",
    "shares",
]
