"""The engine against the plain procedure, which shares no code with it, on small markets in which everything
collides."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corridor.rules.matching.engine import columns, index, jit, nation, reference
from tests.rules.matching.engine import small

RULES = ["any", "none", "cap", "kept"]


def build(w, o):
    ready = index.build(w, o, small.REGISTER, origin=small.TODAY)
    return ready, nation.demand(ready, o)


def market(seed):
    rng = np.random.default_rng(seed)
    w = small.workers(rng, int(rng.integers(0, 26)))
    return w, small.orders(rng, int(rng.integers(0, 9)), rule=RULES[seed % 4])


def assert_equals_the_plain_procedure(seeds):
    placed = 0
    for seed in seeds:
        w, o = market(seed)
        got = nation.run(*build(w, o)).order.tolist()
        assert got == reference.run(w, o, small.REGISTER), seed
        placed += sum(order >= 0 for order in got)
    assert placed > len(seeds) / 2  # the markets are not empty


def test_equals_the_plain_procedure():
    assert_equals_the_plain_procedure(range(300))


@pytest.mark.long
def test_equals_the_plain_procedure_on_tens_of_thousands_of_markets():
    assert_equals_the_plain_procedure(range(1000, 31_000))


def test_nobody_gains_by_a_false_ranking_of_destinations():
    gains = 0
    for seed in range(60):
        w, o = market(seed)
        if len(w) == 0 or len(o) == 0:
            continue
        who = seed % len(w)
        true = nation.run(*build(w, o)).order[who]
        wished = [d for d in w.destinations[who] if d != columns.NO_DESTINATION]
        for told in permutations_of(wished):
            destinations = w.destinations.copy()
            destinations[who] = columns.NO_DESTINATION
            destinations[who, : len(told)] = told
            got = nation.run(*build(replace(w, destinations=destinations), o)).order[who]
            if got >= 0 and (true < 0 or reference.liking(w, o, who, got) < reference.liking(w, o, who, true)):
                gains += 1
    assert gains == 0


def permutations_of(wished):
    from itertools import permutations

    return [order for n in range(len(wished) + 1) for order in permutations(wished, n)]


def test_the_same_bytes_on_one_and_on_two_threads():
    rng = np.random.default_rng(11)
    w, o = small.workers(rng, 4000), small.orders(rng, 60)
    results = []
    for threads in (1, 2):
        jit.use_threads(threads)
        ready, wanted = build(w, o)
        results.append((nation.run(ready, wanted).order.tobytes(), ready.worker.tobytes(), ready.word.tobytes()))
    assert results[0] == results[1]


def test_names_do_not_matter():
    for seed in range(100):
        w, o = market(seed)
        if len(w) == 0:
            continue
        lot = np.random.default_rng(seed + 7).permutation(len(w)).astype(np.uint32)
        # The same people listed in another sequence, brought back into drawn order by their lots.
        listed = replace(
            w,
            **{name: getattr(w, name)[np.argsort(np.argsort(lot))] for name in columns._PERMUTED},
            families=tuple(replace(f, of=f.of[lot]) for f in w.families),
            claims=replace(w.claims, worker=np.argsort(lot)[w.claims.worker].astype(np.uint32)),
        )
        back, _old = columns.in_drawn_order(listed, lot)
        assert nation.run(*build(back, o)).order.tolist() == nation.run(*build(w, o)).order.tolist()


def test_who_takes_no_part_is_passed_over():
    for seed in range(60):
        w, o = market(seed)
        if len(w) == 0:
            continue
        ready, wanted = build(w, o)
        present = np.random.default_rng(seed).random(len(w)) < 0.5
        gone = w.destinations.copy()
        gone[~present] = columns.NO_DESTINATION
        expected = reference.run(replace(w, destinations=gone), o, small.REGISTER)
        assert nation.run(ready, wanted, present=present).order.tolist() == expected


def test_columns_that_do_not_fit_are_refused():
    rng = np.random.default_rng(1)
    w, o = small.workers(rng, 5), small.orders(rng, 3)
    for broken_w, broken_o, code in (
        (replace(w, born=w.born[:-1]), o, "column_length"),
        (w, replace(o, posts=o.posts - 9), "posts_negative"),
        (w, replace(o, start=o.start - 40_000), "day_out_of_reach"),
        (w, replace(o, months=o.months + 600), "months_out_of_reach"),
        (replace(w, own_points=w.own_points + 20_000), o, "points_above_full"),
        (replace(w, level=w.level + 8), o, "level_unknown"),
    ):
        with pytest.raises(columns.ColumnsInvalid) as refused:
            build(broken_w, broken_o)
        assert refused.value.code == code


def test_a_register_that_the_words_cannot_tell_is_refused():
    rng = np.random.default_rng(1)
    w, o = small.workers(rng, 5), small.orders(rng, 3)
    for register, code in (
        (columns.Register(months=(100, 512)), "months_out_of_reach"),
        (columns.Register(months=(9000, 12), level=(7000, 2), language=(384, 3)), "points_above_full"),
    ):
        with pytest.raises(columns.ColumnsInvalid) as refused:
            index.build(w, o, register)
        assert refused.value.code == code


@pytest.mark.parametrize("last", ["orders propose", "what is left", "workers propose"])
def test_a_cancelled_round_leaves_nothing_and_can_run_again(last):
    rng = np.random.default_rng(2)
    ready, wanted = build(small.workers(rng, 200), small.orders(rng, 9))
    expected = nation.run(ready, wanted).order.tobytes()
    before = written(ready, wanted)

    class CancelledError(Exception):
        pass

    told = []

    def stop(step: str) -> None:
        told.append(step)
        if step == last:
            raise CancelledError

    with pytest.raises(CancelledError):
        nation.run(ready, wanted, stop)
    assert told[-1] == last
    assert written(ready, wanted) == before
    assert nation.run(ready, wanted).order.tobytes() == expected


def written(ready, wanted) -> list[bytes]:
    """The bytes of everything that a round reads."""
    own = wanted.claimants
    arrays = [ready.first, ready.worker, ready.word, wanted.blocks, wanted.low, wanted.high, wanted.group_of]
    arrays += [own.first, own.worker, own.place, own.key, own.word]
    arrays += [wanted.orders.posts, wanted.orders.kept, wanted.orders.cap]
    return [array.tobytes() for array in arrays]


def test_works_without_numba():
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "from tests.rules.matching.engine.test_nation import assert_equals_the_plain_procedure as same\n"
        "from corridor.rules.matching.engine import jit\n"
        "assert not jit.COMPILED\n"
        "same(range(60))\n"
    )
    root = Path(__file__).parents[4]
    paths = os.pathsep.join([str(root / "src"), str(root)])
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
