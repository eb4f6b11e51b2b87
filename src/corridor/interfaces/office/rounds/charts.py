"""The figures of a round as charts: from applicants to placed, who was left out by which rule, wishes, points."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.charts import Bar, Chart, bars, funnel
from corridor.rules.matching import Rule
from corridor.stages.registry import api as registry

RULE_NAMES: dict[Rule, Any] = {
    Rule.OCCUPATION: gettext_lazy("Other occupation"),
    Rule.EXPERIENCE: gettext_lazy("Too little experience"),
    Rule.LANGUAGE: gettext_lazy("Language not enough"),
    Rule.SKILL: gettext_lazy("A skill is missing"),
    Rule.TRAINING: gettext_lazy("A course is missing"),
    Rule.AVAILABLE_FROM: gettext_lazy("Free too late"),
    Rule.AVAILABLE_UNTIL: gettext_lazy("Free not long enough"),
    Rule.DOCUMENT: gettext_lazy("No passport to the end"),
    Rule.BIRTH_DATE: gettext_lazy("No date of birth"),
    Rule.MINIMUM_AGE: gettext_lazy("Below the legal age"),
    Rule.MAXIMUM_AGE: gettext_lazy("Above a legal limit"),
}


def of(figures: Any, row: Any) -> list[Chart]:
    """The charts that have something to show."""
    drawn = [_funnel(figures, row.by_choice)]
    if figures.excluded:
        drawn.append(_excluded(figures))
    if figures.wishes or figures.any_work:
        drawn.append(_wishes(figures))
    if figures.bands and row.register:
        drawn.append(_points(figures))
    return drawn


def _funnel(figures: Any, by_choice: bool) -> Chart:
    rows = [Bar(_("On the roster"), figures.applicants), Bar(_("May do some of the work"), figures.able)]
    if by_choice and figures.shortlisted:
        rows.append(Bar(_("On a shortlist"), figures.shortlisted))
    posts = ngettext("of %(posts)s post", "of %(posts)s posts", figures.posts) % {
        "posts": formatting.number(figures.posts)
    }
    return funnel(_("From the roster to a post"), [*rows, Bar(_("Placed"), figures.placed, posts, tone="good")])


def _excluded(figures: Any) -> Chart:
    """A waterfall in words: everybody, less each rule, leaves those who may do some of the work."""
    rows = [Bar(_("On the roster"), figures.applicants)]
    rows += [Bar(str(RULE_NAMES[Rule(rule)]), count, tone="warn") for rule, count in figures.excluded]
    return bars(_("Who may do none of the work, by the first rule in the way"), rows, unit=_("People"))


def _wishes(figures: Any) -> Chart:
    rows = [
        Bar(_("Wish number %(number)s") % {"number": formatting.number(place)}, count)
        for place, count in figures.wishes
    ]
    if figures.any_work:
        rows.append(Bar(_("Asked for any work"), figures.any_work))
    return bars(_("Which wish the placed obtain"), rows, unit=_("People"))


def _points(figures: Any) -> Chart:
    rows = []
    for start, placed, others in figures.bands:
        label = _("from %(points)s points") % {"points": formatting.number(start)}
        note = _("placed, %(others)s not") % {"others": formatting.number(others)}
        rows.append(Bar(label, placed, note))
    return bars(_("Points of the placed and of the others"), rows, unit=_("People"))


def shares_of(figures: Any) -> list[dict[str, Any]]:
    """Tables by sex and by district, without those that are empty; a small number is hidden and said so."""
    tables: list[dict[str, Any]] = [
        {"title": _("By sex"), "rows": [_row(group, registry.SEXES) for group in figures.sexes]},
        {"title": _("By district"), "rows": [_row(group, {}) for group in figures.districts]},
    ]
    return [table for table in tables if table["rows"]]


def _row(group: Any, names: dict[str, Any]) -> dict[str, Any]:
    known = group.applicants and group.placed is not None
    return {
        "label": str(names.get(group.group) or group.group or _("not given")),
        "applicants": group.applicants,
        "placed": group.placed,
        "share": group.placed / group.applicants if known else None,
    }
