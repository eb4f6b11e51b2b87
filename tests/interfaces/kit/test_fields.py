"""What people write by hand: dates that lack parts, money in any spelling, telephone numbers, digits of any script."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from corridor.interfaces.kit.forms import (
    DayField,
    KitForm,
    MoneyField,
    OccupationField,
    PartialDateField,
    PhoneField,
    SubmissionKeyMixin,
    country_field,
)


def _code(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as error:
        field.clean(value)
    return str(error.value.error_list[0].code)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["", "", "1990"], "1990"),
        (["", "5", "1990"], "1990-05"),
        (["17", "5", "1990"], "1990-05-17"),
        (["29", "2", "2024"], "2024-02-29"),
        (["١٧", "٥", "١٩٩٠"], "1990-05-17"),
        (["۱۷", "۵", "۱۹۹۰"], "1990-05-17"),
        ([" 1 ", "may", "1990 "], "1990-05-01"),
        (["1", "Sept.", "1990"], "1990-09-01"),
        (["", "", ""], ""),
    ],
)
def test_partial_date_keeps_what_is_known(parts: list[str], text: str) -> None:
    assert PartialDateField(required=False).clean(parts) == text


@pytest.mark.parametrize(("language", "month"), [("es", "mayo"), ("ar", "مايو")])
def test_month_is_understood_by_its_name(language: str, month: str) -> None:
    with translation.override(language):
        assert PartialDateField().clean(["3", month, "1990"]) == "1990-05-03"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["31", "2", "1990"], "day"),
        (["29", "2", "2023"], "day"),
        (["x", "2", "1990"], "day"),
        (["3", "", "1990"], "day_without_month"),
        (["3", "13", "1990"], "month"),
        (["3", "0", "1990"], "month"),
        (["3", "ju", "1990"], "month"),
        (["3", "5", "90"], "year"),
        (["3", "5", ""], "year"),
        (["3", "5", "1890"], "early"),
        (["", "", ""], "required"),
    ],
)
def test_partial_date_says_what_is_wrong(parts: list[str], code: str) -> None:
    assert _code(PartialDateField(), parts) == code


def test_birth_cannot_lie_ahead_but_today_can() -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    field = PartialDateField(past=True)
    assert field.clean([str(today.day), str(today.month), str(today.year)]) == today.isoformat()
    assert _code(field, [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]) == "late"
    assert field.clean(["", "", str(today.year)]) == str(today.year)


def test_whole_date_gives_a_date_and_needs_all_parts() -> None:
    assert DayField().clean(["1", "4", "2027"]) == date(2027, 4, 1)
    assert DayField(required=False).clean(["", "", ""]) is None
    assert _code(DayField(), ["", "4", "2027"]) == "incomplete"


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "1323", "1323"),
        ("en", "1323.5", "1323.5"),
        ("en", "1323,5", "1323.5"),
        ("en", "1,323.50", "1323.50"),
        ("en", "1.323,50", "1323.50"),
        ("en", "1 323,50", "1323.50"),
        ("en", "1’323.50", "1323.50"),
        ("en", "1,323", "1323"),
        ("es", "1.323", "1323"),
        ("en", "1,323,000", "1323000"),
        ("ar", "١٣٢٣٫٥", "1323.5"),
        ("ar", "١٬٣٢٣٫٥٠", "1323.50"),
        ("en", "0", "0"),
    ],
)
def test_money_in_any_spelling(language: str, text: str, amount: str) -> None:
    with translation.override(language):
        assert MoneyField(currency="EUR").clean(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "1.323", "ambiguous"),
        ("es", "1,323", "ambiguous"),
        ("en", "-5", "amount"),
        ("en", "1,32,3", "amount"),
        ("en", "12.345.6", "amount"),
        ("en", "1.2345", "amount"),
        ("en", "a lot", "amount"),
        ("en", "", "required"),
    ],
)
def test_money_that_could_be_misread_is_refused(language: str, text: str, code: str) -> None:
    with translation.override(language):
        assert _code(MoneyField(currency="EUR"), text) == code


def test_money_of_a_currency_without_decimals() -> None:
    assert MoneyField(currency="JPY").clean("1,323") == Decimal(1323)
    assert _code(MoneyField(currency="JPY"), "1323.5") == "amount"


@pytest.mark.parametrize(
    ("country", "text", "number"),
    [
        ("CO", "300 123 4567", "+573001234567"),
        ("CO", "+34 612 345 678", "+34612345678"),
        ("CO", "0034612345678", "+34612345678"),
        ("", "+573001234567", "+573001234567"),
        ("MA", "٠٦١٢٣٤٥٦٧٨", "+212612345678"),
        ("MA", "06-12-34-56-78", "+212612345678"),
    ],
)
def test_phone_as_people_write_it(country: str, text: str, number: str) -> None:
    assert PhoneField(country=country).clean(text) == number


@pytest.mark.parametrize(
    ("country", "text"), [("", "300 123 4567"), ("CO", "300"), ("CO", "call me"), ("CO", "+999 1")]
)
def test_phone_that_nobody_can_call(country: str, text: str) -> None:
    assert _code(PhoneField(country=country), text) == "phone"


def test_phone_asks_for_its_country_when_it_is_cleaned() -> None:
    assert PhoneField(country=lambda: "ES").clean("612345678") == "+34612345678"
    assert PhoneField(required=False).clean("") == ""


def test_occupation_by_code_by_title_and_unknown() -> None:
    field = OccupationField()
    answer = field.clean(("9211", ""))
    assert answer is not None
    assert answer.code == "9211"
    assert _code(field, ("zzzqqq", "")) == "unknown"
    assert _code(field, ("", "")) == "required"


def test_country_is_chosen_in_the_readers_language() -> None:
    with translation.override("es"):
        assert dict(country_field().choices)["DE"] == "Alemania"


class _Form(SubmissionKeyMixin, KitForm):
    name = forms.CharField(label="Name")


def test_what_is_missing_is_named_and_the_key_stays() -> None:
    form = _Form({"name": "", "submission_key": "0193a1b2-0000-7000-8000-000000000001"})
    assert form.errors["name"] == ["“Name” is missing. Please write it."]
    assert "0193a1b2-0000-7000-8000-000000000001" in str(form["submission_key"])
    assert 'value=""' not in str(_Form()["submission_key"])
