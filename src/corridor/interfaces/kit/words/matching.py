"""Sentences about a round: why, what next, which rule, and what would change it. In the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.words.matching_words import (
    CEILING_RULES,
    CEILINGS,
    DRAWN,
    JOB_REASONS,
    LEVELS,
    MEASURES,
    MENDS,
    NEXT_STEPS,
    REASONS,
    RULES,
)
from corridor.rules.matching import Ceiling, CeilingKind, Component, Explanation, Failure, JobReason, Reason, Rule

Names = Mapping[str, Any]


def months(number: int) -> str:
    """A number of months in words."""
    return str(ngettext("%(number)s month", "%(number)s months", number) % {"number": formatting.number(number)})


def reason(explanation: Explanation) -> str:
    """Why the worker did or did not obtain the order, with the numbers that decided and an employer's reason."""
    sentences = [str(REASONS[explanation.reason])]
    if _drawn(explanation):
        sentences = [str(DRAWN.get(explanation.reason, sentences[0]))]
    if explanation.reason is Reason.REFUSED_BY_EMPLOYER and explanation.refusal:
        told = _("The reason given: %(reason)s.")
        sentences.append(told % {"reason": JOB_REASONS[JobReason(explanation.refusal)]})
    if explanation.ceiling is not None:
        sentences.append(ceiling(explanation.ceiling))
    return " ".join([*sentences, *_numbers(explanation)])


def _numbers(explanation: Explanation) -> list[str]:
    """Rank and points beside the cut-off, where there are any."""
    found = []
    if explanation.rank:
        place = {"rank": formatting.number(explanation.rank), "count": formatting.number(explanation.applicants)}
        found.append(_("Your place: %(rank)s of %(count)s.") % place)
    if _drawn(explanation):
        found.append(_("The draw decided; nobody has points here."))
    elif explanation.key is not None:
        own = {"points": formatting.number(explanation.key.points)}
        if explanation.cutoff is None:
            found.append(_("You had %(points)s points.") % own)
        else:
            last = {**own, "last": formatting.number(explanation.cutoff.points)}
            found.append(_("You had %(points)s points; the last one chosen had %(last)s.") % last)
        if explanation.reason is Reason.LATER_LOT and explanation.cutoff is not None:
            lots = {
                "own": formatting.number(-explanation.key.drawn),
                "last": formatting.number(-explanation.cutoff.drawn),
            }
            found.append(_("In the draw you had place %(own)s; the last one chosen had %(last)s.") % lots)
    return found


def ceiling_rule(kind: str, name: str) -> str:
    """What a published ceiling is on: a region, each employer, who has gone before."""
    named = {"region": name, "group": reserve_group(name)}.get(kind, "")
    return f"{CEILING_RULES[CeilingKind(kind)]}: {named}" if named else str(CEILING_RULES[CeilingKind(kind)])


def published_ceiling(rule: Any) -> str:
    """A ceiling of a scheme's rules in one line: what it is on, how much it lets through, and where that is written."""
    limit = formatting.number(rule.limit) if rule.unit == "posts" else formatting.percent(rule.limit / 100)
    told = {"rule": ceiling_rule(rule.kind, rule.of), "limit": limit, "source": rule.source}
    return _("%(rule)s: at most %(limit)s (%(source)s)") % told


def _drawn(explanation: Explanation) -> bool:
    """Whether the draw alone decided: somebody in line, and no criterion that gives points."""
    return explanation.key is not None and not explanation.components and not explanation.key.points


def ceiling(found: Ceiling) -> str:
    """How many a ceiling lets through, and where."""
    name = reserve_group(found.name) if found.kind is CeilingKind.GROUP else found.name
    return str(CEILINGS[found.kind]) % {"posts": formatting.number(found.posts), "name": name}


def next_step(explanation: Explanation) -> str:
    """What the worker can do now."""
    return str(NEXT_STEPS[explanation.next_step])


def failure(failed: Failure, names: Names | None = None) -> str:
    """Which rule is not met: what the work needs and what the file has.

    `names` gives words for codes of skills and courses; a code without words is shown with spaces.
    """
    values = {
        "needed": _said(failed.rule, failed.needed, names or {}),
        "has": _said(failed.rule, failed.has, names or {}),
    }
    sentence = str(RULES[failed.rule]) % values
    return f"{sentence} ({failed.source})" if failed.source else sentence


def mend(failed: Failure) -> str:
    """What would change it."""
    return str(MENDS[failed.mend])


def component(part: Component, names: Names | None = None) -> str:
    """What one criterion gave: "Seasons worked before: 1,200 of 2,000 points"."""
    values = {
        "criterion": measure(part.criterion, names),
        "points": formatting.number(part.points),
        "most": formatting.number(part.out_of),
    }
    return str(_("%(criterion)s: %(points)s of %(most)s points") % values)


GROUPS: dict[str, Any] = {
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "first_timers": gettext_lazy("People who go for the first time"),
    "returning": gettext_lazy("People who have gone before"),
}
"""Reserve groups that the file tells of."""


def measure(code: str, names: Names | None = None) -> str:
    """The label of a criterion; a scheme's own criteria get theirs from `names`."""
    return str((names or {}).get(code) or MEASURES.get(code) or code.replace("_", " "))


def reserve_group(code: str) -> str:
    """The people for whom a reserve keeps posts; a district by its name."""
    return str(GROUPS.get(code, code.removeprefix("district_").replace("_", " ")))


def _said(rule: Rule, value: str, names: Names) -> str:
    """A value of a failed rule (a code, a number, a date) in words."""
    if rule in _DATES:
        return formatting.day(date.fromisoformat(value)) if value else _("none")
    if rule is Rule.EXPERIENCE:
        return months(int(value or 0))
    if rule in _SPECIAL:
        return _SPECIAL[rule](value)
    if rule in (Rule.SKILL, Rule.TRAINING):
        return str(names.get(value, value.replace("_", " ")))
    return formatting.number(int(value)) if value.isdecimal() else value


def _occupation(value: str) -> str:
    from corridor.foundation.reference import isco

    language = get_language() or "en"
    return ", ".join(isco.title(code, language) if isco.is_unit_group(code) else code for code in value.split())


def _language(value: str) -> str:
    code, _colon, level = value.partition(":")
    from corridor.foundation.reference import languages

    return f"{languages.name(code, get_language() or 'en')} {LEVELS[int(level or 0)]}"


_DATES = frozenset({Rule.AVAILABLE_FROM, Rule.AVAILABLE_UNTIL, Rule.DOCUMENT})
_SPECIAL: dict[Rule, Callable[[str], str]] = {Rule.OCCUPATION: _occupation, Rule.LANGUAGE: _language}
