"""What is wrong with the rules of a scheme, each with the place and a sentence that says how to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from corridor.foundation.database.errors import Refused

from .records import SchemeRules

SECTIONS: dict[str, Promise] = {
    "channel": _("Channel"),
    "legal_basis": _("Legal basis"),
    "occupations": _("Occupations"),
    "method": _("Method of selection"),
    "shortlist_per_post": _("Candidates for each post"),
    "register": _("Criteria register"),
    "minimum_age": _("Least age"),
    "languages": _("Languages"),
    "experience_months": _("Months of experience"),
    "document_required": _("Travel document"),
    "roster_months": _("Months on the roster"),
    "offer_days": _("Days to answer an offer"),
    "contract_days": _("Days to answer a contract"),
    "standard_terms": _("Standard contract"),
    "who_pays": _("Who pays"),
    "orientation_hours": _("Hours of orientation"),
    "reserves": _("Reserved posts"),
    "ceilings": _("Ceilings"),
    "recall": _("Recall"),
    "clearance": _("Clearance to leave"),
    "deciders": _("Who decides"),
    "path": _("Path"),
}
"""Every part of the rules, as it is headed on a screen."""

# Of pydantic's own codes and of ours; what is in none of them is answered by the last sentence.
_SENTENCES: dict[str, Promise] = {
    "missing": _("This is missing. Please write it."),
    "string_too_short": _("This is missing. Please write it."),
    "string_too_long": _("This is too long. Write it in fewer words."),
    "string_pattern_mismatch": _("Write a short name in small letters without spaces, such as identity_check."),
    "int_parsing": _("This is not a whole number. Write digits only."),
    "int_type": _("This is not a whole number. Write digits only."),
    "int_from_float": _("This is not a whole number. Write digits only."),
    "greater_than_equal": _("This number is too small. The least is %(limit)s."),
    "less_than_equal": _("This number is too large. The most is %(limit)s."),
    "literal_error": _("This is not one of the choices. Choose one of the list."),
    "extra_forbidden": _("These rules have no such part. Remove it."),
    "unknown_occupation": _("ISCO-08 has no such occupation. Choose one of the list."),
    "unknown_language": _("There is no such language. Choose one of the list."),
    "unknown_country": _("There is no such country. Choose one of the list."),
    "unknown_decision": _("There is no such decision. Choose one of the list."),
    "criterion_twice": _("A criterion stands in the register twice. Keep one of the two lines."),
    "points_above_full": _("The points of all criteria are more than 10,000 together. Lower some of them."),
    "reserve_twice": _("A group is named twice. Keep one of the two lines."),
    "reserves_above_all": _("More than all posts are reserved. Lower the shares to 100 together."),
    "ceiling_twice": _("This ceiling stands here twice. Keep one of the two lines."),
    "ceiling_of_nothing": _("Name the region, or the group, that this ceiling is for."),
    "ceiling_above_all": _("A ceiling is at most 100 per cent of the posts."),
    "ceilings_cross": _(
        "A ceiling for each employer crosses a ceiling for a region: an employer with sites in two regions would stand "
        "under both, and neither lies inside the other. No fair result need exist then. Let the ceiling count each "
        "employer in each region by itself, or keep only one of the two."
    ),
    "ceiling_crosses_reserve": _(
        "The ceiling for “%(group)s” crosses the reserve or ceiling for “%(other)s”: somebody may belong to both, and "
        "neither group lies inside the other. No fair result need exist then. Keep only one of the two."
    ),
    "title_missing": _("The step has no title. Write it in at least one language."),
    "step_twice": _("Two steps have the same short name. Give each its own."),
    "step_unknown": _("The step “%(step)s” waits for “%(after)s”, which is not in the path."),
    "steps_in_circle": _("The step “%(step)s” waits for itself through other steps. Take one of the waits away."),
    "term_unknown_clause": _("There is no such clause: %(clause)s."),
    "term_wrong_kind": _("The clause “%(clause)s” cannot hold this value."),
    "term_unknown_option": _("The clause “%(clause)s” does not know this choice."),
    "term_empty": _("The clause “%(clause)s” is empty."),
    "term_not_a_quantity": _("The clause “%(clause)s” needs a number that is not below zero."),
    "term_hours_not_positive": _("The clause “%(clause)s” needs hours above zero."),
    "term_currency_or_period_missing": _("The clause “%(clause)s” needs a currency and a period."),
    "term_not_a_wage_period": _("A wage is for an hour, a day, a week, a month or a piece."),
}
_WHOLE: dict[str, tuple[str, ...]] = {"step": ("path",), "ceil": ("ceilings",)}  # where a fault between parts is shown
_OTHER = _("This cannot be read. Look at it again.")


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `path` leads to it (section first), `code` names it for machines, `stops` is False for notes
    that are shown and block nothing."""

    path: tuple[str | int, ...]
    code: str
    sentence: Any
    params: Mapping[str, Any] = field(default_factory=dict)
    stops: bool = True

    @property
    def section(self) -> str:
        """The part of the rules at fault, "" for the whole."""
        return str(self.path[0]) if self.path else ""

    def where(self) -> str:
        """The place in the reader's words: `Path, line 3`."""
        words = [str(SECTIONS.get(self.section, ""))] if self.path else []
        words += [_now("line %(number)s") % {"number": part + 1} for part in self.path[1:] if isinstance(part, int)]
        return ", ".join(word for word in words if word)

    def __str__(self) -> str:
        text = str(self.sentence) % self.params if self.params else str(self.sentence)
        place = self.where()
        return f"{place}: {text}" if place else text


class RulesRefused(Refused):
    """Rules of a scheme were refused; `problems` lists all that is to be mended, the message tells the first."""

    def __init__(self, code: str, problems: Sequence[Problem]) -> None:
        super().__init__(code, _("The rules cannot be accepted yet. %(first)s"), first=problems[0])
        self.problems = list(problems)
        self.field = problems[0].section or None


def read_rules(document: Mapping[str, Any]) -> SchemeRules:
    """The rules of a JSON document; raises RulesRefused with every problem of its structure."""
    try:
        return SchemeRules.model_validate(document)
    except ValidationError as error:
        raise RulesRefused("rules_unreadable", [_problem(found) for found in error.errors()]) from error


def _problem(found: Any) -> Problem:
    code = str(found["type"])
    context = dict(found.get("ctx") or {})
    limit = context.get("ge", context.get("le"))
    params = {**context, "limit": limit} if limit is not None else context
    path = tuple(found["loc"]) or _WHOLE.get(code[:4], ())
    return Problem(path, code, _SENTENCES.get(code, _OTHER), {key: str(value) for key, value in params.items()})
