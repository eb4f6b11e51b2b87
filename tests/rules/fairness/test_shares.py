"""Principle 16: a reader of a table cannot find a small number, not even by subtraction."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.fairness import shares

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6)


@given(COUNTS, st.integers(1, 15))
def test_no_small_number_is_shown_or_can_be_subtracted(counts: dict[str, int], k: int) -> None:
    table = shares(counts, k)
    assert [row.group for row in table.rows] == list(counts)
    for row in table.rows:
        assert row.count is None or row.count == 0 or row.count >= k
        assert row.count is None or row.count == counts[row.group]
    hidden = [row for row in table.rows if row.hidden]
    if hidden and table.total is not None:
        rest = table.total - sum(row.count for row in table.rows if row.count is not None)
        assert len(hidden) >= 2
        assert rest >= k
    if table.total is None:
        assert all(row.share is None for row in table.rows)
        assert hidden


@given(COUNTS, st.integers(1, 15))
def test_nothing_is_hidden_without_need(counts: dict[str, int], k: int) -> None:
    table = shares(counts, k)
    if all(count == 0 or count >= k for count in counts.values()):
        assert not any(row.hidden for row in table.rows)
        assert table.total == sum(counts.values())
        if table.total:
            assert sum(row.share for row in table.rows if row.share is not None) == 1


def test_the_smallest_other_group_goes_along() -> None:
    table = shares({"women": 3, "men": 50, "not said": 12})
    assert [(row.count, row.share) for row in table.rows] == [(None, None), (50, Fraction(50, 65)), (None, None)]
    assert table.total == 65


def test_a_small_total_is_hidden() -> None:
    table = shares({"women": 3, "men": 0})
    assert [row.count for row in table.rows] == [None, 0]
    assert table.total is None


@pytest.mark.parametrize(("counts", "k"), [({"a": -1}, 10), ({"a": 1}, 0)])
def test_impossible_counts_are_refused(counts: dict[str, int], k: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        shares(counts, k)
