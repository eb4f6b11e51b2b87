"""Boxes for the value of a clause: an amount with its currency and period, a quantity, a choice, yes or no, words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import currencies
from corridor.interfaces.kit import words
from corridor.interfaces.kit.forms import KitForm, MoneyField
from corridor.rules.terms import CLAUSES, Kind, Period

WAGE_PERIODS = [Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH, Period.PIECE]
YES_NO = [("", _("not said")), ("yes", _("yes")), ("no", _("no"))]


class QuantityField(MoneyField):
    """A number that is not below zero, with decimals if it has any, in the digits of any script."""

    default_error_messages = {"amount": _("This is not a number. Write digits: 40 or 1.5.")}

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "size": 10})
        super().__init__(currency="EUR", widget=box, **kwargs)
        self.places = 4


def currency_field(**kwargs: Any) -> forms.ChoiceField:
    """A select of currencies."""
    return forms.ChoiceField(
        choices=lambda: [("", _("Choose")), *currencies.as_choices(get_language() or "en")], **kwargs
    )


def add_term(form: forms.Form, code: str, *, required: bool = False, label: Any = None) -> None:
    """Add the boxes of a clause to a form: `code`, and `code_period` beside an amount."""
    clause = CLAUSES[code]
    label = label or words.clause(code)
    field: forms.Field
    if clause.kind is Kind.CHOICE:
        field = forms.ChoiceField(choices=[("", _("not said")), *words.options(code)], required=required, label=label)
    elif clause.kind is Kind.BOOL:
        field = forms.ChoiceField(choices=YES_NO, required=required, label=label)
    elif clause.kind is Kind.TEXT:
        field = forms.CharField(max_length=500, required=required, label=label)
    else:
        field = QuantityField(required=required, label=label, help_text=_UNITS.get(clause.kind, ""))
    form.fields[code] = field
    if clause.kind in (Kind.MONEY_RATE, Kind.MONEY):
        periods = WAGE_PERIODS if clause.kind is Kind.MONEY_RATE else list(Period)
        choices = [("", _("Choose")), *((period.value, words.PERIODS[period]) for period in periods)]
        form.fields[f"{code}_period"] = forms.ChoiceField(
            choices=choices, required=False, label=_("For which time"), help_text=""
        )


_UNITS: dict[Kind, Any] = {
    Kind.HOURS: _("in hours"),
    Kind.DAYS: _("in days"),
    Kind.PERCENT: _("in per cent"),
}


def initial_of(code: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the boxes of a clause for a stored term."""
    value = plain.get("value", "")
    shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    return {code: shown, f"{code}_period": plain.get("period", "")}


def plain_of(form: KitForm, code: str, currency: str) -> dict[str, Any] | None:
    """The plain term in the boxes of a clause, None when nothing is said.

    Adds an error to the form for an amount without currency or period.
    """
    value = form.cleaned_data.get(code)
    if value in (None, ""):
        return None
    clause = CLAUSES[code]
    if clause.kind is Kind.BOOL:
        return {"value": value == "yes"}
    if clause.kind not in (Kind.MONEY_RATE, Kind.MONEY):
        return {"value": str(value)}
    period = form.cleaned_data.get(f"{code}_period")
    if value == Decimal(0):
        return {"value": "0", "period": period or Period.ONCE.value}
    if not period:
        form.add_error(f"{code}_period", ValidationError(_("Say for which time this amount is.")))
        return None
    if not currency:
        form.add_error("currency", ValidationError(_("Say in which currency the amounts are.")))
        return None
    return {"value": str(value), "currency": currency, "period": period}
