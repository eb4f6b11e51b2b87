# mypy: allow-untyped-defs
"""May this worker do this work, and how many points does that give? The kernels over pairs of worker and order.

A pair fails the rules whose bits stand in its mask (`RULES`, in the order of corridor.rules.matching.Rule).
"""

from __future__ import annotations

import numpy as np

from corridor.rules.matching.eligibility import Rule
from corridor.rules.matching.engine.jit import kernel

RULES = tuple(Rule)
_BIT = {rule: 1 << n for n, rule in enumerate(RULES)}
OCCUPATION, EXPERIENCE, LANGUAGE = _BIT[Rule.OCCUPATION], _BIT[Rule.EXPERIENCE], _BIT[Rule.LANGUAGE]
SKILL, TRAINING, DOCUMENT = _BIT[Rule.SKILL], _BIT[Rule.TRAINING], _BIT[Rule.DOCUMENT]
AVAILABLE_FROM, AVAILABLE_UNTIL = _BIT[Rule.AVAILABLE_FROM], _BIT[Rule.AVAILABLE_UNTIL]
BIRTH_DATE, MINIMUM_AGE, MAXIMUM_AGE = _BIT[Rule.BIRTH_DATE], _BIT[Rule.MINIMUM_AGE], _BIT[Rule.MAXIMUM_AGE]


@kernel
def months_in(w, occupation, first_work, work, work_months):
    """Months of experience in an occupation; -1 where the file does not name it."""
    for x in range(first_work[w], first_work[w + 1]):
        if work[x] == occupation:
            return np.int64(work_months[x])
    return np.int64(-1)


@kernel
def fails(
    w, j, first_work, work, work_months, languages, skill_bits, training_bits, born, free_from, free_until,
    document_until, occupation, months, start, end, limited, born_until, born_after, first_language, language, level,
    order_skills, order_training,
):  # fmt: skip
    """Return the mask of the rules that worker w fails for order j."""
    mask = 0
    own = months_in(w, occupation[j], first_work, work, work_months)
    if own < 0:
        mask |= OCCUPATION
    if max(own, 0) < months[j]:
        mask |= EXPERIENCE
    for x in range(first_language[j], first_language[j + 1]):
        if languages[w, language[x]] < level[x]:
            mask |= LANGUAGE
    for x in range(order_skills.shape[1]):
        if order_skills[j, x] & ~skill_bits[w, x]:
            mask |= SKILL
    for x in range(order_training.shape[1]):
        if order_training[j, x] & ~training_bits[w, x]:
            mask |= TRAINING
    if free_from[w] > start[j]:
        mask |= AVAILABLE_FROM
    if free_until[w] < end[j]:
        mask |= AVAILABLE_UNTIL
    if document_until[w] < end[j]:
        mask |= DOCUMENT
    if limited[j]:
        if born[w] < 0:
            mask |= BIRTH_DATE
        else:
            if born[w] > born_until[j]:
                mask |= MINIMUM_AGE
            if born[w] <= born_after[j]:
                mask |= MAXIMUM_AGE
    return mask


@kernel
def judge(
    first, order, mask, first_work, work, work_months, languages, skill_bits, training_bits, born, free_from,
    free_until, document_until, occupation, months, start, end, limited, born_until, born_after, first_language,
    language, level, order_skills, order_training,
):  # fmt: skip
    """Fill the mask of every pair; the pairs of worker w are first[w]:first[w + 1]."""
    for w in range(first.size - 1):
        for x in range(first[w], first[w + 1]):
            mask[x] = fails(
                w, order[x], first_work, work, work_months, languages, skill_bits, training_bits, born, free_from,
                free_until, document_until, occupation, months, start, end, limited, born_until, born_after,
                first_language, language, level, order_skills, order_training,
            )  # fmt: skip


@kernel
def ones(word):
    """Number of bits in a word of 64."""
    count = 0
    while word:
        word &= word - np.uint64(1)
        count += 1
    return count


@kernel
def measured(
    w, j, what, first_work, work, work_months, all_months, languages, skill_bits, courses, measures, occupation,
    first_language, language, order_skills, other,
):  # fmt: skip
    """Return what a criterion counts of worker w for order j, never below 0."""
    value = np.int64(0)
    if what == 0:
        value = months_in(w, occupation[j], first_work, work, work_months)
    elif what == 1:
        value = np.int64(all_months[w])
    elif what == 2:
        if first_language[j] < first_language[j + 1]:
            value = np.int64(255)
            for x in range(first_language[j], first_language[j + 1]):
                value = min(value, np.int64(languages[w, language[x]]))
    elif what == 3:
        for x in range(order_skills.shape[1]):
            value += ones(order_skills[j, x] & skill_bits[w, x])
    elif what == 4:
        value = np.int64(courses[w])
    else:
        value = np.int64(measures[w, what - other])
    return max(value, np.int64(0))


@kernel
def score(
    first, order, mask, value, points, criteria, weights, first_work, work, work_months, all_months, languages,
    skill_bits, courses, measures, occupation, first_language, language, order_skills, other,
):  # fmt: skip
    """Fill the values (pairs, criteria) and the points (pairs) of every pair that fails no rule."""
    for w in range(first.size - 1):
        for x in range(first[w], first[w + 1]):
            if mask[x]:
                continue
            total = np.int64(0)
            for r in range(criteria.size):
                found = measured(
                    w, order[x], criteria[r], first_work, work, work_months, all_months, languages, skill_bits,
                    courses, measures, occupation, first_language, language, order_skills, other,
                )  # fmt: skip
                value[x, r] = found
                total += weights[r, 0] * min(found, weights[r, 1]) // weights[r, 1]
            points[x] = total
