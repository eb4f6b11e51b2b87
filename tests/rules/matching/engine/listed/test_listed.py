"""Rounds of single orders on columns give the answers of the plain procedure, pair by pair."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from corridor.rules.matching import (
    AgeLimit,
    Force,
    Market,
    Orders,
    RecallClaim,
    Reserve,
    Source,
    Weight,
    Workers,
    failed_rules,
    lot,
    run,
)
from corridor.rules.matching.engine.listed import Answers, Asking, Unsound, decide, faults
from corridor.rules.matching.engine.listed import asking as asking_module

OCCUPATIONS, LANGUAGES, SKILLS, COURSES = ["9211", "6111", "8341"], ["es", "fr"], ["pruning", "driving"], ["safety"]
DAY = date(2028, 2, 29)


def some(draw: random.Random, names: Sequence[str], most: int = 9) -> frozenset[str]:
    return frozenset(draw.sample(names, draw.randint(0, min(most, len(names)))))


def maybe(draw: random.Random, value: object, often: float = 0.5) -> object:
    return value if draw.random() < often else None


def a_market(number: int, size: int = 8) -> Market:
    """A small market with everything in it: rules, ties, reserves, rights, posts for nobody, lists of nothing."""
    draw = random.Random(number)
    n, m = draw.randint(0, size), draw.randint(1, 4)
    ids, names = [f"w{k}" for k in range(n)], [f"o{k}" for k in range(m)]
    near = [DAY.replace(year=DAY.year - years) for years in (20, 40)] + [date(2010, 3, 1), date(2010, 2, 28)]
    easy = draw.random() < 0.5
    workers = Workers(
        ids=ids,
        occupations=[some(draw, OCCUPATIONS) for _ in ids],
        experience=[{code: draw.choice([0, 6, 12, 24]) for code in some(draw, OCCUPATIONS)} for _ in ids],
        languages=[{name: draw.randint(0, 6) for name in some(draw, LANGUAGES)} for _ in ids],
        skills=[some(draw, [*SKILLS, "sewing"]) for _ in ids],
        training=[some(draw, [*COURSES, "first aid"]) for _ in ids],
        born=[maybe(draw, draw.choice(near), 0.8) for _ in ids],
        available_from=[maybe(draw, DAY + timedelta(days=draw.choice([-1, 0, 1])), 0.3) for _ in ids],
        available_until=[maybe(draw, DAY + timedelta(days=draw.choice([89, 90, 91])), 0.3) for _ in ids],
        document_until=[maybe(draw, DAY + timedelta(days=draw.choice([89, 90, 900])), 0.9) for _ in ids],
        groups=[some(draw, ["women", "first_timers", "district_narino"]) for _ in ids],
        measures=[{"seasons_done": draw.randint(-1, 4)} if draw.random() < 0.7 else {} for _ in ids],
    )
    posts = [draw.randint(0, 3) for _ in names]
    orders = Orders(
        ids=names,
        employers=[draw.choice(["e1", "e2"]) for _ in names],
        posts=posts,
        occupations=[draw.choice(OCCUPATIONS[: 1 if easy else 3]) for _ in names],
        start=[DAY for _ in names],
        end=[DAY + timedelta(days=90) for _ in names],
        experience_months=[0 if easy else draw.choice([0, 6, 12]) for _ in names],
        languages=[{} if easy else {name: draw.randint(0, 3) for name in some(draw, LANGUAGES)} for _ in names],
        skills=[frozenset() if easy else some(draw, SKILLS) for _ in names],
        training=[frozenset() if easy else some(draw, COURSES) for _ in names],
        minimum_age=[maybe(draw, AgeLimit(18, "law"), 0.5) for _ in names],
        maximum_age=[maybe(draw, AgeLimit(draw.choice([40, 20]), "law"), 0.2) for _ in names],
        reserves=[reserves(draw, count) for count in posts],
    )
    return Market(
        workers=workers,
        orders=orders,
        preferences=[draw.sample(names, draw.randint(0, m)) for _ in ids],
        register=(
            Weight("experience_months", 3000, 12), Weight("all_experience_months", 500, 48), Weight("skills", 500, 2),
            Weight("language_level", 1000, 6), Weight("training", 700, 2), Weight("seasons_done", 900, 3),
        ),
        seed=str(number),
        recalls=[
            RecallClaim(worker, draw.choice(["e1", "e2", "e3"]), Source.LAW, draw.choice(list(Force)))
            for worker in ids
            if draw.random() < 0.25
        ],
    )  # fmt: skip


def reserves(draw: random.Random, posts: int) -> tuple[Reserve, ...]:
    kept, left = [], posts
    for group in draw.sample(["women", "first_timers", "district_narino"], draw.randint(0, 2)):
        count = draw.randint(0, left)
        kept.append(Reserve(group, count))
        left -= count
    return tuple(kept)


def quiet(step: str) -> None:
    """Nobody listens."""


def decided(market: Market) -> Answers:
    return decide(Asking.of(market), quiet)


def same(market: Market, answers: Answers) -> None:
    plain = run(market)
    assert list(answers.explanations()) == list(plain.explanations.values())
    orders = market.orders.ids
    found = {w: orders[o] for w, o in zip(answers.ids, answers.obtained.tolist(), strict=True) if o >= 0}
    assert found == plain.assignment


def judged(answers: Answers, seed: str, **changed: object) -> list[tuple[str, int]]:
    pairs, orders = answers.pairs, answers.terms.orders
    parts = {
        "obtained": answers.obtained, "rank": answers.rank, "points": pairs.points, "tier": pairs.tier,
        "posts": answers.terms.posts,
    } | changed  # fmt: skip
    kept = [[reserve.posts for reserve in row] for row in orders.reserves]
    return faults(
        seed, answers.ids, parts["posts"], kept, pairs.first, pairs.order, pairs.mask == 0, parts["tier"],
        parts["points"], pairs.group, parts["obtained"], parts["rank"],
    )  # fmt: skip


@pytest.mark.parametrize("block", range(4))
def test_every_answer_is_that_of_the_plain_procedure(block: int) -> None:
    for number in range(block * 100, block * 100 + 100):
        market = a_market(number)
        answers = decided(market)
        same(market, answers)
        assert judged(answers, market.seed) == []


@pytest.mark.long
def test_thousands_of_markets() -> None:
    for number in range(1000, 21_000):
        market = a_market(number, 10)
        same(market, decided(market))


def test_chunks_change_nothing() -> None:
    market = a_market(7, 40)
    asking, workers = Asking(market.orders, market.register, market.seed), market.workers
    for a in range(0, len(workers.ids), 7):
        part = Workers(*(getattr(workers, name)[a : a + 7] for name in Workers.__slots__))
        own = [claim for claim in market.recalls if claim.worker in part.ids]
        asking.add(part, market.preferences[a : a + 7], own)
    same(market, decide(asking, quiet))


@pytest.mark.parametrize("number", range(40))
def test_any_work_is_all_that_somebody_may_do_in_a_draw_of_their_own(number: int) -> None:
    market = a_market(number, 12)
    workers, orders = market.workers, market.orders

    def drawn(w: int) -> list[str]:
        able = [order for o, order in enumerate(orders.ids) if not failed_rules(workers, orders, w, o)]
        return sorted(able or orders.ids, key=lambda order: lot(market.seed, f"{workers.ids[w]}|{order}"))

    asking = Asking(orders, market.register, market.seed)
    asking.add_open(workers, market.preferences, market.recalls)
    ranked = [row or drawn(w) for w, row in enumerate(market.preferences)]
    same(replace(market, preferences=ranked), decide(asking, quiet))


def test_the_second_opinion_finds_each_fault() -> None:
    found = set()
    for number in range(200):
        market = a_market(number)
        answers = decided(market)
        if not answers.placed:
            continue
        w = int(np.flatnonzero(answers.obtained >= 0)[0])
        without = answers.obtained.copy()
        without[w] = -1
        assert [fault for fault, _ in judged(answers, market.seed, obtained=without)] == ["blocking_pair"]
        found |= {fault for fault, _ in judged(answers, market.seed, posts=answers.terms.posts * 0)}
        lower = answers.rank.copy()
        lower[answers.rank > 0] += 1
        found |= {fault for fault, _ in judged(answers, market.seed, rank=lower)}
        elsewhere = answers.obtained.copy()
        elsewhere[w] = (elsewhere[w] + 1) % len(market.orders.ids)
        found |= {fault for fault, _ in judged(answers, market.seed, obtained=elsewhere)}
        found |= {fault for fault, _ in judged(answers, "another seed")}
    assert found == {"blocking_pair", "above_posts", "rank_out_of_order", "not_an_applicant"}


def test_a_rule_that_says_otherwise_than_the_plain_one_stops_the_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_module, "judge", lambda *arrays: arrays[2].fill(1))
    with pytest.raises(Unsound):
        for number in range(20):
            decided(a_market(number))


def test_a_round_can_be_given_up_between_its_steps() -> None:
    told: list[str] = []

    def stop(step: str) -> None:
        told.append(step)
        if step == "match":
            raise KeyboardInterrupt

    market = a_market(3)
    with pytest.raises(KeyboardInterrupt):
        decide(Asking.of(market), stop)
    assert told == ["draw", "rank", "match"]
    same(market, decided(market))
