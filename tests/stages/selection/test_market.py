"""Columns to market: the same whatever the order of reading, hashed, with a fair ranking of any work."""

from collections import Counter
from dataclasses import replace
from typing import Any

from corridor.rules.matching import lot
from corridor.stages.selection.services.deciding import run
from corridor.stages.selection.services.market import Entry, Inputs, kept_posts, market
from corridor.stages.selection.summary import trial_of

ORDER: dict[str, Any] = {
    "id": "o1",
    "employer": "farm",
    "posts": 2,
    "occupation": "9211",
    "start": "2027-03-01",
    "end": "2027-08-31",
    "experience_months": 0,
    "languages": {},
    "skills": [],
    "training": [],
    "minimum_age": [18, "law"],
    "reserves": [],
}
WORKER: dict[str, Any] = {
    "occupations": ["9211"],
    "experience": {"9211": 6},
    "languages": {"spa": 6},
    "skills": [],
    "training": [],
    "born": "1990-05-17",
    "available_from": None,
    "available_until": None,
    "document_until": "2031-12-31",
    "groups": [],
    "measures": {},
}
REGISTER = ({"criterion": "experience_months", "points": 10_000, "full_at": 12},)


def inputs(count: int = 30, orders: int = 4, **worker: Any) -> Inputs:
    return Inputs(
        orders=tuple({**ORDER, "id": f"o{n}", "posts": 3} for n in range(orders)),
        entries=tuple(
            Entry(
                code=f"a{n:03d}",
                application=f"a{n:03d}",
                person=f"p{n}",
                columns={**WORKER, **worker},
                strata={"sex": "F" if n < 12 else "M", "district": ""},
            )
            for n in range(count)
        ),
        register=REGISTER,
    )


def test_the_order_of_reading_changes_neither_hash_nor_result() -> None:
    one = inputs()
    other = replace(one, orders=one.orders[::-1], entries=one.entries[::-1])
    assert one.hash() == other.hash()
    assert run(market(one, "s")).assignment == run(market(other, "s")).assignment


def test_every_column_is_in_the_hash() -> None:
    base = inputs(2)
    changed = [
        replace(base, entries=(replace(base.entries[0], columns={**WORKER, name: value}), base.entries[1]))
        for name, value in {**WORKER, "born": "1991-01-01", "groups": ["women"], "document_until": None}.items()
        if value != WORKER[name]
    ]
    changed.append(replace(base, entries=(replace(base.entries[0], ranking=("o1",)), base.entries[1])))
    changed.append(replace(base, register=()))
    changed.append(replace(base, orders=({**ORDER, "posts": 9}, *base.orders[1:])))
    assert len({each.hash() for each in [base, *changed]}) == len(changed) + 1


def test_sex_and_district_for_the_figures_are_no_input() -> None:
    one = inputs(3)
    other = replace(one, entries=tuple(replace(entry, strata={"sex": "X"}) for entry in one.entries))
    assert one.hash() == other.hash()


def test_any_work_is_ranked_by_a_draw_that_favours_no_order() -> None:
    made = market(inputs(600, 3), "seed")
    firsts = Counter(ranking[0] for ranking in made.preferences)
    assert all(150 < count < 250 for count in firsts.values())
    drawn = sorted(["o0", "o1", "o2"], key=lambda order: lot("seed", f"a000|{order}"))
    assert list(made.preferences[0]) == drawn


def test_whoever_may_do_no_work_is_told_about_all_of_it() -> None:
    made = market(inputs(2, born="2015-01-01"), "seed")
    assert [len(ranking) for ranking in made.preferences] == [4, 4]
    assert {told.reason.value for told in run(made).explanations.values()} == {"ineligible"}


def test_reserves_are_rounded_down() -> None:
    assert kept_posts(5, [("women", 40), ("first_timers", 10)]) == [["women", 2]]


def test_small_groups_are_hidden_in_the_figures() -> None:
    given = inputs(30)
    small = replace(
        given,
        entries=tuple(
            replace(entry, strata={"sex": "X" if n < 3 else "F" if n < 15 else "M", "district": ""})
            for n, entry in enumerate(given.entries)
        ),
    )
    real = market(small, "seed")
    found = trial_of(small, real, run(real), {})
    told = {group.group: group for group in found.sexes}
    assert told["X"].applicants is None
    assert told["X"].placed is None
    assert sum(group.applicants is None for group in found.sexes) >= 2  # or subtraction would tell
    assert (found.applicants, found.able, found.placed, found.any_work) == (30, 30, 12, 12)
