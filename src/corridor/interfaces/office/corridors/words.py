"""The codes of a scheme's rules in words, for those who set it up."""

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import countries, isco, languages
from corridor.interfaces.kit import formatting, words
from corridor.rules.terms import CLAUSES, Kind, Term
from corridor.stages.agreements import api

METHODS: dict[str, Any] = {
    "employer_choice": _("The employer chooses from a shortlist by points"),
    "points": _("Points and a draw, each worker's wishes in their order"),
    "draw": _("A draw alone, each worker's wishes in their order"),
}
METHOD_NOTES: dict[str, Any] = {
    "employer_choice": _(
        "Points make a list of some candidates a post; the employer orders or refuses them, with a reason about the"
        " work. It costs time, and who chooses between people may be unjust without knowing it."
    ),
    "points": _(
        "Each worker gets the best of their wishes that nobody with a recall right, more points or a better lot takes."
        " Where all job orders count alike, this is one order of points in which each picks the best post left. It"
        " costs the employer its say."
    ),
    "draw": _(
        "Everybody who may do the work has the same chance; recall rights and reserves are kept. It costs that"
        " experience counts for nothing, and the employer has no say."
    ),
}
"""What a method does, and what it costs."""
OWNERS: dict[str, Any] = {
    "worker": _("The worker"),
    "office": _("The programme office"),
    "employer": _("The employer"),
    "destination": _("The authority in the country of work"),
    "provider": _("A clinic, a school or another provider"),
}
EVIDENCE: dict[str, Any] = {
    "": _("Nothing to show"),
    "document": _("A document"),
    "date": _("A date"),
    "number": _("A number"),
    "attendance": _("Attendance"),
}
PAYERS: dict[str, Any] = {
    "employer": _("The employer"),
    "state": _("The State"),
    "worker": _("The worker"),
}
COSTS: dict[str, Any] = {
    "recruitment": _("Recruitment"),
    "documents": _("Passport and papers"),
    "medical": _("Medical examination"),
    "permit": _("Permit and visa"),
    "orientation": _("Orientation before leaving"),
    "insurance": _("Insurance"),
    "clearance": _("Clearance to leave"),
    "travel_there": _("Travel to the work"),
    "travel_back": _("Travel home"),
    "travel_local": _("Travel between lodging and work"),
    "lodging": _("Lodging"),
}
DECISIONS: dict[str, Any] = {
    "admission": _("Admission to the roster"),
    "selection": _("Selection for a post"),
    "contract": _("Verification of the contract"),
    "permit": _("Permit and visa"),
    "clearance": _("Clearance to leave"),
}
GROUPS: dict[str, Any] = {
    "women": _("Women"),
    "men": _("Men"),
    "first_timers": _("People who go for the first time"),
    "returning": _("People who have gone before"),
    "disability": _("People with a disability"),
    "ethnicity": _("Indigenous people and ethnic minorities"),
    "rural": _("People from rural districts"),
    "displaced": _("Displaced people"),
}
CRITERIA: dict[str, Any] = {
    "seasons_with_employer": _("Seasons worked for the same employer"),
    "training_done": _("Training done before leaving"),
    "certificates": _("Certificates"),
    "driving_licence": _("Driving licence"),
    "rounds_without_offer": _("Rounds without an offer"),
    "registered_days": _("Days since registration"),
}
CEILINGS: dict[str, Any] = {
    "scheme": _("The whole scheme"),
    "region": _("A region"),
    "employer": _("Each employer"),
    "employer_in_region": _("Each employer in each region by itself"),
    "group": _("People who have gone before, in each job order"),
}
CEILING_UNITS: dict[str, Any] = {
    "posts": _("posts"),
    "percent": _("per cent of the posts"),
}
CEILING_BASES: dict[str, Any] = {
    "law": _("A law"),
    "agreement": _("The agreement"),
    "rule": _("A published rule"),
}
RECALL_SOURCES: dict[str, Any] = {
    "law": _("By law"),
    "agreement": _("By the agreement"),
    "custom": _("By the employer's custom"),
}
RECALL_FORCES: dict[str, Any] = {
    "must": _("Those called back go before points"),
    "may": _("Those called back are offered work first, and points decide the rest"),
}
RULE_KINDS: dict[str, Any] = dict(api.DatedRule.KINDS)
CHANNELS: dict[str, Any] = dict(api.CHANNELS)
LEGAL_BASES: dict[str, Any] = dict(api.LEGAL_BASES)
NO_REMEDY = _("The law of this decider gives no remedy. The worker is told so, and may ask us to look at our own step.")


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def criterion(code: str) -> str:
    """A criterion of the register; one that nobody knows stands as it was written."""
    return str(words.MEASURES.get(code) or CRITERIA.get(code) or code)


def group(code: str) -> str:
    """A group for which posts are reserved; one that nobody knows stands as it was written."""
    return str(GROUPS.get(code, code))


def ceiling_of(rule: api.CeilingRule) -> str:
    """What a ceiling is for: `A region: Huelva`."""
    if rule.kind == "group" and rule.of != "returning":
        return group(rule.of)
    return f"{CEILINGS[rule.kind]}: {rule.of}" if rule.kind == "region" else str(CEILINGS[rule.kind])


def ceiling_limit(rule: api.CeilingRule) -> str:
    """How much a ceiling lets through: `at most 40 posts`."""
    if rule.unit == "percent":
        return _now("at most %(share)s of the posts") % {"share": formatting.percent(rule.limit / 100)}
    told = ngettext("at most %(number)s post", "at most %(number)s posts", rule.limit)
    return told % {"number": formatting.number(rule.limit)}


def country(code: str) -> str:
    """A country's name, "" for none."""
    return countries.name(code, language()) if code else ""


def occupation(code: str) -> str:
    """An occupation's title with its code; "" for none."""
    return f"{isco.title(code, language())} ({code})" if code else ""


def occupation_title(code: str) -> str:
    """An occupation's title alone."""
    return isco.title(code, language())


def spoken(code: str, level: int) -> str:
    """A language with the level that the work needs: `Spanish A2`."""
    return f"{languages.name(code, language())} {words.LEVELS[level]}"


def term(code: str, value: Term) -> str:
    """The value of a clause, as an official reads it: what a worker pays is not "you pay" here."""
    if CLAUSES[code].kind is Kind.CHOICE and value.value == "worker":
        finds = code in ("lodging", "meals")
        return _now("the worker finds it") if finds else _now("the worker pays")
    return words.term(code, value)


def days(number: int) -> str:
    """`7 days`."""
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": formatting.number(number)}


def years(number: int) -> str:
    """`18 years`."""
    return ngettext("%(number)s year", "%(number)s years", number) % {"number": formatting.number(number)}


def hours(number: int) -> str:
    """`16 hours`."""
    return ngettext("%(number)s hour", "%(number)s hours", number) % {"number": formatting.number(number)}


def due(number: int) -> str:
    """When a step must be done, counted from the first day of work."""
    if number == 0:
        return _now("by the first day of work")
    if number < 0:
        return _now("within %(days)s after the first day of work") % {"days": days(-number)}
    return _now("%(days)s before the first day of work") % {"days": days(number)}


def problem(found: api.Problem) -> str:
    """A problem of the rules with its codes in words."""
    params = dict(found.params)
    params.update({name: group(params[name]) for name in ("group", "other") if name in params})
    if params.get("clause") in words.CLAUSES:
        params["clause"] = words.CLAUSES[params["clause"]]
    text = str(found.sentence) % params if params else str(found.sentence)
    told = [
        str(table[params[name]]) for name, table in (("what", DECISIONS), ("item", COSTS)) if params.get(name) in table
    ]
    place = ", ".join([found.where(), *told]) if found.where() else ", ".join(told)
    return f"{place}: {text}" if place else text
