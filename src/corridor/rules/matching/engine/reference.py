"""The same round in plain Python, by the definitions alone: the oracle of the tests, and the way without NumPy's speed.

It asks every rule of every worker and order, lists all pairs, and lets workers propose. It shares no code with the
kernels.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from corridor.rules.matching.engine.columns import NONE, Orders, Register, Workers

Pair = tuple[int, int, int]  # -tier, -points, worker: smaller goes first


def failures(workers: Workers, orders: Orders, w: int, j: int) -> list[str]:
    """Return the names of the rules that worker `w` fails for order `j`."""
    found = []
    slot = [k for k, code in enumerate(workers.occupations[w]) if code == orders.occupation[j]]
    months, level = (workers.months[w][slot[-1]], workers.level[w][slot[-1]]) if slot else (0, 0)
    if not slot:
        found.append("occupation")
    if months < orders.months[j]:
        found.append("experience")
    if level < orders.level[j]:
        found.append("certificate")
    if orders.destination[j] not in list(workers.destinations[w]):
        found.append("destination")
    if spoken(workers, w, int(orders.language[j])) < orders.language_level[j]:
        found.append("language")
    if workers.free_from[w] > orders.start[j]:
        found.append("available_from")
    if workers.document_until[w] < orders.end[j]:
        found.append("document")
    if workers.born[w] > orders.born_until[j]:
        found.append("minimum_age")
    if workers.born[w] < orders.born_from[j]:
        found.append("maximum_age")
    return found


def spoken(workers: Workers, w: int, language: int) -> int:
    """Return the CEFR level 0..6 of a worker in a language."""
    return int(int(workers.languages[w]) // 8**language % 8)


def components(workers: Workers, orders: Orders, register: Register, w: int, j: int) -> dict[str, int]:
    """Return the points of an eligible worker by criterion."""
    slot = [k for k, code in enumerate(workers.occupations[w]) if code == orders.occupation[j]][-1]
    values = {
        "months": (int(workers.months[w][slot]), register.months),
        "level": (int(workers.level[w][slot]), register.level),
        "language": (spoken(workers, w, int(orders.language[j])), register.language),
    }
    given = {name: points * min(value, full_at) // full_at for name, (value, (points, full_at)) in values.items()}
    given["own"] = int(workers.own_points[w])
    given["employer"] = claim(workers, int(orders.employer[j]), w)[1]
    return given


def claim(workers: Workers, employer: int, w: int) -> tuple[int, int]:
    """Return (tier, points) of a worker's claim on an employer, (0, 0) for none."""
    claims = workers.claims
    for c in range(len(claims.worker)):
        if claims.worker[c] == w and claims.employer[c] == employer:
            return int(claims.tier[c]), int(claims.points[c])
    return 0, 0


def pairs(workers: Workers, orders: Orders, register: Register) -> dict[tuple[int, int], Pair]:
    """Return the rank key of every eligible pair (worker, order)."""
    table = {}
    for w in range(len(workers)):
        for j in range(len(orders)):
            if not failures(workers, orders, w, j):
                total = sum(components(workers, orders, register, w, j).values())
                table[w, j] = (-claim(workers, int(orders.employer[j]), w)[0], -total, w)
    return table


def liking(workers: Workers, orders: Orders, w: int, j: int) -> tuple[int, bool, int]:
    """Return a worker's own order of the orders: destination, then a former employer, then the order's number."""
    former = any(
        e == orders.employer[j] and who == w
        for e, who in zip(workers.claims.employer, workers.claims.worker, strict=True)
    )
    return list(workers.destinations[w]).index(orders.destination[j]), not former, j


def choose(pool: Sequence[tuple[Pair, int]], posts: int, kept: Sequence[int], cap: Sequence[int]) -> list[int]:
    """Return whom an order chooses of (key, group): kept posts to the best of their group, the rest below the caps."""
    ranked = sorted(pool)
    chosen: list[tuple[Pair, int]] = []
    for group, share in enumerate(kept):
        chosen += [row for row in ranked if row[1] == group][:share]
    for row in ranked:
        if len(chosen) < posts and row not in chosen and sum(other[1] == row[1] for other in chosen) < cap[row[1]]:
            chosen.append(row)
    return [key[2] for key, _group in chosen[:posts]]


def quotas(workers: Workers, orders: Orders, j: int) -> tuple[list[int], list[int], list[int]]:
    """Return (group of each worker, kept, cap) of an order; one group for all where it has no family."""
    f = int(orders.family[j])
    if f < 0:
        return [0] * len(workers), [0], [int(orders.posts[j])]
    a, n = int(orders.first_group[j]), workers.families[f].groups
    group = [int(g) for g in workers.families[f].of]
    return group, [int(x) for x in orders.kept[a : a + n]], [int(x) for x in orders.cap[a : a + n]]


def run(workers: Workers, orders: Orders, register: Register) -> list[int]:
    """Return the order of each worker, NONE for nothing: worker-proposing deferred acceptance over all pairs."""
    table = pairs(workers, orders, register)
    lists: list[list[tuple[tuple[int, bool, int], int]]] = [[] for _ in range(len(workers))]
    for w, j in table:
        heapq.heappush(lists[w], (liking(workers, orders, w, j), j))
    held: list[list[int]] = [[] for _ in range(len(orders))]
    terms = [quotas(workers, orders, j) for j in range(len(orders))]
    free = list(range(len(workers)))
    while free:
        w = free.pop()
        if not lists[w]:
            continue
        _liking, j = heapq.heappop(lists[w])
        group, kept, cap = terms[j]
        pool = [(table[who, j], group[who]) for who in [*held[j], w]]
        stay = choose(pool, int(orders.posts[j]), kept, cap)
        free += [who for who in [*held[j], w] if who not in stay]
        held[j] = stay
    result = [NONE] * len(workers)
    for j, chosen in enumerate(held):
        for w in chosen:
            result[w] = j
    return result
