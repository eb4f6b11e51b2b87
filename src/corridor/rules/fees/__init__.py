"""Who pays what: costs beside the three figures, in months of wage, and what is left of the pay."""

from corridor.rules.fees.cost import (
    INTERNATIONAL,
    INTERNATIONAL_SOURCE,
    Assessment,
    CostInvalid,
    CostItem,
    Limit,
    Over,
    Status,
    assess,
    limit_in_months,
    months_of_wage,
)
from corridor.rules.fees.net_pay import NetPay, net_pay

__all__ = [
    "INTERNATIONAL",
    "INTERNATIONAL_SOURCE",
    "Assessment",
    "CostInvalid",
    "CostItem",
    "Limit",
    "NetPay",
    "Over",
    "Status",
    "assess",
    "limit_in_months",
    "months_of_wage",
    "net_pay",
]
