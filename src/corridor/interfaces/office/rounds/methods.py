"""The methods of a trial side by side, and what each rule costs, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.interfaces.kit import formatting, words
from corridor.rules.matching.costs import RESERVE
from corridor.stages.registry import api as registry

NAMES: dict[str, Any] = {
    "stable": gettext_lazy("Points, with wishes kept"),
    "draw": gettext_lazy("Draw alone"),
    "most_points": gettext_lazy("Most points in total"),
}


def rules(figures: Any) -> list[dict[str, Any]]:
    """The round with all its reserves and ceilings, and without each; nothing where there are none."""
    return [{"name": _rule(row.kind, row.name), "cells": _figures(row)} for row in (figures.ruled if figures else ())]


def _rule(kind: str, name: str) -> str:
    if not kind:
        return _("With all rules")
    told = words.reserve_group(name) if kind == RESERVE else words.ceiling_rule(kind, name)
    return (_("Without the reserve: %(rule)s") if kind == RESERVE else _("Without: %(rule)s")) % {"rule": told}


def _figures(row: Any) -> list[str]:
    if row.moved is None:
        return [_("hidden")] * 4
    wish = "–" if row.wish is None else formatting.number(row.wish)
    moved = formatting.number(row.moved) if row.kind else "–"
    return [formatting.number(row.placed), formatting.number(row.points), wish, moved]


def table(figures: Any) -> dict[str, Any]:
    """Heads and rows; no rows where nothing was compared."""
    compared = figures.compared if figures else ()
    groups = [group for group, _count in compared[0].sexes] if compared else []
    return {
        "groups": [str(registry.SEXES.get(group) or _("not given")) for group in groups],
        "rows": [
            {
                "name": NAMES[row.method],
                "cells": [
                    formatting.number(row.placed),
                    formatting.number(row.points),
                    "–" if row.wish is None else formatting.number(row.wish),
                    formatting.number(row.blocking),
                    *(_("hidden") if count is None else formatting.number(count) for _group, count in row.sexes),
                ],
            }
            for row in compared
        ],
    }
