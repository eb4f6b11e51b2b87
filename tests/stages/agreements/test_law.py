"""Dated rules: read as of two times, the most specific first, and never two at once."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotAllowed, Refused
from corridor.stages.agreements import api
from corridor.stages.agreements.models import DatedRule

Y26, Y27 = date(2026, 1, 1), date(2027, 1, 1)


def wage(amount: str, period: str = "month") -> dict[str, Any]:
    return {"value": amount, "currency": "EUR", "period": period, "hours_week": "40"}


def record(by: Actor, amount: str, first: date, **more: Any) -> DatedRule:
    rule = {"kind": "wage_floor", "country": "ES", "source": "SMI", **more}
    return api.record_rule(value=wage(amount), valid_from=first, by=by, **rule)


def floor_on(day: date, occupation: str = "9211") -> Decimal:
    value = api.law_terms("ES", occupation, day)["wage"].value
    assert isinstance(value, Decimal)
    return value


def test_higher_wage_counts_from_its_date(in_test: None, officer: Actor) -> None:
    """Principle 15."""
    record(officer, "1184", Y26)
    record(officer, "1221", Y27)
    assert floor_on(Y27 - timedelta(days=1)) == 1184
    assert floor_on(Y27) == 1221
    changes = api.law_of("ES").changes("9211", date(2026, 10, 1), date(2027, 3, 31))
    assert [(day, terms["wage"].value) for day, terms in changes] == [
        (date(2026, 10, 1), Decimal(1184)),
        (Y27, Decimal(1221)),
    ]
    with pytest.raises(KeyError):
        floor_on(date(2025, 12, 31))


def test_what_was_known_before_stays_readable(in_test: None, officer: Actor) -> None:
    record(officer, "1184", Y26)
    before = timezone.now()
    record(officer, "1200", Y26, source="Correction")
    now = [rule.value["value"] for rule in api.rules_on("ES", Y26)]
    then = [rule.value["value"] for rule in api.rules_on("ES", Y26, known_at=before)]
    assert (now, then) == (["1200"], ["1184"])


def test_a_rule_for_a_while_leaves_what_is_around_it(in_test: None, officer: Actor) -> None:
    record(officer, "1184", Y26)
    record(officer, "1300", date(2026, 6, 1), valid_until=date(2026, 8, 31))
    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [floor_on(day) for day in days] == [1184, 1300, 1300, 1184]
    assert [floor_on(date(2030, 1, 1))] == [1184]


def test_most_specific_occupation_wins_and_of_its_rules_the_best(in_test: None, officer: Actor) -> None:
    record(officer, "1184", Y26)
    record(officer, "1250", Y26, occupation="92")
    record(officer, "1240", Y26, occupation="92", kind="collective_wage", source="Convenio")
    record(officer, "1400", Y26, occupation="6112")
    record(officer, "1100", Y26, occupation="7", source="Apprentices")
    assert [floor_on(Y26, code) for code in ("9211", "6112", "5131", "7111")] == [1250, 1400, 1184, 1100]
    assert api.law_sources("ES", "9211", Y26)["wage"] == "SMI"
    record(officer, "1275", Y26, occupation="92", kind="collective_wage", source="Convenio")
    assert api.law_sources("ES", "9211", Y26)["wage"] == "Convenio"


def test_wages_of_two_periods_are_compared_by_the_hours_of_the_law(in_test: None, officer: Actor) -> None:
    api.record_rule(
        kind="hours_week_max", country="ES", value={"value": "40"}, valid_from=Y26, source="ET 34", by=officer
    )
    api.record_rule(
        kind="wage_floor",
        country="ES",
        value={"value": "1184", "currency": "EUR", "period": "month"},
        valid_from=Y26,
        source="SMI",
        by=officer,
    )
    api.record_rule(
        kind="collective_wage",
        country="ES",
        value={"value": "8", "currency": "EUR", "period": "hour"},
        valid_from=Y26,
        source="Convenio",
        by=officer,
    )
    # 1184 a month on 40 hours are 6.83 an hour.
    assert api.law_sources("ES", "9211", Y26)["wage"] == "Convenio"


def test_database_refuses_two_rules_at_once(in_test: None, officer: Actor) -> None:
    record(officer, "1184", Y26)
    twin = DatedRule(
        kind="wage_floor",
        country="ES",
        clause="wage",
        value=wage("1"),
        valid_from=date(2026, 5, 1),
        source="x",
        recorded_by=officer.id,
    )
    with pytest.raises(IntegrityError, match="dated_rule_one_at_a_time"), transaction.atomic():
        twin.save(force_insert=True)


def test_examples_are_accepted_and_say_what_they_are(in_test: None, officer: Actor) -> None:
    for rule in api.example_law():
        api.record_rule(**rule, by=officer)
    assert all("(example)" in rule.source for rule in api.dated_rules())
    terms = api.law_terms("ES", "9211", date(2027, 3, 1))
    assert terms["hours_week"].value == 40
    assert terms["recruitment_costs_worker"].value == 0
    limit = api.minimum_age("ES", date(2027, 3, 1))
    assert limit is not None
    assert (limit.years, "GECCO" in limit.source) == (18, True)
    assert api.minimum_age("FR", date(2027, 3, 1)) is None
    assert api.law_of("CO").protected("2221", date(2027, 3, 1)) is not None
    assert api.law_of("CO").protected("9211", date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "weather"}, "kind"),
        ({"country": "QQ"}, "country"),
        ({"occupation": "9999"}, "occupation"),
        ({"source": " "}, "source"),
        ({"valid_until": date(2025, 1, 1)}, "valid_until"),
        ({"value": {"value": "many"}}, "value"),
        ({"value": {"value": "5"}}, "value"),
        ({"kind": "minimum_age", "value": {"years": 3}}, "value"),
        ({"kind": "clause_floor", "clause": "smile"}, "clause"),
        ({"kind": "fee_ceiling", "clause": "smile"}, "clause"),
    ],
)
def test_refusals_name_the_field(in_test: None, officer: Actor, change: dict[str, Any], field: str) -> None:
    rule = {"kind": "wage_floor", "country": "ES", "value": wage("1"), "valid_from": Y26, "source": "x", **change}
    with pytest.raises(Refused) as refused:
        api.record_rule(**rule, by=officer)
    assert refused.value.field == field


def test_recording_asks_for_permission(in_test: None, officer: Actor, approver: Actor) -> None:
    with pytest.raises(NotAllowed):
        record(approver, "1", Y26)


def test_a_batch_of_orders_costs_one_query(
    in_test: None, officer: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for rule in api.example_law():
        api.record_rule(**rule, by=officer)
    with django_assert_num_queries(1):
        law = api.law_of("ES")
        found = [law.terms("9211", date(2027, 1, 1) + timedelta(days=day)) for day in range(200)]
    assert len(found) == 200
