"""Counts behind the chips of a list."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet


def by_group(rows: QuerySet[Any], field: str) -> Counter[Any]:
    """How many rows have each value of a field, in one query; `total()` is how many there are."""
    return Counter(dict(rows.order_by().values_list(field).annotate(count=Count("id"))))
