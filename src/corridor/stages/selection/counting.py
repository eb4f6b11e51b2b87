"""The figures of a round that was decided on columns: the same as corridor.stages.selection.summary.trial_of."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from corridor.rules.matching import Rule
from corridor.rules.matching.engine.listed import Answers

from .services.columns import Asked
from .summary import OrderFigures, Trial, bands_of, groups_of


def trial_of_columns(orders: Sequence[dict[str, Any]], answers: Answers, asked: Asked) -> Trial:
    """The figures of these answers. `orders` are the plain rows of the round."""
    pairs, placed = answers.pairs, answers.obtained >= 0
    eligible = pairs.mask == 0
    able = np.zeros(len(answers.ids), np.bool_)
    able[answers.worker[eligible]] = True
    hit = np.flatnonzero(eligible & (answers.obtained[answers.worker] == pairs.order))  # the pairs that came true
    points, ranked = pairs.points[hit], np.array(asked.ranked, np.bool_)
    own = hit[ranked[answers.worker[hit]]]
    wishes = Counter((own - pairs.first[answers.worker[own]] + 1).tolist())
    passed = np.flatnonzero(eligible & ~placed[answers.worker])
    best = np.full(len(answers.ids), -1, np.int64)
    np.maximum.at(best, answers.worker[passed], pairs.points[passed])
    return Trial(
        applicants=len(answers.ids),
        able=int(able.sum()),
        shortlisted=0,
        placed=answers.placed,
        orders=len(orders),
        posts=int(answers.terms.posts.sum()),
        excluded=tuple(_excluded(answers, able)),
        wishes=tuple(sorted(wishes.items())),
        any_work=int((placed & ~ranked).sum()),
        highest=int(points.max()) if len(points) else None,
        median=int(np.median(points)) if len(points) else None,
        lowest=int(points.min()) if len(points) else None,
        bands=tuple(bands_of(points.tolist(), best[best >= 0].tolist())),
        sexes=groups_of(zip(asked.sexes, placed.tolist(), strict=True)),
        districts=groups_of(zip(asked.districts, placed.tolist(), strict=True)),
        by_order=tuple(_by_order(orders, answers, hit)),
    )


def _excluded(answers: Answers, able: Any) -> Sequence[tuple[str, int]]:
    """Of everybody who may do none of the work: the first rule of the order that they fail least."""
    counts: Counter[Rule] = Counter()
    first = answers.pairs.first.tolist()
    for w in np.flatnonzero(~able).tolist():
        tries = [answers.pairs.failures[x] for x in range(first[w], first[w + 1])]
        if tries:
            counts[min(tries, key=len)[0].rule] += 1
    return [(rule.value, counts[rule]) for rule in Rule if counts[rule]]


def _by_order(orders: Sequence[dict[str, Any]], answers: Answers, hit: Any) -> list[OrderFigures]:
    number = {order: o for o, order in enumerate(answers.terms.orders.ids)}
    placed = np.bincount(answers.pairs.order[hit], minlength=len(number)).tolist()
    lowest = np.full(len(number), np.iinfo(np.int64).max)
    np.minimum.at(lowest, answers.pairs.order[hit], answers.pairs.points[hit])
    found = []
    for order in orders:
        o = number[order["id"]]
        full = placed[o] >= order["posts"] and placed[o] > 0
        found.append(
            OrderFigures(
                order=order["id"],
                posts=order["posts"],
                applicants=int(answers.applicants[o]),
                shortlisted=0,
                placed=placed[o],
                cutoff=int(lowest[o]) if full else None,
            )
        )
    return found
