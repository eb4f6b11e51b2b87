"""A whole round: everybody has exactly one reason, the second opinion agrees, and the order of rows is nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.rules.matching import (
    Applicant,
    BreachCode,
    Choice,
    ChoiceFault,
    ChoiceRefused,
    Force,
    JobReason,
    Market,
    MarketInvalid,
    NextStep,
    Reason,
    RecallClaim,
    Reserve,
    Result,
    Rule,
    Source,
    applicant_table,
    explain_pair,
    prepare,
    run,
    run_choice,
    shortlists,
    verify,
)
from tests.rules.matching.market_builder import market, orders, workers

NAMES = ["ana", "berta", "cruz", "dina", "elias", "fadi", "gema"]


@st.composite
def markets(draw: st.DrawFn) -> Market:
    names = NAMES[: draw(st.integers(1, 7))]
    posts = {order: draw(st.integers(0, 2)) for order in ("o1", "o2", "o3")}
    preferences = {name: draw(st.lists(st.sampled_from(sorted(posts)), unique=True)) for name in names}
    months = {name: draw(st.sampled_from([0, 6, 12])) for name in names}
    women = frozenset(draw(st.sets(st.sampled_from(names))))
    reserves = {order: draw(st.integers(0, count)) for order, count in posts.items()}
    claims = [
        RecallClaim(name, "farm-o1", Source.AGREEMENT, draw(st.sampled_from(list(Force))))
        for name in draw(st.sets(st.sampled_from(names), max_size=2))
    ]
    documents = {name: date(2027, 5, 1) for name in draw(st.sets(st.sampled_from(names), max_size=1))}
    return market(preferences, posts, months, claims, draw(st.text(max_size=5)), women, reserves, documents)


def breaches(given_market: Market, result: Result) -> list[BreachCode]:
    found = verify(
        given_market.seed,
        dict(zip(given_market.orders.ids, given_market.orders.posts, strict=True)),
        {
            order: {reserve.group: reserve.posts for reserve in row}
            for order, row in zip(given_market.orders.ids, given_market.orders.reserves, strict=True)
        },
        dict(zip(given_market.workers.ids, given_market.preferences, strict=True)),
        applicant_table(given_market, prepare(given_market)),
        result.assignment,
        result.ranks,
    )
    return [breach.code for breach in found]


@settings(max_examples=200, deadline=None)
@given(markets())
def test_run_passes_the_second_opinion(drawn: Market) -> None:
    assert breaches(drawn, run(drawn)) == []


@settings(max_examples=200, deadline=None)
@given(markets())
def test_everybody_has_exactly_one_reason_and_counts_add_up(drawn: Market) -> None:
    result = run(drawn)
    asked = {(w, o) for w, ranking in zip(drawn.workers.ids, drawn.preferences, strict=True) for o in ranking}
    assert set(result.explanations) == asked
    reasons = Counter(explain_pair(drawn, result, w, o).reason for w in drawn.workers.ids for o in drawn.orders.ids)
    assert sum(reasons.values()) == len(drawn.workers.ids) * len(drawn.orders.ids)
    assert reasons[Reason.OBTAINED] == len(result.assignment)
    assert reasons[Reason.NOT_ASKED] == len(drawn.workers.ids) * len(drawn.orders.ids) - len(asked)
    for told in result.explanations.values():
        _check_told(told, result)


def _check_told(told, result: Result) -> None:  # type: ignore[no-untyped-def]
    """The reason given is true of the figures given with it."""
    if told.reason is Reason.INELIGIBLE:
        assert told.failures
        assert told.rank == 0
        return
    assert 1 <= told.rank <= told.applicants
    assert sum(part.points for part in told.components) == told.key.points
    if told.reason is Reason.FEWER_POINTS:
        assert told.key.points < told.cutoff.points
        assert told.key.tier == told.cutoff.tier
    if told.reason is Reason.LATER_LOT:
        assert told.key[:2] == told.cutoff[:2]
        assert told.key.drawn < told.cutoff.drawn
    if told.reason is Reason.RECALL_FIRST:
        assert told.key.tier < told.cutoff.tier
    if told.reason is Reason.RESERVE_FIRST:
        assert told.key > result.cutoffs[told.order]
    if told.reason is Reason.PREFERRED_OBTAINED:
        assert told.worker in result.assignment
    passed_over = {Reason.FEWER_POINTS, Reason.LATER_LOT, Reason.RECALL_FIRST, Reason.RESERVE_FIRST}
    if told.reason in passed_over and told.worker not in result.assignment:
        assert told.worker in result.reserve_list[told.order]
        assert told.next_step is NextStep.STAY_ON_RESERVE_LIST


@settings(max_examples=100, deadline=None)
@given(markets(), st.randoms(use_true_random=False))
def test_run_does_not_depend_on_the_order_of_rows(drawn: Market, random) -> None:  # type: ignore[no-untyped-def]
    w_order, o_order = list(range(len(drawn.workers.ids))), list(range(len(drawn.orders.ids)))
    random.shuffle(w_order)
    random.shuffle(o_order)
    mixed = replace(
        drawn,
        workers=replace(drawn.workers, **_taken(drawn.workers, w_order)),
        orders=replace(drawn.orders, **_taken(drawn.orders, o_order)),
        preferences=[drawn.preferences[w] for w in w_order],
    )
    assert run(mixed) == run(drawn)


def _taken(table, rows: list[int]):  # type: ignore[no-untyped-def]
    return {name: [getattr(table, name)[row] for row in rows] for name in table.__slots__}


@settings(max_examples=100, deadline=None)
@given(markets())
def test_points_are_blind_to_the_workers_own_ranking(drawn: Market) -> None:
    turned = replace(drawn, preferences=[list(reversed(ranking)) for ranking in drawn.preferences])
    assert prepare(turned).components == prepare(drawn).components
    assert run(turned).ranks == run(drawn).ranks


def test_a_recall_right_that_must_be_honoured_stands_above_points_only_at_its_employer() -> None:
    claims = [RecallClaim("ana", "farm-o1", Source.LAW, Force.MUST)]
    told = run(market({"ana": ["o1"], "berta": ["o1"]}, {"o1": 1}, {"berta": 12}, claims))
    assert told.assignment == {"ana": "o1"}
    assert told.explanations["berta", "o1"].reason is Reason.RECALL_FIRST
    elsewhere = run(market({"ana": ["o2"], "berta": ["o2"]}, {"o2": 1}, {"berta": 12}, claims))
    assert elsewhere.assignment == {"berta": "o2"}


def test_a_recall_right_that_may_be_honoured_adds_nothing() -> None:
    claims = [RecallClaim("ana", "farm-o1", Source.CUSTOM, Force.MAY)]
    told = run(market({"ana": ["o1"], "berta": ["o1"]}, {"o1": 1}, {"berta": 12}, claims))
    assert told.assignment == {"berta": "o1"}
    assert told.explanations["ana", "o1"].reason is Reason.FEWER_POINTS


def test_the_reason_names_a_reserve_that_decided() -> None:
    drawn = market(
        {"ana": ["o1"], "berta": ["o1"]}, {"o1": 1}, {"ana": 12}, women=frozenset({"berta"}), reserves={"o1": 1}
    )
    told = run(drawn)
    assert told.assignment == {"berta": "o1"}
    assert told.explanations["ana", "o1"].reason is Reason.RESERVE_FIRST


def test_second_opinion_sees_each_kind_of_fault() -> None:
    rows = [Applicant("ana", "o1", 0, 9, ""), Applicant("berta", "o1", 0, 5, ""), Applicant("berta", "o2", 0, 5, "")]
    asked = {"ana": ["o1"], "berta": ["o1", "o2"]}
    sound = {"ana": "o1", "berta": "o2"}
    posts = {"o1": 1, "o2": 1}

    def codes(assignment: dict[str, str], ranks: dict[tuple[str, str], int] | None = None) -> set[BreachCode]:
        return {breach.code for breach in verify("s", posts, {}, asked, rows, assignment, ranks)}

    assert codes(sound) == set()
    assert codes({"berta": "o1"}) == {BreachCode.BLOCKING_PAIR}
    assert codes({"ana": "o1", "berta": "o1"}) >= {BreachCode.ABOVE_POSTS}
    assert codes({"ana": "o2", "berta": "o1"}) >= {BreachCode.NOT_AN_APPLICANT}
    assert codes(sound, {("ana", "o1"): 2, ("berta", "o1"): 1, ("berta", "o2"): 1}) == {BreachCode.RANK_OUT_OF_ORDER}


def test_shortlists_hold_n_for_each_post_best_first() -> None:
    drawn = market({name: ["o1"] for name in NAMES}, {"o1": 2}, {"ana": 12, "dina": 9, "gema": 6})
    lists = shortlists(drawn, 3)
    assert lists["o1"][:3] == ("ana", "dina", "gema")
    assert len(lists["o1"]) == 6


def test_choice_gives_each_picked_worker_the_order_they_ranked_highest() -> None:
    drawn = market({"ana": ["o2", "o1"], "berta": ["o1"], "cruz": ["o1"]}, {"o1": 1, "o2": 1}, {"cruz": 12})
    late = JobReason.DATES_DO_NOT_FIT
    told = run_choice(drawn, 3, {"o1": Choice(("ana", "berta"), {"cruz": late}), "o2": Choice(("ana",), {})})
    assert told.assignment == {"ana": "o2", "berta": "o1"}
    assert told.explanations["cruz", "o1"].reason is Reason.REFUSED_BY_EMPLOYER
    assert told.explanations["cruz", "o1"].refusal == "dates_do_not_fit"
    assert told.explanations["ana", "o1"].reason is Reason.PREFERRED_OBTAINED
    assert told.reserve_list["o1"] == ()


def test_choice_keeps_the_passed_over_pick_in_reserve_and_tells_who_was_not_shortlisted() -> None:
    drawn = market({"ana": ["o1"], "berta": ["o1"], "cruz": ["o1"]}, {"o1": 1}, {"ana": 12, "berta": 6})
    told = run_choice(drawn, 2, {"o1": Choice(("berta", "ana"), {})})
    assert told.assignment == {"berta": "o1"}
    assert told.reserve_list["o1"] == ("ana",)
    assert told.explanations["ana", "o1"].reason is Reason.OTHERS_CHOSEN
    assert told.explanations["cruz", "o1"].reason is Reason.NOT_SHORTLISTED
    assert told.explanations["cruz", "o1"].cutoff.points == 3_000


def test_choice_honours_a_recall_right_unless_refused_with_a_reason() -> None:
    claims = [RecallClaim("ana", "farm-o1", Source.AGREEMENT, Force.MUST)]
    drawn = market({"ana": ["o1"], "berta": ["o1"]}, {"o1": 1}, recalls=claims)
    assert run_choice(drawn, 2, {"o1": Choice(("berta", "ana"), {})}).assignment == {"ana": "o1"}
    refused = Choice(("berta",), {"ana": JobReason.CERTIFICATE_MISSING})
    assert run_choice(drawn, 2, {"o1": refused}).assignment == {"berta": "o1"}


@pytest.mark.parametrize(
    ("choice", "fault", "worker"),
    [
        (Choice(("ana",), {}), ChoiceFault.NEITHER, "berta"),
        (Choice(("ana", "zoe"), {}), ChoiceFault.NOT_ON_SHORTLIST, "zoe"),
        (Choice(("ana", "berta"), {"ana": JobReason.DID_NOT_ATTEND}), ChoiceFault.TWICE, "ana"),
        (None, ChoiceFault.ORDER_UNANSWERED, ""),
    ],
)
def test_choice_without_a_decision_for_each_is_refused(choice: Choice | None, fault: ChoiceFault, worker: str) -> None:
    drawn = market({"ana": ["o1"], "berta": ["o1"]}, {"o1": 1})
    with pytest.raises(ChoiceRefused) as refused:
        run_choice(drawn, 2, {"o1": choice} if choice else {})
    assert (refused.value.fault, refused.value.worker) == (fault, worker)


@settings(max_examples=100, deadline=None)
@given(markets(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_choice_leaves_nobody_without_a_reason(drawn: Market, per_post: int, random) -> None:  # type: ignore[no-untyped-def]
    answers = {}
    for order, listed in shortlists(drawn, per_post).items():
        mixed = random.sample(listed, len(listed))
        cut = random.randint(0, len(mixed))
        answers[order] = Choice(tuple(mixed[:cut]), dict.fromkeys(mixed[cut:], JobReason.SKILL_NOT_SHOWN))
    told = run_choice(drawn, per_post, answers)
    for (worker, order), why in told.explanations.items():
        assert (why.reason is Reason.OBTAINED) == (told.assignment.get(worker) == order)
        assert (why.reason is Reason.REFUSED_BY_EMPLOYER) == bool(why.refusal)
    filled = Counter(told.assignment.values())
    assert all(filled[o] <= n for o, n in zip(drawn.orders.ids, drawn.orders.posts, strict=True))


def test_an_ineligible_worker_learns_what_would_change_it() -> None:
    told = run(market({"ana": ["o1"]}, {"o1": 1}, documents={"ana": date(2027, 5, 1)}))
    why = told.explanations["ana", "o1"]
    assert (why.reason, why.next_step) == (Reason.INELIGIBLE, NextStep.MEND_AND_APPLY)
    assert [(failure.rule, failure.needed, failure.has) for failure in why.failures] == [
        (Rule.DOCUMENT, "2027-08-31", "2027-05-01")
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"preferences": [["o1", "o1"]]}, "order_ranked_twice"),
        ({"preferences": [["o9"]]}, "order_unknown"),
        ({"preferences": []}, "column_length"),
        ({"workers": workers(["ana"], skills=[])}, "column_length"),
        ({"orders": orders({"o1": 1}, reserves=[(Reserve("women", 2),)])}, "reserves_above_posts"),
    ],
)
def test_columns_that_do_not_fit_are_refused(change, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MarketInvalid) as refused:
        replace(market({"ana": ["o1"]}, {"o1": 1}), **change)
    assert refused.value.code == code


def test_shortlists_keep_the_share_of_a_reserve() -> None:
    months = {"ana": 12, "berta": 11, "cruz": 10, "dina": 9, "gema": 1}
    women = frozenset({"gema", "elias"})
    drawn = market({name: ["o1"] for name in NAMES}, {"o1": 2}, months, women=women, reserves={"o1": 1})
    assert shortlists(drawn, 2)["o1"] == ("ana", "berta", "gema", "elias")
