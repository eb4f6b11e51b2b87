"""The standard contract, and who pays what."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.stages.agreements import api

from .. import words
from ..term_fields import add_term, currency_field, initial_of, plain_of
from .base import Boxes, Part, Section, SectionForm

CLAUSE_GROUPS: list[tuple[Any, tuple[str, ...]]] = [
    (
        _("Pay"),
        (
            *("wage", "pay_interval_days", "pay_means", "payslip", "overtime_percent", "night_percent"),
            *("holiday_percent", "bonus", "allowances", "deductions", "sick_pay_percent"),
        ),
    ),
    (
        _("Hours and rest"),
        (
            *("hours_day", "hours_week", "hours_guaranteed_week", "days_guaranteed", "rest_hours_day"),
            *("rest_days_week", "paid_leave_days_year"),
        ),
    ),
    (_("Lodging and meals"), ("lodging", "lodging_price", "meals", "meals_price")),
    (
        _("Costs and travel"),
        (
            *("recruitment_costs_worker", "permit_costs", "travel_there", "travel_back", "travel_local"),
            "repatriation",
        ),
    ),
    (
        _("Protection"),
        (
            *("health_insurance", "accident_insurance", "social_security", "protective_equipment"),
            *("documents_stay_with_worker", "complaint_route"),
        ),
    ),
    (
        _("Beginning and end"),
        (
            *("probation_days", "renewal", "transfer_allowed", "notice_days_employer", "notice_days_worker"),
            *("leaving_penalty", "termination_grounds", "stay_conditions", "prevailing_language"),
        ),
    ),
]
OF_ONE_JOB = ("employer", "workplace", "start", "end", "occupation", "duties")
"""Clauses that only a job order can fill; a scheme's standard contract says nothing of them."""


class TermsForm(SectionForm):
    currency = currency_field(required=False, label=_("Currency of all amounts"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for _title, codes in CLAUSE_GROUPS:
            for code in codes:
                add_term(self, code)

    @classmethod
    def load(cls, rules: api.SchemeRules) -> Part:
        """The initial answers."""
        plain = rules.standard_terms
        found: Part = {"currency": next((term["currency"] for term in plain.values() if "currency" in term), "")}
        for code, term in plain.items():
            found.update(initial_of(code, term))
        return found

    def clean(self) -> dict[str, Any]:
        """The plain terms under `terms`."""
        answers: dict[str, Any] = super().clean() or {}
        currency = answers.get("currency", "")
        found = {}
        for _title, codes in CLAUSE_GROUPS:
            for code in codes:
                term = plain_of(self, code, currency)
                if term is not None:
                    found[code] = term
        return {**answers, "terms": found}

    def groups(self) -> list[tuple[Any, list[Boxes]]]:
        """The currency, then the clauses by what they are about; an amount stands with its period."""
        found: list[tuple[Any, list[Boxes]]] = [("", [[self["currency"]]])]
        for title, codes in CLAUSE_GROUPS:
            names = [[name for name in (code, f"{code}_period") if name in self.fields] for code in codes]
            found.append((title, [[self[name] for name in together] for together in names]))
        return found


def _save_terms(form: SectionForm, lists: Mapping[str, list[Part]]) -> Part:
    terms = form.cleaned_data["terms"]
    hours = terms.get("hours_week")
    if hours and "wage" in terms:  # the hours on which the wage rests
        terms["wage"]["hours_week"] = hours["value"]
    return {"standard_terms": terms}


class PaysForm(SectionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in api.COST_ITEMS:
            self.fields[item] = forms.ChoiceField(
                choices=[("", _("not said")), *words.PAYERS.items()], required=False, label=words.COSTS[item]
            )

    @classmethod
    def load(cls, rules: api.SchemeRules) -> Part:
        """The initial answers."""
        return {str(item): payer for item, payer in rules.who_pays.items()}


def _save_pays(form: SectionForm, lists: Mapping[str, list[Part]]) -> Part:
    return {"who_pays": {item: payer for item, payer in form.cleaned_data.items() if payer}}


TERMS = Section(
    "terms",
    api.SECTIONS["standard_terms"],
    TermsForm,
    {},
    _save_terms,
    ("standard_terms",),
    hint=_("What every contract of the scheme says at least. A job order may offer more, never less."),
)


PAYS = Section(
    "pays",
    api.SECTIONS["who_pays"],
    PaysForm,
    {},
    _save_pays,
    ("who_pays",),
    hint=_("By the international standard the worker pays nothing to get work."),
)
