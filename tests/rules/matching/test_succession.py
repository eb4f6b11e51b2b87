"""The order in which a published list is asked: reserves that are not full, then the list."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.matching import asking_order

GROUPS = st.sampled_from(["", "women", "district_narino"])


def test_a_reserve_that_is_not_full_comes_first_and_no_further_than_it_says() -> None:
    waiting = [("ana", ""), ("berta", "women"), ("carla", "women"), ("dario", "")]
    order = [("berta", True), ("ana", False), ("carla", False), ("dario", False)]
    assert asking_order(waiting, ["women"], {"women": 2}) == order
    assert asking_order(waiting, ["women", "women"], {"women": 2}) == [(who, False) for who, _group in waiting]
    assert asking_order(waiting, [], {}) == [(who, False) for who, _group in waiting]
    assert asking_order([], ["women"], {"women": 3}) == []


@given(
    st.lists(GROUPS, max_size=12),
    st.lists(GROUPS, max_size=6),
    st.dictionaries(st.sampled_from(["women", "district_narino"]), st.integers(0, 4)),
)
def test_nobody_is_lost_and_inside_each_part_the_list_decides(
    groups: list[str], held: list[str], reserves: dict[str, int]
) -> None:
    waiting = [(f"w{n:02}", group) for n, group in enumerate(groups)]
    order = asking_order(waiting, held, reserves)
    assert sorted(who for who, _first in order) == [who for who, _group in waiting]
    first = [who for who, kept in order if kept]
    assert [kept for _who, kept in order] == [True] * len(first) + [False] * (len(order) - len(first))
    assert first == sorted(first)
    assert [who for who, kept in order if not kept] == sorted(who for who, kept in order if not kept)
    group_of = dict(waiting)
    for group, posts in reserves.items():
        moved = sum(group_of[who] == group for who in first)
        assert moved == min(max(0, posts - held.count(group)), groups.count(group))
