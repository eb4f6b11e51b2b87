"""Markets whose result is known, for every procedure: worked out by hand, or by trying everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from corridor.rules.matching.engine import index, nation
from corridor.rules.matching.engine.checking import check_result
from corridor.rules.matching.engine.proposing import FREE, ORDER, orders_propose
from tests.rules.matching import explicit
from tests.rules.matching.explicit import COUNTED, PROCEDURES, TODAY, Assignment, Lists, all_stable, drawn, place

every_procedure = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.__name__)

# Both want what the other's first choice would rather not give: ana and o1 like each other's rivals.
CROSSED = Lists(
    {"ana": ["o1", "o2"], "bela": ["o2", "o1"]},
    {"o1": ["bela", "ana"], "o2": ["ana", "bela"]},
    {"o1": 1, "o2": 1},
)

# The situations that the tests of the package `matching` walk through, told anew and worked out by hand.
KNOWN: dict[str, tuple[Lists, Assignment]] = {
    # vega is asked by four and has two posts: caro and abel stay. bita goes on to huerta, dov to monte.
    "more wishes than one order can take": (
        Lists(
            {
                "abel": ["vega"],
                "bita": ["vega", "huerta"],
                "caro": ["vega", "huerta", "monte"],
                "dov": ["vega", "monte", "huerta"],
                "elin": ["huerta", "vega", "monte"],
            },
            {
                "huerta": ["caro", "elin", "bita", "dov"],
                "vega": ["caro", "abel", "bita", "elin", "dov"],
                "monte": ["caro", "dov", "elin"],
            },
            {"huerta": 2, "vega": 2, "monte": 2},
        ),
        {"abel": "vega", "bita": "huerta", "caro": "vega", "dov": "monte", "elin": "huerta"},
    ),
    # Everybody gets the first wish, and two orders stay open.
    "orders that nobody needs": (
        Lists(
            {"abel": ["lago", "puerto"], "bita": ["puerto", "monte"], "caro": ["puerto", "vega"]},
            {"monte": ["bita"], "lago": ["abel"], "puerto": ["caro", "bita", "abel"], "vega": ["caro"]},
            {"monte": 2, "lago": 2, "puerto": 2, "vega": 2},
        ),
        {"abel": "lago", "bita": "puerto", "caro": "puerto"},
    ),
    # abel's only wish goes to bita, who could have had another order.
    "a worker who loses the only wish": (
        Lists({"abel": ["vega"], "bita": ["vega", "lago"]}, {"vega": ["bita", "abel"], "lago": ["bita"]},
              {"vega": 1, "lago": 1}),
        {"bita": "vega"},
    ),
    # monte names caro, who did not ask; abel asks lago, which may not take him; dov names nobody.
    "lists that do not name back": (
        Lists(
            {"abel": ["lago", "vega"], "bita": ["vega"], "caro": ["lago"], "dov": []},
            {"lago": ["caro", "dov"], "vega": ["bita", "abel"], "monte": ["caro", "dov"]},
            {"lago": 1, "vega": 1, "monte": 3},
        ),
        {"bita": "vega", "caro": "lago"},
    ),
    # Two employers rank for all of their orders. vega1 keeps caro and abel, so elin asks huerta2, which lets dov go;
    # dov asks vega1 in vain and ends at huerta1.
    "one ranking for all orders of an employer": (
        Lists(
            {
                "abel": ["vega1", "vega2"],
                "bita": ["huerta2", "vega2", "huerta1"],
                "caro": ["vega1", "huerta1", "vega2"],
                "dov": ["huerta2", "vega1", "huerta1"],
                "elin": ["vega1", "huerta2", "vega2", "huerta1"],
            },
            {
                "vega1": ["bita", "caro", "abel", "elin", "dov"],
                "vega2": ["bita", "caro", "abel", "elin", "dov"],
                "huerta1": ["bita", "caro", "elin", "dov"],
                "huerta2": ["bita", "caro", "elin", "dov"],
            },
            {"vega1": 2, "vega2": 2, "huerta1": 2, "huerta2": 2},
        ),
        {"abel": "vega1", "caro": "vega1", "bita": "huerta2", "elin": "huerta2", "dov": "huerta1"},
    ),
    "an order without posts is passed over": (
        Lists({"abel": ["vega", "lago"]}, {"vega": ["abel"], "lago": ["abel"]}, {"vega": 0, "lago": 1}),
        {"abel": "lago"},
    ),
    "posts for nobody": (Lists({"abel": ["vega"]}, {"vega": []}, {"vega": 2}), {}),
    "nobody for posts": (Lists({"abel": [], "bita": []}, {"vega": ["abel", "bita"]}, {"vega": 2}), {}),
    # Each names one order only: the first three of vega's list, the first of lago's.
    "one name each": (
        Lists(
            {**dict.fromkeys(("abel", "bita", "caro", "dov"), ("vega",)), **dict.fromkeys(("elin", "fadi"), ("lago",))},
            {"vega": ["dov", "abel", "elin", "caro", "bita"], "lago": ["fadi", "elin"]},
            {"vega": 3, "lago": 1},
        ),
        {"dov": "vega", "abel": "vega", "caro": "vega", "fadi": "lago"},
    ),
    # All orders rank alike and everybody may do everything: each in turn takes the best that is left.
    "everybody may do everything": (
        Lists(
            {"abel": ["o1", "o2", "o3"], "bita": ["o1", "o3", "o2"], "caro": ["o1", "o3", "o2"], "dov": ["o3", "o2"]},
            dict.fromkeys(("o1", "o2", "o3"), ("caro", "bita", "abel", "dov")),
            {"o1": 1, "o2": 1, "o3": 1},
        ),
        {"caro": "o1", "bita": "o3", "abel": "o2"},
    ),
    "two stable results: the workers' best": (CROSSED, {"ana": "o1", "bela": "o2"}),
}  # fmt: skip


@every_procedure
@pytest.mark.parametrize("name", KNOWN)
def test_known_result(procedure, name):
    lists, expected = KNOWN[name]
    assert procedure(lists) == expected


def test_two_stable_results_and_nothing_else():
    found = list(all_stable(CROSSED))
    assert sorted(found, key=str) == [{"ana": "o1", "bela": "o2"}, {"ana": "o2", "bela": "o1"}]
    people, orders = explicit.columns_of(CROSSED)
    for result in ([0, 1], [1, 0]):
        assert check_result(people, orders, COUNTED, np.array(result, np.int32)).sound
    for result in ([0, -1], [-1, 1], [-1, -1], [-1, 0]):
        assert not check_result(people, orders, COUNTED, np.array(result, np.int32)).sound


def test_the_first_phase_ends_in_the_orders_best():
    """What the engine improves on is the other end of the stable results."""
    people, orders = explicit.columns_of(CROSSED)
    ready = index.build(people, orders, COUNTED, origin=TODAY)
    wanted = nation.demand(ready, orders)
    own = wanted.claimants
    current, where = np.full(2, FREE, np.int32), np.empty(2, np.int32)
    orders_propose(
        ready.first, ready.worker, ready.word, wanted.blocks, wanted.low, wanted.high, orders.posts, own.first,
        own.place, own.worker, own.word, orders.family, orders.first_group, orders.kept, orders.cap, wanted.group_of,
        wanted.groups, current, where,
    )  # fmt: skip
    assert (current & ORDER).tolist() == [1, 0]
    assert nation.run(ready, wanted).order.tolist() == [0, 1]


def assert_best_of_all_stable(procedure, seeds):
    """Every procedure gives, among all stable results, the one that is best for every worker."""
    several = 0
    for seed in seeds:
        lists = drawn(np.random.default_rng(seed))
        found, everything = procedure(lists), list(all_stable(lists))
        assert found in everything, seed
        for other in everything:
            for worker in lists.workers:
                assert place(lists, worker, found.get(worker)) <= place(lists, worker, other.get(worker)), seed
        several += len(everything) > 1
    return several


@every_procedure
def test_best_for_every_worker_among_all_stable_results(procedure):
    assert assert_best_of_all_stable(procedure, range(250)) >= 5


@pytest.mark.long
@every_procedure
def test_best_for_every_worker_on_tens_of_thousands_of_markets(procedure):
    assert assert_best_of_all_stable(procedure, range(1000, 11_000)) > 150


def gains(procedure, seeds) -> int:
    """How many false lists, of all there are, give a worker an order that they truly like better."""
    found = 0
    for seed in seeds:
        lists = drawn(np.random.default_rng(seed), workers=4, orders=3)
        honest = procedure(lists)
        for worker in lists.workers:
            for length in range(len(lists.orders) + 1):
                for told in permutations(lists.orders, length):
                    got = procedure(replace(lists, workers={**lists.workers, worker: told})).get(worker)
                    found += place(lists, worker, got) < place(lists, worker, honest.get(worker))
    return found


@every_procedure
def test_no_false_list_helps_a_worker(procedure):
    assert gains(procedure, range(15)) == 0


@pytest.mark.long
@every_procedure
def test_no_false_list_helps_a_worker_on_hundreds_of_markets(procedure):
    assert gains(procedure, range(1000, 1400)) == 0


def orders_choose_first(lists: Lists) -> Assignment:
    """The orders' best result, which does reward false lists: the test of them must see that."""
    return max(all_stable(lists), key=lambda found: sum(place(lists, w, o) for w, o in found.items()))


def test_the_search_for_gains_finds_them_where_there_are_some():
    assert gains(orders_choose_first, range(60)) > 0


def renamed(rng: np.random.Generator, lists: Lists) -> tuple[Lists, dict[str, str]]:
    """The same market with other names, in another sequence; and the new name of each."""
    old = [*lists.workers, *lists.orders]
    new = dict(zip(old, (f"x{n}" for n in rng.permutation(len(old))), strict=True))

    def mixed(names: list[str]) -> list[str]:
        return [names[x] for x in rng.permutation(len(names))]

    posts = mixed(list(lists.posts))
    return Lists(
        {new[w]: [new[o] for o in lists.workers[w]] for w in mixed(list(lists.workers))},
        {new[o]: [new[w] for w in lists.orders[o]] for o in posts},
        {new[o]: lists.posts[o] for o in posts},
    ), new


@every_procedure
def test_names_and_numbers_do_not_matter(procedure):
    for seed in range(250):
        rng = np.random.default_rng(seed)
        lists = drawn(rng, workers=7, orders=5)
        other, new = renamed(rng, lists)
        assert procedure(other) == {new[w]: new[o] for w, o in procedure(lists).items()}, seed
