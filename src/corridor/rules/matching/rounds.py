"""A whole round, by either method: points and draw alone, or the employer's choice from a shortlist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from corridor.rules.matching.deferred import OPEN, match
from corridor.rules.matching.explain import Explainer, Explanation, NextStep, Reason, next_step
from corridor.rules.matching.market import Market
from corridor.rules.matching.prepare import Prepared, prepare
from corridor.rules.matching.priority import Key
from corridor.rules.matching.result import Result
from corridor.rules.matching.shortlist import Choice, check_choice, cut

Why = Callable[[int, int], tuple[Reason, Key | None, str]]
Ceilings = Callable[[int, int], int | None]


def run(market: Market) -> Result:
    """Return the worker-optimal stable result by recall right, points and draw, with a reason for everybody."""
    prepared = prepare(market)
    obtained = match(prepared.instance)
    explainer = Explainer(prepared.instance, obtained)
    cutoffs = {
        order: weakest for o, order in enumerate(market.orders.ids) if (weakest := explainer.weakest(o)) is not None
    }
    why: Why = lambda w, o: (*explainer.reason(w, o), "")  # noqa: E731
    return _result(market, prepared, obtained, cutoffs, (why, explainer.ceiling), prepared)


def shortlists(market: Market, per_post: int) -> dict[str, tuple[str, ...]]:
    """Return for each order its candidates, best first: `per_post` for each post, fewer when fewer are eligible."""
    return _shortlists(market, prepare(market), per_post)


def run_choice(market: Market, per_post: int, choices: Mapping[str, Choice]) -> Result:
    """Return the result of the employers' choices from the shortlists of the same market.

    Workers who are picked by several employers get the one they ranked highest; a post so freed goes to the next pick.
    A recall right that must be honoured stands above the order of the picks unless it was refused with a reason.
    Raises ChoiceRefused for an answer that leaves somebody without a decision.
    """
    prepared = prepare(market)
    lists = _shortlists(market, prepared, per_post)
    for order, shortlist in lists.items():
        check_choice(order, shortlist, choices.get(order))
    picked = _picked(market, prepared, choices)
    obtained = match(picked.instance)
    explainer = Explainer(picked.instance, obtained)
    index = {worker: w for w, worker in enumerate(market.workers.ids)}

    def why(w: int, o: int) -> tuple[Reason, Key | None, str]:
        worker, order = market.workers.ids[w], market.orders.ids[o]
        if o in picked.instance.keys[w]:
            reason, _ = explainer.reason(w, o)
            below = reason in (Reason.FEWER_POINTS, Reason.LATER_LOT)
            return (Reason.OTHERS_CHOSEN if below else reason), None, ""
        mine = obtained[w]
        ranking = prepared.instance.rankings[w]
        if mine is not None and ranking.index(mine) < ranking.index(o):
            return Reason.PREFERRED_OBTAINED, None, ""
        if order in choices and worker in choices[order].refusals:
            return Reason.REFUSED_BY_EMPLOYER, None, choices[order].refusals[worker].value
        if not lists[order]:
            return Reason.NO_POSTS, None, ""
        return Reason.NOT_SHORTLISTED, prepared.instance.keys[index[lists[order][-1]]][o], ""

    return _result(market, prepared, obtained, {}, (why, explainer.ceiling), picked)


def _shortlists(market: Market, prepared: Prepared, per_post: int) -> dict[str, tuple[str, ...]]:
    instance = prepared.instance
    table = prepared.all_applicants()
    return {
        order: cut(
            [(key, market.workers.ids[w], instance.groups[w].get(o, OPEN)) for key, w in table[o]],
            instance.posts[o],
            instance.reserves[o],
            per_post,
        )
        for o, order in enumerate(market.orders.ids)
    }


def _picked(market: Market, prepared: Prepared, choices: Mapping[str, Choice]) -> Prepared:
    """The market that remains: only picks, in the employers' order where no recall right stands above it."""
    places = {order: {worker: -n for n, worker in enumerate(choice.picks)} for order, choice in choices.items()}
    keys: list[dict[int, Key]] = []
    for w, row in enumerate(prepared.instance.keys):
        worker = market.workers.ids[w]
        own = {o: places.get(market.orders.ids[o], {}).get(worker) for o in row}
        keys.append({o: Key(row[o].tier, place, row[o].drawn) for o, place in own.items() if place is not None})
    rankings = [[o for o in ranking if o in keys[w]] for w, ranking in enumerate(prepared.instance.rankings)]
    return replace(prepared, instance=replace(prepared.instance, keys=keys, rankings=rankings))


def _result(
    market: Market,
    prepared: Prepared,
    obtained: list[int | None],
    cutoffs: dict[str, Key],
    told: tuple[Why, Ceilings],
    standing: Prepared,
) -> Result:
    """Put names on indices. `prepared` ranks the applicants; `standing` holds who may still move up."""
    workers, orders = market.workers.ids, market.orders.ids
    table = prepared.all_applicants()
    ranks = {(w, o): n for o, rows in enumerate(table) for n, (_, w) in enumerate(rows, start=1)}
    reserve_list = {
        orders[o]: tuple(workers[w] for _, w in rows if obtained[w] is None)
        for o, rows in enumerate(standing.all_applicants())
    }
    index = {order: o for o, order in enumerate(orders)}
    explanations = {}
    for w, worker in enumerate(workers):
        for order in market.preferences[w]:
            o = index[order]
            explanations[worker, order] = _explain(
                market, prepared, (w, o), told, obtained[w] is not None, ranks, len(table[o])
            )
    return Result(
        assignment={workers[w]: orders[o] for w, o in enumerate(obtained) if o is not None},
        ranks={(workers[w], orders[o]): rank for (w, o), rank in ranks.items()},
        cutoffs=cutoffs,
        reserve_list=reserve_list,
        explanations=explanations,
    )


def _explain(
    market: Market,
    prepared: Prepared,
    pair: tuple[int, int],
    told: tuple[Why, Ceilings],
    placed: bool,
    ranks: Mapping[tuple[int, int], int],
    applicants: int,
) -> Explanation:
    worker, order = market.workers.ids[pair[0]], market.orders.ids[pair[1]]
    if pair in prepared.failures:
        return Explanation(worker, order, Reason.INELIGIBLE, NextStep.MEND_AND_APPLY, failures=prepared.failures[pair])
    why, ceiling_of = told
    reason, last, refused = why(*pair)
    number = ceiling_of(*pair) if reason is Reason.CEILING_REACHED else None
    return Explanation(
        worker,
        order,
        reason,
        next_step(reason, placed),
        rank=ranks[pair],
        applicants=applicants,
        key=prepared.instance.keys[pair[0]][pair[1]],
        cutoff=last,
        components=prepared.components[pair],
        refusal=refused,
        ceiling=None if number is None else market.ceilings[number],
    )


def explain_pair(market: Market, result: Result, worker: str, order: str) -> Explanation:
    """Return the reason for any worker and order of the market, also one that the worker did not ask for."""
    known = result.explanations.get((worker, order))
    if known is not None:
        return known
    if worker not in market.workers.ids or order not in market.orders.ids:
        raise KeyError((worker, order))
    return Explanation(worker, order, Reason.NOT_ASKED, NextStep.ASK_FOR_IT)
