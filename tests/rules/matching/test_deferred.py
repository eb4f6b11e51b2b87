"""Deferred acceptance with reserves: stable, worker-optimal, strategy-proof, by trying everything on tiny markets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corridor.rules.matching.deferred import OPEN, Instance, match
from corridor.rules.matching.explain import cutoff
from corridor.rules.matching.priority import Key
from corridor.rules.matching.verify import (
    Applicant,
    _choose,  # the definition of choice, which deferred.py does not use
)


@st.composite
def instances(draw: st.DrawFn, workers: int = 4, orders: int = 3) -> Instance:
    """Markets of at most 4 workers and 3 orders, with ties broken by a common lot and up to two reserves an order."""
    w_count, o_count = draw(st.integers(1, workers)), draw(st.integers(1, orders))
    posts = [draw(st.integers(0, 2)) for _ in range(o_count)]
    reserves = []
    for count in posts:
        first = draw(st.integers(0, count))
        reserves.append({"women": first, "upland": draw(st.integers(0, count - first))})
    lots = draw(st.permutations(range(1, w_count + 1)))
    rankings = [draw(st.lists(st.integers(0, o_count - 1), unique=True, max_size=o_count)) for _ in range(w_count)]
    keys = [
        {o: Key(draw(st.integers(0, 1)), draw(st.integers(0, 2)), -lots[w]) for o in range(o_count)}
        for w in range(w_count)
    ]
    named = [draw(st.sampled_from([OPEN, "women", "upland"])) for _ in range(w_count)]
    groups = [dict.fromkeys(range(o_count), named[w]) if named[w] else {} for w in range(w_count)]
    return Instance(posts, reserves, rankings, keys, groups)


def chosen(instance: Instance, order: int, pool: list[int]) -> set[int]:
    best_first = sorted(pool, key=lambda w: instance.keys[w][order], reverse=True)
    rows = [Applicant(str(w), "", 0, 0, instance.groups[w].get(order, OPEN)) for w in best_first]
    return {int(row.worker) for row in _choose(rows, instance.posts[order], instance.reserves[order])}


def place(ranking: list[int], order: int | None) -> int:
    return len(ranking) if order is None else ranking.index(order)


def stable(instance: Instance, obtained: tuple[int | None, ...]) -> bool:
    for order, posts in enumerate(instance.posts):
        held = [w for w, own in enumerate(obtained) if own == order]
        if len(held) > posts:
            return False
        for w, ranking in enumerate(instance.rankings):
            better = order in ranking and ranking.index(order) < place(list(ranking), obtained[w])
            if better and w in chosen(instance, order, [*held, w]):
                return False
    return True


def all_stable(instance: Instance) -> Iterator[tuple[int | None, ...]]:
    for obtained in product(*[[*ranking, None] for ranking in instance.rankings]):
        if stable(instance, obtained):
            yield obtained


@settings(max_examples=200, deadline=None)
@given(instances())
def test_match_is_stable_and_best_for_every_worker_among_all_stable_results(instance: Instance) -> None:
    obtained = match(instance)
    everything = list(all_stable(instance))
    assert tuple(obtained) in everything
    for other in everything:
        for w, ranking in enumerate(instance.rankings):
            assert place(list(ranking), obtained[w]) <= place(list(ranking), other[w])


@settings(max_examples=60, deadline=None)
@given(instances())
def test_no_false_ranking_helps_a_worker(instance: Instance) -> None:
    honest = match(instance)
    orders = range(len(instance.posts))
    for w, ranking in enumerate(instance.rankings):
        for length in range(len(orders) + 1):
            for lie in permutations(orders, length):
                told = [*instance.rankings[:w], list(lie), *instance.rankings[w + 1 :]]
                got = match(Instance(instance.posts, instance.reserves, told, instance.keys, instance.groups))[w]
                if got in ranking:
                    assert place(list(ranking), honest[w]) <= ranking.index(got)


@settings(max_examples=150, deadline=None)
@given(instances(), st.data())
def test_one_more_post_never_harms_a_worker(instance: Instance, data: st.DataObject) -> None:
    grown = data.draw(st.integers(0, len(instance.posts) - 1))
    posts = [count + (o == grown) for o, count in enumerate(instance.posts)]
    before, after = match(instance), match(Instance(posts, *_rest(instance)))
    for w, ranking in enumerate(instance.rankings):
        assert place(list(ranking), after[w]) <= place(list(ranking), before[w])


def _rest(instance: Instance) -> tuple:  # type: ignore[type-arg]
    return instance.reserves, instance.rankings, instance.keys, instance.groups


@settings(max_examples=150, deadline=None)
@given(instances(workers=6, orders=1), st.data())
def test_a_reserve_opens_places_and_leaves_none_empty(instance: Instance, data: st.DataObject) -> None:
    without = Instance(instance.posts, [{}], instance.rankings, instance.keys, instance.groups)
    more, fewer = match(instance), match(without)
    assert sum(o == 0 for o in more) == sum(o == 0 for o in fewer)
    for group, kept in instance.reserves[0].items():
        members = [w for w, own in enumerate(instance.groups) if own.get(0) == group]
        asking = [w for w in members if 0 in instance.rankings[w]]
        assert sum(more[w] == 0 for w in members) >= min(kept, len(asking))


def test_a_reserve_does_not_cap_its_group() -> None:
    keys = [{0: Key(0, points, -n)} for n, points in enumerate((9, 8, 7), start=1)]
    groups = [{0: "women"}, {0: "women"}, {}]
    assert match(Instance([2], [{"women": 1}], [[0], [0], [0]], keys, groups)) == [0, 0, None]


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 3), st.data())
def test_cutoff_is_exactly_what_a_newcomer_had_to_beat(posts: int, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, posts))
    reserve = {"women": kept, "upland": data.draw(st.integers(0, posts - kept))}
    names = data.draw(st.lists(st.sampled_from([OPEN, "women", "upland"]), min_size=posts, max_size=posts))
    held = [(Key(0, 0, -2 * n), name) for n, name in enumerate(names, start=1)]
    group = data.draw(st.sampled_from([OPEN, "women", "upland"]))
    assume(names.count(group) >= reserve.get(group, 0))  # else nobody of the group is turned away

    def taken(key: Key) -> bool:
        pool = sorted([*held, (key, "newcomer")], reverse=True)
        rows = [Applicant(str(own), "", 0, 0, group if name == "newcomer" else name) for own, name in pool]
        return str(key) in {row.worker for row in _choose(rows, posts, reserve)}

    last = cutoff(held, reserve, group)
    if last is None:
        assert not taken(Key(0, 0, 0))
    else:
        assert taken(last._replace(drawn=last.drawn + 1))
        assert not taken(last._replace(drawn=last.drawn - 1))
