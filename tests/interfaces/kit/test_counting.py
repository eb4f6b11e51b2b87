"""Counts on chips: exact to 10,000, and one query for all groups."""

from typing import Any

from django.utils import translation

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.kit.counting import by_group
from corridor.interfaces.kit.formatting import count


def test_a_count_is_exact_to_ten_thousand() -> None:
    assert [count(value) for value in (0, 7120, 10_000, 10_001)] == ["0", "7,120", "10,000", "more than 10,000"]
    with translation.override("es"):
        assert count(2_000_000) == "más de 10.000"


def test_groups_are_counted_in_one_query(db: None, django_assert_num_queries: Any) -> None:
    with acting(SYSTEM, "test"):
        for kind in ("ministry", "service", "service"):
            Organisation.objects.create(name="X", kind=kind, country="CO")
        with django_assert_num_queries(1):
            found = by_group(Organisation.objects.filter(name="X").order_by("name"), "kind")
    assert (found["service"], found["ministry"], found["mission"], found.total()) == (2, 1, 0, 3)
