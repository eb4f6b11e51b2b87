"""The methods of a trial side by side, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.interfaces.kit import formatting
from corridor.stages.registry import api as registry

NAMES: dict[str, Any] = {
    "stable": gettext_lazy("Points, with wishes kept"),
    "draw": gettext_lazy("Draw alone"),
    "most_points": gettext_lazy("Most points in total"),
}


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
