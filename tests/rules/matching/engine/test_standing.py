"""The state between rounds: arrivals and closed orders equal the full round; vacancies leave a stable state."""

from dataclasses import replace

import numpy as np
import pytest

from corridor.rules.matching.engine import columns, index, nation, optimal, reference, shortlist
from corridor.rules.matching.engine.checking import check_result
from corridor.rules.matching.engine.standing import Standing
from tests.rules.matching.engine import small

RULES = ["any", "none", "cap", "kept"]


def market(seed, rule=None):
    rng = np.random.default_rng(seed)
    w = small.workers(rng, int(rng.integers(1, 26)))
    o = small.orders(rng, int(rng.integers(1, 9)), rule=rule or RULES[seed % 4])
    ready = index.build(w, o, small.REGISTER, origin=small.TODAY)
    return rng, w, o, ready, nation.demand(ready, o)


def without(o, w, j):
    posts, kept = o.posts.copy(), o.kept.copy()
    posts[j] = 0
    if o.family[j] >= 0:
        kept[o.first_group[j] : o.first_group[j] + w.families[o.family[j]].groups] = 0
    return replace(o, posts=posts, kept=kept)


def is_stable(w, o, state):
    gone = w.destinations.copy()
    gone[~state.present] = columns.NO_DESTINATION
    now = replace(o, posts=state.posts.astype(np.int32))
    return check_result(replace(w, destinations=gone), now, small.REGISTER, state.order.astype(np.int64)).sound


def test_arrivals_and_closed_orders_equal_the_full_round():
    for seed in range(140):
        rng, w, o, ready, wanted = market(seed)
        state = Standing(ready, wanted, rng.random(len(w)) < 0.5)
        for who in rng.permutation(np.flatnonzero(~state.present)):
            state.arrive(int(who))
        assert state.order.tolist() == nation.run(ready, wanted).order.tolist(), seed
        j = int(rng.integers(0, len(o)))
        state.close(j)
        rest = without(o, w, j)
        assert state.order.tolist() == nation.run(ready, nation.demand(ready, rest)).order.tolist(), seed
        assert state.favours == "workers"


def test_vacancies_leave_a_stable_state_that_says_whom_it_favours():
    favoured = 0
    for seed in range(140):
        rng, w, o, ready, wanted = market(seed)
        state = Standing(ready, wanted)
        for who in rng.permutation(len(w))[:3]:
            chain = state.leave(int(who))
            assert is_stable(w, o, state), seed
            assert (chain > 0) <= (state.favours == "orders")
        favoured += state.favours == "orders"
        j = int(rng.integers(0, len(o)))
        state.close(j)
        state.reopen(j)
        assert is_stable(w, o, state), seed
        state.renew()
        assert state.favours == "workers"
        assert state.order.tolist() == nation.run(ready, wanted, present=state.present).order.tolist()
    assert favoured > 8


def test_a_shortlist_is_the_best_by_the_plain_rule_with_their_points():
    for seed in range(80):
        _rng, w, o, ready, wanted = market(seed)
        table = reference.pairs(w, o, small.REGISTER)
        for j in range(len(o)):
            expected = [key[2] for key in sorted(key for (_w, order), key in table.items() if order == j)][:5]
            got = shortlist.shortlist(ready, wanted, j, 5)
            assert got.tolist() == expected
            points = shortlist.points_by_criterion(ready, wanted, j, got).tolist()
            assert points == [list(reference.components(w, o, small.REGISTER, x, j).values()) for x in expected]


NAMES = {"experience": "experience", "certificate": "certificate", "language": "language", "document": "document"}


def test_the_reasons_against_the_others_are_counted():
    for seed in range(80):
        _rng, w, o, ready, wanted = market(seed)
        for j in range(len(o)):
            eligible, why = shortlist.why_not(ready, wanted, j)
            asked = [
                x
                for x in range(len(w))
                if o.occupation[j] in list(w.occupations[x]) and o.destination[j] in list(w.destinations[x])
            ]
            failed = [reference.failures(w, o, x, j) for x in asked]
            assert eligible == sum(not names for names in failed)
            for rule in (*NAMES, "available_from"):
                assert why[rule] == sum(rule in names for names in failed), rule
            assert why["age"] == sum("minimum_age" in names or "maximum_age" in names for names in failed)


def test_most_points_stay_below_a_bound_and_reach_the_optimum():
    for seed in range(100):
        _rng, w, o, ready, wanted = market(seed, rule="none")
        found = optimal.assign(ready, wanted, step=1)
        best = most_points(w, o)
        assert found.points <= best <= found.bound
        assert best - found.points <= o.posts.sum()
        held = np.bincount(found.order[found.order >= 0], minlength=len(o))
        assert (held <= o.posts).all()


def most_points(w, o) -> int:
    """The optimum by augmenting paths of most gain over single posts (plain Python)."""
    table = {pair: -key[1] for pair, key in reference.pairs(w, o, small.REGISTER).items()}
    posts = [j for j in range(len(o)) for _ in range(int(o.posts[j]))]
    holder: dict[int, int] = {}  # post -> worker
    total = 0
    while True:
        gain, path = best_path(table, posts, holder, len(w))
        if gain <= 0:
            return total
        total += gain
        for worker, post in path:
            holder[post] = worker


def best_path(table, posts, holder, count):
    """Bellman-Ford over the alternating graph."""
    of = {worker: post for post, worker in holder.items()}
    reach = {w: (0, []) for w in range(count) if w not in of}
    best, best_path_ = 0, []
    for _ in range(count + 1):
        changed = False
        for w, (value, path) in list(reach.items()):
            for post, j in enumerate(posts):
                if (w, j) not in table or of.get(w) == post:
                    continue
                gain, longer = value + table[w, j], [*path, (w, post)]
                other = holder.get(post)
                if other is None:
                    if gain > best:
                        best, best_path_ = gain, longer
                    continue
                gain -= table[other, j]
                if other not in reach or gain > reach[other][0]:
                    reach[other] = (gain, longer)
                    changed = True
        if not changed:
            break
    return best, best_path_


def test_most_points_refuses_orders_with_quotas():
    _rng, _w, o, ready, wanted = market(3, rule="cap")
    wanted = nation.demand(ready, replace(o, family=np.zeros(len(o), np.int8), first_group=np.zeros(len(o), np.int64),
                                          kept=np.zeros(2, np.int32), cap=np.full(2, 3, np.int32)))  # fmt: skip
    with pytest.raises(optimal.QuotaUnsupported):
        optimal.assign(ready, wanted)
