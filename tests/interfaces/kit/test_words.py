"""Every code of the rules has words, in every language; values read as people would say them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from corridor.foundation.i18n import LANGUAGES
from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.states import registered_states, state_label
from corridor.interfaces.kit.words import guards, matching_words, terms_words
from corridor.rules import matching, terms
from corridor.rules.matching import Component, Explanation, Failure, Key, Mend, NextStep, Reason, Rule
from corridor.rules.terms import Kind, Period, Term
from corridor.rules.transitions import CONTRACT, MACHINES, RefusalCode, TransitionRefused

NUMBER = Decimal


def test_every_state_of_every_machine_is_registered() -> None:
    found = {machine: set(states) for machine, states in registered_states().items()}
    for name, machine in MACHINES.items():
        assert found[name] == set(machine.states), name


def test_every_action_has_a_verb_phrase() -> None:
    for name, machine in MACHINES.items():
        assert set(words.ACTIONS[name]) == {row.action for row in machine.transitions}, name
    with pytest.raises(KeyError):
        words.action_label("contract", "dance")


def test_every_guard_and_owner_has_words() -> None:
    rows = [row for machine in MACHINES.values() for row in machine.transitions]
    assert set(words.GUARDS) == {guard for row in rows for guard in row.guards}
    for row in rows:
        for owner in filter(None, [row.next_owner, *row.who]):
            assert str(words.owner(owner))


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.REASONS, matching.Reason),
        (words.NEXT_STEPS, matching.NextStep),
        (words.RULES, matching.Rule),
        (words.MENDS, matching.Mend),
        (words.JOB_REASONS, matching.JobReason),
        (words.CHOICE_FAULTS, matching.ChoiceFault),
        (words.BREACHES, matching.BreachCode),
        (words.RECALL_SOURCES, matching.Source),
        (words.RECALL_FORCES, matching.Force),
        (words.LEVELS, range(7)),
        (words.CLAUSES, terms.CLAUSES),
        (words.KINDS, terms.DifferenceKind),
        (words.SEVERITIES, [one for one in terms.Severity if one]),
        (words.PERIODS, terms.Period),
        (terms_words.RATES, terms.Period),
        (guards.REFUSALS, RefusalCode),
    ],
)
def test_table_has_exactly_the_codes(table: dict[Any, Any], codes: Iterable[Any]) -> None:
    assert set(table) == set(codes)


def test_measures_have_words() -> None:
    assert set(matching.MEASURES) <= set(words.MEASURES)
    assert words.measure("own_of_scheme") == "own of scheme"
    assert words.measure("own", {"own": "Our own"}) == "Our own"


def test_options_of_choices_have_words() -> None:
    choices = {code: clause for code, clause in terms.CLAUSES.items() if clause.kind is Kind.CHOICE}
    assert set(words.OPTIONS) == set(choices)
    for code, clause in choices.items():
        assert [option for option, _label in words.options(code)] == list(clause.options)


def _all_words() -> Iterator[Any]:
    for table in (words.GUARDS, words.REASONS, words.NEXT_STEPS, words.RULES, words.MENDS, words.CLAUSES):
        yield from table.values()
    for machine, states in registered_states().items():
        yield from (state_label(machine, state).label for state in states)
        yield from words.ACTIONS[machine].values()


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES if code != "en"])
def test_words_are_translated(language: str) -> None:
    said = list(_all_words())
    english = [str(one) for one in said]
    with translation.override(language):
        same = [text for text, one in zip(english, said, strict=True) if str(one) == text]
    assert same == []


@pytest.mark.parametrize(
    ("language", "code", "term", "text"),
    [
        ("en", "wage", Term(NUMBER(1323), "EUR", Period.MONTH), "1,323\u00a0EUR a month"),
        ("es", "wage", Term(NUMBER("7.5"), "EUR", Period.HOUR), "7,50\u00a0EUR por hora"),
        ("ar", "wage", Term(NUMBER(1323), "EUR", Period.MONTH), "1,323\u00a0EUR في الشهر"),
        ("en", "deductions", Term(NUMBER(0), period=Period.ONCE), "nothing"),
        ("en", "hours_week", Term(NUMBER(40)), "40 hours"),
        ("en", "hours_day", Term(NUMBER("7.5")), "7.5 hours"),
        ("en", "probation_days", Term(NUMBER(1)), "1 day"),
        ("ar", "rest_days_week", Term(NUMBER(2)), "يومان"),
        ("en", "overtime_percent", Term(NUMBER("12.5")), "12.5%"),
        ("en", "overtime_percent", Term(NUMBER(50)), "50%"),
        ("es", "payslip", Term(True), "sí"),
        ("en", "payslip", Term(False), "no"),
        ("en", "travel_there", Term("employer"), "the employer pays"),
        ("es", "lodging", Term("employer_free"), "del empleador, gratis"),
        ("en", "start", Term(date(2027, 4, 1)), "1 April 2027"),
        ("en", "workplace", Term("Lepe, Huelva"), "Lepe, Huelva"),
    ],
)
def test_term_is_said_in_the_readers_language(language: str, code: str, term: Term, text: str) -> None:
    terms.CLAUSES[code].check(term)
    with translation.override(language):
        assert words.term(code, term) == text


def test_term_that_is_missing_is_nothing_to_say() -> None:
    assert words.term("wage", None) == ""


def test_difference_is_a_row_for_the_comparison() -> None:
    before = terms.floor({}, {}, {"lodging_price": Term(NUMBER(0), "EUR", Period.MONTH)})
    (found,) = terms.compare(before, {"lodging_price": Term(NUMBER(60), "EUR", Period.MONTH)})
    row = words.difference(found)
    assert row == (
        "Price of the lodging",
        "nothing",
        "60\u00a0EUR a month",
        "worse",
        "critical",
        "asked by the job order",
    )
    sentence = words.difference_sentence(found)
    assert sentence == "Price of the lodging: 60\u00a0EUR a month, promised: nothing (worse)"


def test_invalid_term_has_a_sentence() -> None:
    with pytest.raises(terms.TermInvalid) as error:
        terms.CLAUSES["wage"].check(Term(NUMBER(5)))
    assert words.invalid(error.value) == "Say in which currency, and for which time."


def _explained(reason: Reason, **more: Any) -> Explanation:
    return Explanation("w", "o", reason, NextStep.NEXT_ROUND, **more)


def test_reason_says_the_numbers_and_what_they_mean() -> None:
    text = words.reason(
        _explained(Reason.FEWER_POINTS, rank=34, applicants=120, key=Key(0, 6100, -3), cutoff=Key(0, 6480, -9))
    )
    assert text == (
        "You had fewer points than the last one chosen. Your place: 34 of 120."
        " You had 6,100 points; the last one chosen had 6,480."
    )


def test_reason_of_a_draw_speaks_of_no_points() -> None:
    text = words.reason(_explained(Reason.LATER_LOT, rank=34, applicants=120, key=Key(0, 0, -34), cutoff=Key(0, 0, -9)))
    assert text == (
        "The draw put you after the last one chosen. Your place: 34 of 120. The draw decided; nobody has points here."
    )


def test_reason_of_an_employer_is_told() -> None:
    text = words.reason(_explained(Reason.REFUSED_BY_EMPLOYER, refusal="dates_do_not_fit"))
    assert "The reason given: Cannot come or stay for the dates of the work." in text


@pytest.mark.parametrize(
    ("failure", "text"),
    [
        (
            Failure(Rule.EXPERIENCE, "12", "3", Mend.GAIN_EXPERIENCE),
            "needs 12 months in the same work; your file has 3",
        ),
        (
            Failure(Rule.DOCUMENT, "2027-09-30", "", Mend.RENEW_DOCUMENT),
            "valid until 30 September 2027; your file has none",
        ),
        (Failure(Rule.LANGUAGE, "spa:3", "spa:0", Mend.LEARN_LANGUAGE), "needs Spanish B1; your file has Spanish none"),
        (Failure(Rule.MINIMUM_AGE, "18", "17", Mend.WAIT_FOR_AGE, "ILO C138"), "you will be 17. (ILO C138)"),
        (Failure(Rule.SKILL, "tractor_driving", "", Mend.PROVE_SKILL), "not in your file: tractor driving"),
    ],
)
def test_failure_says_what_is_needed_and_what_the_file_has(failure: Failure, text: str) -> None:
    assert text in words.failure(failure)
    assert words.mend(failure) == str(matching_words.MENDS[failure.mend])


def test_failure_names_the_occupation() -> None:
    assert "9211" not in words.failure(Failure(Rule.OCCUPATION, "9211", "5120", Mend.ADD_OCCUPATION))


def test_component_says_points() -> None:
    assert (
        words.component(Component("seasons_done", 1200, 2000, 3, 5)) == "Seasons worked before: 1,200 of 2,000 points"
    )


def test_refused_step_lists_what_is_missing() -> None:
    with pytest.raises(TransitionRefused) as error:
        CONTRACT.step("issued", "accept_as_worker", {"nothing_worse"})
    assert words.refused(error.value) == ["The worker must first see the terms in their own language."]
    with pytest.raises(TransitionRefused) as error:
        CONTRACT.step("ended", "verify")
    assert words.refused(error.value) == [str(guards.REFUSALS[RefusalCode.NOT_FROM_HERE])]


@pytest.mark.parametrize(("language", "city"), [("en", "(Bogota)"), ("es", "(Bogotá)"), ("ar", "(بوغوتا)")])
def test_an_hour_is_that_of_a_named_city(language: str, city: str) -> None:
    told = formatting.moment(datetime(2026, 11, 24, 18, 0, tzinfo=UTC), "America/Bogota", language)
    assert city in told and "-05" not in told
