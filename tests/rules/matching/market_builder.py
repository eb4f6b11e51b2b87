"""Columns for tests: everybody eligible unless said otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from corridor.rules.matching import Market, Orders, RecallClaim, Reserve, Weight, Workers

START, END = date(2027, 3, 1), date(2027, 8, 31)
REGISTER = (Weight("experience_months", 6_000, 12), Weight("seasons_done", 4_000, 4))


def workers(ids: Sequence[str], **columns: Sequence[Any]) -> Workers:
    count = len(ids)
    base: dict[str, Sequence[Any]] = {
        "occupations": [frozenset({"9211"})] * count,
        "experience": [{}] * count,
        "languages": [{}] * count,
        "skills": [frozenset()] * count,
        "training": [frozenset()] * count,
        "born": [date(1990, 5, 1)] * count,
        "available_from": [None] * count,
        "available_until": [None] * count,
        "document_until": [date(2030, 1, 1)] * count,
        "groups": [frozenset()] * count,
        "measures": [{}] * count,
    }
    return Workers(ids=ids, **{**base, **columns})


def orders(posts: Mapping[str, int], **columns: Sequence[Any]) -> Orders:
    count = len(posts)
    base: dict[str, Sequence[Any]] = {
        "employers": [f"farm-{order}" for order in posts],
        "occupations": ["9211"] * count,
        "start": [START] * count,
        "end": [END] * count,
        "experience_months": [0] * count,
        "languages": [{}] * count,
        "skills": [frozenset()] * count,
        "training": [frozenset()] * count,
        "minimum_age": [None] * count,
        "maximum_age": [None] * count,
        "reserves": [()] * count,
    }
    return Orders(ids=list(posts), posts=list(posts.values()), **{**base, **columns})


def market(
    preferences: Mapping[str, Sequence[str]],
    posts: Mapping[str, int],
    months: Mapping[str, int] | None = None,
    recalls: Sequence[RecallClaim] = (),
    seed: str = "sala-2027",
    women: frozenset[str] = frozenset(),
    reserves: Mapping[str, int] | None = None,
    documents: Mapping[str, date] | None = None,
) -> Market:
    ids = list(preferences)
    return Market(
        workers=workers(
            ids,
            experience=[{"9211": (months or {}).get(worker, 0)} for worker in ids],
            groups=[frozenset({"women"}) if worker in women else frozenset() for worker in ids],
            document_until=[(documents or {}).get(worker, date(2030, 1, 1)) for worker in ids],
        ),
        orders=orders(
            posts,
            reserves=[
                (Reserve("women", (reserves or {})[order]),) if order in (reserves or {}) else () for order in posts
            ],
        ),
        preferences=[preferences[worker] for worker in ids],
        register=REGISTER,
        seed=seed,
        recalls=recalls,
    )
