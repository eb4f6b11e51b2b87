"""Intervals against published values, and the ratio of the four-fifths rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from corridor.rules.fairness import funnels, impact, rates, wilson

STAGES = ("eligible", "chosen")


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=0.00005)
    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low), abs=0.00005)


@pytest.mark.parametrize(("count", "of"), [(1, 0), (-1, 5), (6, 5)])
def test_impossible_shares_are_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(count, of)


def _rates(**groups: tuple[int, int]) -> tuple:  # type: ignore[type-arg]
    counts = {name: {"eligible": of, "chosen": count} for name, (count, of) in groups.items()}
    return rates(funnels({"sex": counts}, STAGES, {"chosen": "eligible"})["sex"], "chosen", "eligible")


def test_ratio_is_against_the_group_with_the_highest_rate() -> None:
    # The example of the guidelines' questions and answers: 48 of 80 against 12 of 40 is half.
    found = _rates(white=(48, 80), black=(12, 40))
    assert [(rate.share, rate.ratio) for rate in found] == [
        (Fraction(3, 5), Fraction(1)),
        (Fraction(3, 10), Fraction(1, 2)),
    ]
    told = impact(found)
    assert told is not None
    assert (told.lowest, told.highest, told.ratio, told.adverse, told.apart) == (
        "black",
        "white",
        Fraction(1, 2),
        True,
        True,
    )


def test_exactly_four_fifths_is_no_sign_and_equal_rates_are_one() -> None:
    told = impact(_rates(F=(40, 100), M=(50, 100)))
    assert told is not None and told.ratio == Fraction(4, 5) and not told.adverse and not told.apart
    told = impact(_rates(F=(50, 100), M=(50, 100)))
    assert told is not None and told.ratio == 1 and told.lowest != told.highest


def test_hidden_groups_and_groups_not_given_have_no_ratio() -> None:
    found = {rate.group: rate for rate in _rates(**{"F": (40, 100), "M": (50, 100), "": (90, 100), "X": (4, 5)})}
    assert found["X"].ratio is None and found["X"].share is None
    assert found[""].ratio is None
    assert impact(_rates(F=(0, 100), M=(0, 100))) is None
    assert impact(_rates(F=(20, 100))) is None
