"""Matching workers with posts: columns in, result and reasons out. See the modules for the papers behind each part."""

from corridor.rules.matching.ceilings import Ceiling, CeilingKind
from corridor.rules.matching.eligibility import Failure, Mend, Rule, age_on, failed_rules
from corridor.rules.matching.explain import Explanation, NextStep, Reason
from corridor.rules.matching.lottery import commitment, draw, lot, positions
from corridor.rules.matching.market import (
    FULL_POINTS,
    AgeLimit,
    Force,
    Market,
    MarketInvalid,
    Orders,
    RecallClaim,
    Reserve,
    Source,
    Weight,
    Workers,
)
from corridor.rules.matching.points import MEASURES, Component, Score, score
from corridor.rules.matching.prepare import Prepared, applicant_table, limits_of, prepare
from corridor.rules.matching.priority import Key
from corridor.rules.matching.result import Result
from corridor.rules.matching.rounds import explain_pair, run, run_choice, shortlists
from corridor.rules.matching.shortlist import Choice, ChoiceFault, ChoiceRefused, JobReason
from corridor.rules.matching.succession import asking_order
from corridor.rules.matching.verify import Applicant, Breach, BreachCode, Limit, verify

__all__ = [
    "FULL_POINTS",
    "MEASURES",
    "AgeLimit",
    "Applicant",
    "Breach",
    "BreachCode",
    "Ceiling",
    "CeilingKind",
    "Choice",
    "ChoiceFault",
    "ChoiceRefused",
    "Component",
    "Explanation",
    "Failure",
    "Force",
    "JobReason",
    "Key",
    "Limit",
    "Market",
    "MarketInvalid",
    "Mend",
    "NextStep",
    "Orders",
    "Prepared",
    "Reason",
    "RecallClaim",
    "Reserve",
    "Result",
    "Rule",
    "Score",
    "Source",
    "Weight",
    "Workers",
    "age_on",
    "applicant_table",
    "asking_order",
    "commitment",
    "draw",
    "explain_pair",
    "failed_rules",
    "limits_of",
    "lot",
    "positions",
    "prepare",
    "run",
    "run_choice",
    "score",
    "shortlists",
    "verify",
]
