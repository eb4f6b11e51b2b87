"""The fairness report of a round in words, one chart with its table for each way to group people."""

import uuid
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.charts import Chart
from corridor.interfaces.kit.ranges import Range, ranges
from corridor.rules.fairness import FOUR_FIFTHS, FOUR_FIFTHS_SOURCE, Impact, Rate
from corridor.stages.registry import api as registry
from corridor.stages.selection import api

DRAWN = 12
STAGES: dict[str, Any] = {
    "took_part": gettext_lazy("Took part"),
    "eligible": gettext_lazy("May do some of the work"),
    "shortlisted": gettext_lazy("On a shortlist"),
    "interviewed": gettext_lazy("Interviewed"),
    "chosen": gettext_lazy("Chosen"),
    "offered": gettext_lazy("Offered work"),
}
TITLES: dict[str, Any] = {
    "sex": gettext_lazy("By sex"),
    "age": gettext_lazy("By age"),
    "first_timer": gettext_lazy("By seasons worked before"),
    "district": gettext_lazy("By district"),
}
FIRST_TIMER: dict[str, Any] = {
    "first": gettext_lazy("First season"),
    "returning": gettext_lazy("Worked a season before"),
}


def report(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """How groups fared in a decided round, and in the rounds before it."""
    found = api.fairness_report(round_id, request.actor)
    context = {
        "round": found.row,
        "parts": [{"chart": _chart(each, found.stages), "verdict": _verdict(each)} for each in found.dimensions],
        "stages": [STAGES[stage] for stage in found.stages[1:]],
        "ratios": [
            (TITLES[each.name], [_ratio(each.impacts[stage]) for stage in found.stages[1:]])
            for each in found.dimensions
        ],
        "names": [TITLES[each.name] for each in found.dimensions],
        "trend": [(row, [_ratio(told[each.name]) for each in found.dimensions]) for row, told in reversed(found.trend)],
        "limit": FOUR_FIFTHS,
        "source": FOUR_FIFTHS_SOURCE,
    }
    return render(request, "office/rounds/fairness.html", context)


def group_label(dimension: str, group: str) -> str:
    """A group in words."""
    if not group:
        return _("not given")
    if dimension == "age":
        if group == "0-17":
            return _("Under 18")
        return _("%(ages)s years") % {"ages": formatting.digits(group.replace("-", "–"))}
    names = {"sex": registry.SEXES, "first_timer": FIRST_TIMER}.get(dimension, {})
    return str(names.get(group, group))


def _chart(dimension: Any, stages: tuple[str, ...]) -> Chart:
    drawn = [_range(dimension.name, rate) for rate in dimension.rates[:DRAWN]]
    heads = ("", *(str(STAGES[stage]) for stage in stages), _("Share chosen"), _("95 % interval"), _("Ratio"))
    rows = [
        (
            group_label(dimension.name, rate.group),
            *(_number(dimension.table.cells[rate.group, stage]) for stage in stages),
            _percent(rate.share),
            _interval(rate),
            _two(rate.ratio),
        )
        for rate in dimension.rates
    ]
    rows.append((_("All"), *(_number(dimension.table.totals[stage]) for stage in stages), "–", "–", "–"))
    return ranges(str(TITLES[dimension.name]), drawn, heads, rows)


def _range(name: str, rate: Rate) -> Range:
    label = group_label(name, rate.group)
    if rate.share is None or rate.low is None or rate.high is None:
        return Range(label, None, instead=_("hidden") if rate.count is None or rate.of is None else _("nobody"))
    low = rate.ratio is not None and rate.ratio < FOUR_FIFTHS
    return Range(label, float(rate.share), rate.low, rate.high, "warn" if low else "bar")


def _verdict(dimension: Any) -> tuple[str, str]:
    """A tone and a sentence about the lowest and the highest rate of the chosen."""
    told: Impact | None = dimension.impacts["chosen"]
    if told is None:
        return "info", _("Too few people or groups to compare.")
    names = {
        "lowest": group_label(dimension.name, told.lowest),
        "highest": group_label(dimension.name, told.highest),
        "ratio": _two(told.ratio),
    }
    if not told.adverse:
        return "good", _("Lowest against highest rate: %(ratio)s (%(lowest)s, %(highest)s).") % names
    if told.apart:
        return "warn", _("%(lowest)s: %(ratio)s of the rate of %(highest)s. Chance alone hardly explains it.") % names
    return "info", _("%(lowest)s: %(ratio)s of the rate of %(highest)s. With so few people it may be chance.") % names


def _ratio(told: Impact | None) -> tuple[str, bool]:
    return ("–", False) if told is None else (_two(told.ratio), told.adverse)


def _two(ratio: Fraction | None) -> str:
    return "–" if ratio is None else formatting.number(round(float(ratio), 2))


def _percent(share: Fraction | None) -> str:
    return "–" if share is None else formatting.percent(float(share))


def _interval(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return "–"
    return f"{formatting.percent(rate.low)} – {formatting.percent(rate.high)}"


def _number(value: int | None) -> str:
    return _("hidden") if value is None else formatting.number(value)
