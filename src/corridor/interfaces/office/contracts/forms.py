"""Forms of the contracts: one clause with a field of its own kind, and a cancellation."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit import words
from corridor.interfaces.kit.forms import DayField, KitForm, MoneyField, SubmissionKeyMixin, country_field
from corridor.rules.terms import CLAUSES, Clause, Kind, Period, Term

WORK = (Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH, Period.PIECE)
CALENDAR = (Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR, Period.ONCE)
MOST = Decimal(100_000)


class ClauseForm(SubmissionKeyMixin, KitForm):
    """What one clause shall say. `term` is what it says now, `promised` what was promised; either may be None."""

    out = forms.BooleanField(label=_("Take this clause out of the contract"), required=False)

    def __init__(self, code: str, term: Term | None, promised: Term | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clause = CLAUSES[code]
        shown = term or promised
        self.currency = shown.currency if shown and shown.currency else "EUR"
        fields = {"value": _field(self.clause, self.currency)}
        if shown is not None:
            fields["value"].initial = _initial(self.clause, shown)
        if self.clause.kind in (Kind.MONEY_RATE, Kind.MONEY):
            periods = WORK if self.clause.kind is Kind.MONEY_RATE else CALENDAR
            choices = [(period.value, words.PERIODS[period]) for period in periods]
            initial = shown.period.value if shown and shown.period else periods[-1].value
            fields["period"] = forms.ChoiceField(label=_("For which time"), choices=choices, initial=initial)
        self.fields.update(fields)
        self.order_fields(["value", "period", "out"])
        for name, field in fields.items():
            field.required = False
            self._say_what_is_missing(name, field)

    def clean(self) -> dict[str, Any]:
        """The value is asked for unless the clause is taken out."""
        found: dict[str, Any] = super().clean() or {}
        if not found.get("out") and "value" not in self.errors and found.get("value") in (None, ""):
            self.add_error("value", self.fields["value"].error_messages["required"])
        return found

    def plain(self) -> dict[str, Any] | None:
        """The clause as a plain term; None when it is taken out."""
        if self.cleaned_data["out"]:
            return None
        value = self.cleaned_data["value"]
        if self.clause.kind is Kind.BOOL:
            return {"value": value == "yes"}
        plain: dict[str, Any] = {"value": str(value)}
        if self.clause.kind in (Kind.MONEY_RATE, Kind.MONEY):
            plain |= {"currency": self.currency, "period": self.cleaned_data["period"]}
        return plain


def _field(clause: Clause, currency: str) -> forms.Field:
    label = words.clause(clause.code)
    match clause.kind:
        case Kind.MONEY_RATE | Kind.MONEY:
            return MoneyField(currency=currency, label=label)
        case Kind.HOURS | Kind.DAYS | Kind.PERCENT:
            return forms.DecimalField(label=label, min_value=0, max_value=MOST, decimal_places=2)
        case Kind.BOOL:
            choices = [("yes", _("yes")), ("no", _("no"))]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        case Kind.CHOICE:
            return forms.ChoiceField(label=label, choices=words.options(clause.code), widget=forms.RadioSelect)
        case Kind.DATE:
            return DayField(label=label)
        case Kind.TEXT:
            return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def _initial(clause: Clause, term: Term) -> Any:
    if clause.kind is Kind.BOOL:
        return "yes" if term.value else "no"
    if isinstance(term.value, Decimal):
        return term.value.normalize() if term.value != term.value.to_integral_value() else int(term.value)
    return term.value


class LawForm(SubmissionKeyMixin, KitForm):
    """From which day the law of a country shall count for its running contracts."""

    country = country_field(label=_("Country of work"))
    day = DayField(
        label=_("From which day"),
        help_text=_("The law as it is on this day. Contracts that end before it are left as they are."),
    )


class CancelForm(SubmissionKeyMixin, KitForm):
    """Who decides, why, and what the worker can do against it: all three are shown to the worker."""

    decider = forms.CharField(label=_("Who decides"), max_length=200)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In words that the worker understands. They read this."),
    )
    remedy = forms.CharField(
        label=_("What the worker can do against it"),
        max_length=300,
        help_text=_("The remedy that this decider's law gives; where there is none, say so and offer a review here."),
    )
    remedy_days = forms.IntegerField(label=_("Days to use it"), min_value=1, max_value=3650)
