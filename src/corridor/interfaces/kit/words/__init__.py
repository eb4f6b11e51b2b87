"""Words for the codes of the rules, so that every door says the same thing of the same code.

Tables are lazily translated; the functions answer in the active language. Every code has words: a test walks them.
"""

from corridor.interfaces.kit.states import register_states
from corridor.interfaces.kit.words.actions import ACTIONS, action_label
from corridor.interfaces.kit.words.guards import GUARDS, OWNERS, guard, owner, refused
from corridor.interfaces.kit.words.matching import (
    ceiling_rule,
    component,
    failure,
    measure,
    mend,
    months,
    next_step,
    published_ceiling,
    reason,
    reserve_group,
)
from corridor.interfaces.kit.words.matching_words import (
    BREACHES,
    CHOICE_FAULTS,
    CHOOSERS,
    JOB_REASONS,
    LEVELS,
    MEASURES,
    MENDS,
    METHODS,
    METHODS_TOLD,
    NEXT_STEPS,
    REASONS,
    RECALL_FORCES,
    RECALL_SOURCES,
    RULES,
)
from corridor.interfaces.kit.words.states import STATES
from corridor.interfaces.kit.words.terms import (
    Compared,
    clause,
    difference,
    difference_sentence,
    improved,
    invalid,
    options,
    plain_term,
    severity,
    term,
)
from corridor.interfaces.kit.words.terms_words import CLAUSES, INVALID, KINDS, OPTIONS, PERIODS, SEVERITIES, SOURCES
from corridor.interfaces.kit.words.timeline import VERBS, verb

__all__ = [
    "ACTIONS",
    "BREACHES",
    "CHOICE_FAULTS",
    "CHOOSERS",
    "CLAUSES",
    "GUARDS",
    "INVALID",
    "JOB_REASONS",
    "KINDS",
    "LEVELS",
    "MEASURES",
    "MENDS",
    "METHODS",
    "METHODS_TOLD",
    "NEXT_STEPS",
    "OPTIONS",
    "OWNERS",
    "PERIODS",
    "REASONS",
    "RECALL_FORCES",
    "RECALL_SOURCES",
    "RULES",
    "SEVERITIES",
    "SOURCES",
    "STATES",
    "VERBS",
    "Compared",
    "action_label",
    "ceiling_rule",
    "clause",
    "component",
    "difference",
    "difference_sentence",
    "failure",
    "guard",
    "improved",
    "invalid",
    "measure",
    "mend",
    "months",
    "next_step",
    "options",
    "owner",
    "plain_term",
    "published_ceiling",
    "reason",
    "refused",
    "register_all_states",
    "reserve_group",
    "severity",
    "term",
    "verb",
]


def register_all_states() -> None:
    """Tell `kit.states` the words of every machine; called once at start-up."""
    for machine, labels in STATES.items():
        register_states(machine, labels)
