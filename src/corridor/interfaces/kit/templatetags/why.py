"""`{% load why %}`: the answer to "why?" of a round, for whoever may read it."""

from collections.abc import Mapping
from typing import Any

from django import template

from corridor.interfaces.kit import words
from corridor.rules.matching import Explanation

register = template.Library()


@register.inclusion_tag("kit/components/why.html")
def why(explanation: Explanation, names: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`{% why explanation names %}`: reason, failed rules with what would change them, points by part, next step.

    `names` gives words for codes of skills and courses.
    """
    return {
        "reason": words.reason(explanation),
        "next_step": words.next_step(explanation),
        "failures": [(words.failure(failed, names), words.mend(failed)) for failed in explanation.failures],
        "parts": [(words.measure(part.criterion), part.points, part.out_of) for part in explanation.components],
        "points_total": explanation.key.points if explanation.key else None,
    }


@register.inclusion_tag("kit/components/failures.html")
def failures(failed: Any, names: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`{% failures list names %}`: rules that are not met, each with what would change it."""
    return {"failures": [(words.failure(each, names), words.mend(each)) for each in failed]}
