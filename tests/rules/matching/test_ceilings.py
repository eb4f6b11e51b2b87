"""Ceilings in a hierarchy: stable, worker-optimal, strategy-proof and refused where they cross, by trying everything.

The oracle knows nothing of trees: what orders choose together is the set of greatest value among all that keep every
limit, each place that a reserve waits for worth more than all keys together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.matching import (
    Ceiling,
    CeilingKind,
    Limit,
    Market,
    MarketInvalid,
    NextStep,
    Reason,
    Reserve,
    applicant_table,
    prepare,
    run,
    run_choice,
    shortlists,
    verify,
)
from corridor.rules.matching.ceilings import Cap
from corridor.rules.matching.compare import Method, compare
from corridor.rules.matching.costs import Figures, costs
from corridor.rules.matching.deferred import OPEN, Instance, match
from corridor.rules.matching.explain import Explainer
from corridor.rules.matching.priority import Key
from corridor.rules.matching.shortlist import Choice
from corridor.rules.matching.verify import Applicant
from tests.rules.matching import market_builder as build

Pair = tuple[int, int]
HIERARCHIES: tuple[tuple[frozenset[int], ...], ...] = (
    (frozenset({0, 1}),),
    (frozenset({0, 1, 2}),),
    (frozenset({0, 1}), frozenset({2})),
    (frozenset({0, 1}), frozenset({0, 1, 2})),
    (frozenset({0}), frozenset({0, 1}), frozenset({0, 1, 2})),
    (frozenset({0, 2}), frozenset({0, 2})),
)


@st.composite
def instances(draw: st.DrawFn, workers: int = 4) -> Instance:
    """Markets of at most 4 workers and 3 orders, with reserves and a hierarchy of ceilings of orders and groups."""
    count = draw(st.integers(1, workers))
    posts = [draw(st.integers(0, 2)) for _ in range(3)]
    reserves = [{"women": draw(st.integers(0, posts[o]))} for o in range(3)]
    lots = draw(st.permutations(range(1, count + 1)))
    rankings = [draw(st.lists(st.integers(0, 2), unique=True, max_size=3)) for _ in range(count)]
    keys = [
        {o: Key(draw(st.integers(0, 1)), draw(st.integers(0, 2)), -lots[w]) for o in range(3)} for w in range(count)
    ]
    named = [draw(st.sampled_from([OPEN, "women", "returning"])) for _ in range(count)]
    groups = [dict.fromkeys(range(3), name) if name else {} for name in named]
    caps = [Cap(orders, draw(st.integers(0, 3))) for orders in draw(st.sampled_from(HIERARCHIES))]
    capped = draw(st.sets(st.integers(0, 2), max_size=2))
    caps += [Cap(frozenset({o}), draw(st.integers(0, 1)), "returning") for o in sorted(capped)]
    return Instance(posts, reserves, rankings, keys, groups, caps)


def allowed(instance: Instance, held: tuple[Pair, ...]) -> bool:
    at = Counter(o for _, o in held)
    if any(at[o] > posts for o, posts in enumerate(instance.posts)):
        return False
    return all(
        sum(o in cap.orders and cap.group in ("", instance.groups[w].get(o, OPEN)) for w, o in held) <= cap.posts
        for cap in instance.caps
    )


def strength(instance: Instance, pair: Pair) -> tuple[Key, int]:
    """Keys are equal for one worker at two orders only: the better liked goes first."""
    return instance.keys[pair[0]][pair[1]], -place(list(instance.rankings[pair[0]]), pair[1])


def chosen(instance: Instance, pool: frozenset[Pair]) -> frozenset[Pair]:
    """The definition: of all sets that keep every limit, the one that is worth most."""
    weakest_first = sorted(pool, key=lambda pair: strength(instance, pair))
    worth = {pair: 1 << n for n, pair in enumerate(weakest_first)}
    large = 1 << len(pool)

    def value(held: tuple[Pair, ...]) -> int:
        leaves = Counter((o, instance.groups[w].get(o, OPEN)) for w, o in held)
        kept = sum(min(count, instance.reserves[o].get(name, 0)) for (o, name), count in leaves.items())
        return large * kept + sum(worth[pair] for pair in held)

    sets = (held for size in range(len(pool) + 1) for held in combinations(weakest_first, size))
    return frozenset(max((held for held in sets if allowed(instance, held)), key=value))


def place(ranking: list[int], order: int | None) -> int:
    return len(ranking) if order is None else list(ranking).index(order)


def stable(instance: Instance, obtained: tuple[int | None, ...]) -> bool:
    held = frozenset((w, o) for w, o in enumerate(obtained) if o is not None)
    if not allowed(instance, tuple(held)):
        return False
    return not any(
        (w, o) in chosen(instance, held | {(w, o)})
        for w, ranking in enumerate(instance.rankings)
        for o in ranking[: place(list(ranking), obtained[w])]
    )


def everything(instance: Instance) -> Iterator[tuple[int | None, ...]]:
    yield from product(*[[*ranking, None] for ranking in instance.rankings])


@settings(max_examples=1500, deadline=None)
@given(instances())
def test_match_is_stable_and_best_for_every_worker_among_all_stable_results(instance: Instance) -> None:
    obtained = match(instance)
    found = [other for other in everything(instance) if stable(instance, other)]
    assert tuple(obtained) in found
    for other in found:
        for w, ranking in enumerate(instance.rankings):
            assert place(list(ranking), obtained[w]) <= place(list(ranking), other[w])


@settings(max_examples=100, deadline=None)
@given(instances())
def test_no_false_ranking_helps_a_worker(instance: Instance) -> None:
    honest = match(instance)
    for w, ranking in enumerate(instance.rankings):
        for length in range(4):
            for lie in permutations(range(3), length):
                told = [*instance.rankings[:w], list(lie), *instance.rankings[w + 1 :]]
                got = match(replace(instance, rankings=told))[w]
                if got in ranking:
                    assert place(list(ranking), honest[w]) <= ranking.index(got)


@settings(max_examples=1500, deadline=None)
@given(instances())
def test_the_checker_finds_exactly_what_the_definition_finds(instance: Instance) -> None:
    """Each of all results of a tiny market: no fault where it is stable, and some fault where it is not."""
    lots = _lots(len(instance.rankings))
    drawn = [key[0].drawn for key in instance.keys]
    names = [lots[sorted(drawn, reverse=True).index(each)] for each in drawn]
    rows = [
        Applicant(names[w], str(o), key.tier, key.points, instance.groups[w].get(o, OPEN))
        for w, keys in enumerate(instance.keys)
        for o, key in keys.items()
        if o in instance.rankings[w]
    ]
    limits = [Limit(frozenset(map(str, cap.orders)), cap.posts, cap.group) for cap in instance.caps]
    posts = {str(o): count for o, count in enumerate(instance.posts)}
    reserves = {str(o): kept for o, kept in enumerate(instance.reserves)}
    wishes = {names[w]: [str(o) for o in ranking] for w, ranking in enumerate(instance.rankings)}
    for other in everything(instance):
        assignment = {names[w]: str(o) for w, o in enumerate(other) if o is not None}
        found = verify("s", posts, reserves, wishes, rows, assignment, ceilings=limits)
        assert (not found) == stable(instance, other)


@cache
def _lots(count: int) -> list[str]:
    """Names in the order of their lots under the seed "s"."""
    from corridor.rules.matching import draw

    return draw("s", [f"w{n}" for n in range(count)])


@settings(max_examples=1500, deadline=None)
@given(instances())
def test_a_ceiling_that_cannot_bind_changes_nothing(instance: Instance) -> None:
    wide = replace(instance, caps=[replace(cap, posts=9) for cap in instance.caps])
    assert match(wide) == match(replace(instance, caps=()))


@settings(max_examples=150, deadline=None)
@given(instances())
def test_the_cut_off_under_a_ceiling_is_exactly_what_a_worker_had_to_beat(instance: Instance) -> None:
    obtained = match(instance)
    explainer = Explainer(instance, obtained)
    held = frozenset((w, o) for w, o in enumerate(obtained) if o is not None)
    for w, ranking in enumerate(instance.rankings):
        for o in ranking[: place(list(ranking), obtained[w])]:
            reason, last = explainer.reason(w, o)
            if reason is not Reason.CEILING_REACHED:
                assert explainer.ceiling(w, o) is None
                continue
            if last is None:
                keys = [{**row, o: Key(9, 9, 9)} if n == w else row for n, row in enumerate(instance.keys)]
                assert (w, o) not in chosen(replace(instance, keys=keys), held | {(w, o)})
                continue
            for change, taken in ((0.5, True), (-0.5, False)):
                mine = Key(last.tier, last.points, last.drawn + change)  # type: ignore[arg-type]
                keys = [{**row, o: mine} if n == w else row for n, row in enumerate(instance.keys)]
                assert ((w, o) in chosen(replace(instance, keys=keys), held | {(w, o)})) is taken


def _market(ceilings: list[Ceiling], **more: object) -> Market:
    base = build.market(
        {"ana": ["a", "b"], "eva": ["a", "c"], "luz": ["b", "a"], "mar": ["c"]},
        {"a": 2, "b": 2, "c": 2},
        months={"ana": 12, "eva": 8, "luz": 6, "mar": 2},
        **more,  # type: ignore[arg-type]
    )
    return replace(base, ceilings=ceilings)


def region(posts: int, *orders: str, name: str = "Huelva") -> Ceiling:
    return Ceiling(CeilingKind.REGION, name, frozenset(orders), posts)


def test_whoever_a_ceiling_left_out_reads_it_with_the_cut_off_and_stays_on_the_list() -> None:
    result = run(_market([region(2, "a", "b")]))
    assert result.assignment == {"ana": "a", "eva": "a", "mar": "c"}
    told = result.explanations["luz", "b"]
    assert (told.reason, told.next_step) == (Reason.CEILING_REACHED, NextStep.STAY_ON_RESERVE_LIST)
    assert told.ceiling == region(2, "a", "b")
    assert told.cutoff is not None
    assert told.cutoff.points == 4_000  # eva's
    assert result.explanations["luz", "a"].reason is Reason.FEWER_POINTS  # a is full in itself
    assert result.explanations["luz", "a"].ceiling is None


def test_a_ceiling_of_nothing_leaves_no_cut_off() -> None:
    told = run(_market([region(0, "a", "b")])).explanations["ana", "a"]
    assert (told.reason, told.cutoff) == (Reason.CEILING_REACHED, None)


def test_a_ceiling_of_a_group_leaves_a_post_free_rather_than_go_above() -> None:
    market = _market([Ceiling(CeilingKind.GROUP, "returning", frozenset({"c"}), 0, "returning")])
    market = replace(market, workers=replace(market.workers, groups=[frozenset()] * 3 + [frozenset({"returning"})]))
    result = run(market)
    assert "mar" not in result.assignment
    assert result.explanations["mar", "c"].reason is Reason.CEILING_REACHED


def test_employers_choose_under_a_ceiling_and_the_higher_pick_comes_first() -> None:
    market = _market([region(1, "a", "b")])
    lists = shortlists(market, 3)
    answers = {order: Choice(tuple(reversed(names)), {}) for order, names in lists.items()}
    result = run_choice(market, 3, answers)
    assert sum(order in "ab" for order in result.assignment.values()) == 1
    assert {told.reason for told in result.explanations.values()} >= {Reason.CEILING_REACHED}


def test_the_checker_counts_a_ceiling_and_finds_whom_it_wrongly_leaves_out() -> None:
    market = _market([region(2, "a", "b")])
    rows = applicant_table(market, prepare(market))

    def faults(assignment: dict[str, str]) -> set[str]:
        wishes = dict(zip(market.workers.ids, market.preferences, strict=True))
        posts = {"a": 2, "b": 2, "c": 2}
        limits = [Limit(frozenset("ab"), 2)]
        return {each.code.value for each in verify(market.seed, posts, {}, wishes, rows, assignment, ceilings=limits)}

    assert faults({"ana": "a", "eva": "a", "mar": "c"}) == set()
    assert faults({"ana": "a", "eva": "a", "luz": "b", "mar": "c"}) == {"above_ceiling"}
    assert faults({"ana": "a", "luz": "b", "eva": "c", "mar": "c"}) == {"blocking_pair"}
    assert faults({"ana": "a", "mar": "c"}) == {"blocking_pair"}


@pytest.mark.parametrize(
    ("ceilings", "words"),
    [
        (
            [region(2, "a", "b"), Ceiling(CeilingKind.EMPLOYER, "farm", frozenset({"b", "c"}), 2)],
            "region:Huelva and employer:farm; b is in both, a only in the one, c only in the other",
        ),
        (
            [Ceiling(CeilingKind.GROUP, "returning", frozenset({"a", "b"}), 2, "returning")],
            "group:returning and posts:a; a is in both, b only in the one",
        ),
    ],
)
def test_crossing_ceilings_are_refused_with_both_names_and_an_example(ceilings: list[Ceiling], words: str) -> None:
    with pytest.raises(MarketInvalid) as caught:
        _market(ceilings)
    assert caught.value.code == "ceilings_cross"
    assert words in caught.value.subject


def test_a_ceiling_of_a_group_crosses_a_reserve_whose_members_it_counts_too() -> None:
    ceiling = Ceiling(CeilingKind.GROUP, "returning", frozenset({"a"}), 1, "returning")
    base = _market([], reserves={"a": 1})
    base = replace(base, orders=replace(base.orders, reserves=[(Reserve("women", 1),), (), ()]))
    apart = [frozenset({"women"}), frozenset({"returning"}), frozenset(), frozenset()]
    replace(base, workers=replace(base.workers, groups=apart), ceilings=[ceiling])
    both = [frozenset({"women", "returning"}), *apart[1:]]
    with pytest.raises(MarketInvalid, match="ceilings_cross: group:women and group:returning"):
        replace(base, workers=replace(base.workers, groups=both), ceilings=[ceiling])


@pytest.mark.parametrize(
    ("ceiling", "code"),
    [(region(-1, "a"), "ceiling_negative"), (region(1, "a", "z"), "order_unknown")],
)
def test_ceilings_that_fit_no_market_are_refused(ceiling: Ceiling, code: str) -> None:
    with pytest.raises(MarketInvalid, match=code):
        _market([ceiling])
    with pytest.raises(MarketInvalid, match="ceiling_twice"):
        _market([region(1, "a"), region(2, "a")])


def test_methods_are_compared_under_ceilings_without_the_one_that_knows_none() -> None:
    outcomes = compare(_market([region(2, "a", "b")]))
    assert [each.method for each in outcomes] == [Method.STABLE, Method.DRAW]
    assert outcomes[0].blocking_pairs == 0
    assert all(sum(order in "ab" for order in each.assignment.values()) <= 2 for each in outcomes)


def test_what_a_rule_costs_is_the_round_with_it_and_without_it() -> None:
    market = _market([region(2, "a", "b"), region(1, "c", name="Murcia")], reserves={"a": 1}, women=frozenset({"luz"}))
    whole, rows = costs(market)
    result = run(market)
    points = [each.key.points for each in result.explanations.values() if each.reason is Reason.OBTAINED and each.key]
    assert whole == Figures(len(result.assignment), sum(points), whole.rank)
    told = {(row.kind, row.name): (row.without.placements, row.moved) for row in rows}
    assert result.assignment == {"ana": "a", "luz": "a", "eva": "c"}
    # Without the reserve eva is at a in place of luz, and mar at c; without Huelva luz and eva obtain their firsts too.
    assert told == {("reserve", "women"): (3, 3), ("region", "Huelva"): (4, 3), ("region", "Murcia"): (4, 1)}
    assert costs(_market([])) == (Figures(0, 0, None), ())
