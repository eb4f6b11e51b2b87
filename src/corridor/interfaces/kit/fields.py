"""Form fields for what people write by hand: dates in parts, money, phone numbers.

All accept the digits of any script. Errors are sentences that say what to write instead.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import phonenumbers
from babel.dates import get_month_names
from babel.numbers import get_currency_precision, get_group_symbol
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.formatting import locale_of, western_digits


class DatePartsWidget(forms.MultiWidget):
    """Three short boxes: day, month, year. The template gives each its own label."""

    template_name = "kit/widgets/date_parts.html"

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({"day": forms.TextInput(box), "month": forms.TextInput(box), "year": forms.TextInput(box)})

    def decompress(self, value: date | str | None) -> list[str]:
        """Day, month, year as text, from a date or from ISO 8601 text that may lack day and month."""
        if not value:
            return ["", "", ""]
        parts = [*str(value).split("-"), "", ""]
        return [parts[2].lstrip("0"), parts[1].lstrip("0"), parts[0]]


class PartialDateField(forms.MultiValueField):
    """A date of which the day, or day and month, may be unknown. Gives ISO text: "1990", "1990-05", "1990-05-17"."""

    widget = DatePartsWidget
    whole = False
    default_error_messages = {
        "year": _("The year is missing or has not four digits. Write it as in 1990."),
        "month": _("There is no such month. Write a number from 1 to 12, or the name of the month."),
        "day": _("There is no such day in that month. Look at the day and the month again."),
        "day_without_month": _("The month is missing. Write it, or leave the day empty too."),
        "incomplete": _("Write the day, the month and the year."),
        "early": _("The year is too long ago. Look at it again."),
        "late": _("This date has not come yet. Look at it again."),
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        """`past` refuses dates after today, as for a birth."""
        self.past = past
        parts = (forms.CharField(), forms.CharField(), forms.CharField())
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value: Sequence[str] | None) -> Any:
        """ISO 8601 text or "" when nothing is written and the field is optional."""
        day, month, year = (western_digits(str(part or "").strip()) for part in (value or ("", "", "")))
        if not (day or month or year):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return self.compress([])
        return self.compress([day, month, year])

    def compress(self, data_list: list[str]) -> Any:
        """Check the three parts together."""
        if not data_list:
            return ""
        day, month, year = data_list
        if self.whole and not (day and month and year):
            self._refuse("incomplete")
        if not re.fullmatch(r"\d{4}", year):
            self._refuse("year")
        if int(year) < 1900:
            self._refuse("early")
        if day and not month:
            self._refuse("day_without_month")
        numbers = [int(year)]
        if month:
            numbers.append(self._month(month))
        if day:
            numbers.append(int(day) if day.isdecimal() else 0)
        try:
            earliest = date(*[*numbers, 1, 1][:3])
        except ValueError:
            self._refuse("day")
        if self.past and earliest > timezone.localdate():
            self._refuse("late")
        return "-".join(f"{part:02d}" for part in numbers)

    def _month(self, text: str) -> int:
        if text.isdecimal():
            number = int(text)
        else:
            names = get_month_names("wide", locale=locale_of())
            wanted = text.casefold().rstrip(".")
            found = [n for n, name in names.items() if len(wanted) >= 3 and name.casefold().startswith(wanted)]
            number = found[0] if len(found) == 1 else 0
        if not 1 <= number <= 12:
            self._refuse("month")
        return number

    def _refuse(self, code: str) -> None:
        raise ValidationError(self.error_messages[code], code=code)


class DayField(PartialDateField):
    """A whole date; gives `datetime.date`, or None when optional and empty."""

    whole = True

    def compress(self, data_list: list[str]) -> date | None:
        """A date from the three parts."""
        text = super().compress(data_list)
        return date.fromisoformat(text) if text else None


class MoneyWidget(forms.TextInput):
    """A box with its currency behind it."""

    template_name = "kit/widgets/money.html"

    def __init__(self, currency: str) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "size": 10})
        self.currency = currency

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context and the currency."""
        return {**super().get_context(name, value, attrs), "currency": self.currency}


class MoneyField(forms.CharField):
    """An amount of one currency as `Decimal` in major units, or None. Never below zero.

    Understands 1323.5, 1.323,50, 1,323.50, 1 323,50 and ١٣٢٣٫٥. A mark before exactly three digits groups thousands
    only when it is the group mark of the reader's language; otherwise the amount is ambiguous and is refused.
    """

    default_error_messages = {
        "amount": _("This is not an amount. Write digits, with a point or a comma before the cents: 1323.50."),
        "ambiguous": _("This can be read in two ways. Write the amount without a mark for the thousands: 1323."),
    }

    def __init__(self, *, currency: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", MoneyWidget(currency))
        super().__init__(**kwargs)
        self.places = get_currency_precision(currency)

    def to_python(self, value: Any) -> Any:
        """`Decimal` or None."""
        if isinstance(value, Decimal | int):
            return Decimal(value)
        text = western_digits(str(value or "")).translate({0x66B: ".", 0x66C: None, 0x27: None, 0x2019: None})
        text = re.sub(r"\s", "", text)
        if not text:
            return None
        if not re.fullmatch(r"\d+([.,]\d+)*", text):
            raise ValidationError(self.error_messages["amount"], code="amount")
        return self._read(text)

    def _read(self, text: str) -> Decimal:
        last = max(text.rfind("."), text.rfind(","))
        if last < 0:
            return Decimal(text)
        tail, marks = text[last + 1 :], re.sub(r"\d", "", text)
        if len(tail) == 3 and (len(marks) > 1 or marks == get_group_symbol(locale_of())) and len(set(marks)) == 1:
            groups = re.split(r"[.,]", text)
            if all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3:
                return Decimal("".join(groups))
        if len(tail) == 3 and self.places < 3:
            raise ValidationError(self.error_messages["ambiguous"], code="ambiguous")
        head = text[:last]
        if len(tail) > self.places or text[last] in head or not re.fullmatch(r"\d{1,3}([.,]\d{3})+|\d+", head):
            raise ValidationError(self.error_messages["amount"], code="amount")
        return Decimal(re.sub(r"[.,]", "", head) + "." + tail)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares amounts, not their spelling."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class PhoneField(forms.CharField):
    """A telephone number; gives E.164 text such as "+573001234567", or ""."""

    default_error_messages = {
        "phone": _("This is not a whole telephone number. Write it with the country code, as in +57 300 123 4567."),
    }

    def __init__(self, *, country: str | Callable[[], str] = "", **kwargs: Any) -> None:
        """`country` (ISO 3166 alpha-2, or a function giving it) reads numbers written without a country code."""
        attrs = {"inputmode": "tel", "autocomplete": "tel", "dir": "ltr", "type": "tel", "size": 20}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.country = country

    def clean(self, value: Any) -> str:
        """E.164 text."""
        text = western_digits(str(super().clean(value) or ""))
        if not text:
            return ""
        region = self.country() if callable(self.country) else self.country
        if text.startswith("00"):
            text = "+" + text[2:]
        try:
            parsed = phonenumbers.parse(text, region or None)
        except phonenumbers.NumberParseException:
            raise ValidationError(self.error_messages["phone"], code="phone") from None
        if not phonenumbers.is_possible_number(parsed):
            raise ValidationError(self.error_messages["phone"], code="phone")
        return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
