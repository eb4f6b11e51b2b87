"""Asking for workers on one page: what the form asks, and the job order that it makes."""

import uuid
from typing import Any

from babel.numbers import get_territory_currencies
from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import cefr, languages
from corridor.interfaces.kit.fields_reference import OccupationAnswer
from corridor.interfaces.kit.forms import DayField, KitForm, MoneyField, OccupationField, SubmissionKeyMixin
from corridor.interfaces.kit.words import PERIODS, third
from corridor.rules.terms import Period, Plain, from_plain
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

WAGE_PERIODS = (Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH)
CHOICES = ("lodging", "meals", "travel_there", "travel_back", "travel_local", "permit_costs")
PRICES = {"lodging_price": "lodging", "meals_price": "meals"}
FREE = {"value": "0", "period": "once"}


def currency_of(country: str) -> str:
    """The currency in which wages of a country are paid."""
    held = get_territory_currencies(country)
    return str(held[0]) if held else "EUR"


def seasons_for(country: str) -> list[Any]:
    """Seasons of schemes that bring workers to a country, not over yet."""
    found = agreements.seasons().filter(scheme__destination=country, ends_on__gte=timezone.localdate())
    return list(found)


def _choice(code: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=third.clause(code), choices=lambda: third.options(code))


class AskForm(SubmissionKeyMixin, KitForm):
    """The page "Ask for workers". What it does not ask is as in the standard contract of the season."""

    season = forms.ChoiceField(label=_("Season"), required=False)
    work = OccupationField(label=_("Work"), help_text=_("As you would say it: strawberry picker, shepherd, cook."))
    duties = forms.CharField(
        label=_("Tasks"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=_("What a worker does on an ordinary day."),
    )
    posts = forms.IntegerField(label=_("Workers wanted"), min_value=1, max_value=100_000)
    start = DayField(label=_("First day of work"))
    end = DayField(label=_("Last day of work"))
    workplace = forms.CharField(label=_("Place of work"), max_length=300, help_text=_("Name and address of the site."))
    town = forms.CharField(label=_("Town"), max_length=120)
    region = forms.CharField(label=_("Region"), max_length=120, required=False)
    wage_period = forms.ChoiceField(label=_("The wage is for"), choices=[(p.value, PERIODS[p]) for p in WAGE_PERIODS])
    hours_day = forms.DecimalField(
        label=third.clause("hours_day"), min_value=1, max_value=24, decimal_places=2, required=False
    )
    hours_week = forms.DecimalField(label=third.clause("hours_week"), min_value=1, max_value=112, decimal_places=2)
    hours_guaranteed_week = forms.DecimalField(
        label=third.clause("hours_guaranteed_week"),
        min_value=0,
        max_value=112,
        decimal_places=2,
        required=False,
        help_text=_("Hours that you pay even when there is no work."),
    )
    lodging = _choice("lodging")
    meals = _choice("meals")
    travel_there = _choice("travel_there")
    travel_back = _choice("travel_back")
    travel_local = _choice("travel_local")
    permit_costs = _choice("permit_costs")
    experience_months = forms.IntegerField(label=_("Months of experience"), min_value=0, max_value=600, required=False)
    language = forms.ChoiceField(label=_("Language needed"), required=False)
    level = forms.TypedChoiceField(label=_("Level of the language"), coerce=int, empty_value=0, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        self.country = country
        self.currency = currency_of(country)
        super().__init__(*args, **kwargs)
        seasons = [(str(s.id), f"{s.scheme.name}, {s.code}") for s in seasons_for(country)]
        self.fields["season"].choices = [*seasons, ("", _("Outside of any scheme"))]
        money = {"currency": self.currency}
        self.fields["wage"] = MoneyField(label=third.clause("wage"), **money)
        for code in PRICES:
            label = format_lazy(_("{price}, a month"), price=third.clause(code))
            self.fields[code] = MoneyField(label=label, required=False, **money)
        names = languages.as_choices(get_language() or "en")
        self.fields["language"].choices = [("", _("None")), *names]
        self.fields["level"].choices = [(0, "–"), *cefr.as_choices()[1:]]
        for name, field in self.fields.items():  # fields added here get the sentences of the others
            self._say_what_is_missing(name, field)

    def clean(self) -> dict[str, Any]:
        """Dates in order, and a price wherever the worker pays one."""
        answers: dict[str, Any] = super().clean() or {}
        start, end = answers.get("start"), answers.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The last day of work lies before the first. Look at both dates again."))
        for price, provider in PRICES.items():
            if answers.get(provider) == "employer_at_price" and answers.get(price) is None and price not in self.errors:
                self.add_error(price, _("Say the price, or give it free of charge."))
        return answers

    def chosen_season(self) -> Any:
        """The season that was chosen, or None."""
        chosen = self.cleaned_data.get("season")
        return agreements.season(uuid.UUID(chosen)) if chosen else None

    def terms(self, standard: Plain) -> Plain:
        """The standard contract, with what the form says laid over it; the worker never pays for recruitment."""
        answers = self.cleaned_data
        wage = {"value": str(answers["wage"]), "currency": self.currency, "period": answers["wage_period"]}
        said: Plain = {"wage": wage, "recruitment_costs_worker": FREE}
        for code in ("hours_day", "hours_week", "hours_guaranteed_week"):
            if answers.get(code) is not None:
                said[code] = {"value": str(answers[code])}
        said |= {code: {"value": answers[code]} for code in CHOICES}
        for price, provider in PRICES.items():
            if answers[provider] == "employer_at_price":
                said[price] = {"value": str(answers[price]), "currency": self.currency, "period": "month"}
        kept = {code: term for code, term in standard.items() if code not in (*PRICES, "wage")}
        return {**kept, **said}

    def record(self, employer: demand.Employer, licence_id: uuid.UUID | None = None) -> demand.JobOrderRecord:
        """The job order that the answers make."""
        answers, season = self.cleaned_data, self.chosen_season()
        work: OccupationAnswer = answers["work"]
        standard = agreements.rules_of(season.version).standard_terms if season else {}
        return demand.JobOrderRecord(
            employer_id=employer.id,
            title=work.words[:200],
            duties=answers["duties"],
            occupation_code=work.code,
            posts=answers["posts"],
            start=answers["start"],
            end=answers["end"],
            workplace=answers["workplace"],
            town=answers["town"],
            region=answers["region"],
            country=self.country,
            terms=self.terms(standard),
            experience_months=answers["experience_months"] or 0,
            languages={answers["language"]: answers["level"]} if answers["language"] and answers["level"] else {},
            scheme_id=season.scheme_id if season else None,
            season_id=season.id if season else None,
            licence_id=licence_id,
        )


def first_answers(season: Any) -> dict[str, Any]:
    """What an empty form proposes: the standard contract of the season."""
    standard = agreements.rules_of(season.version).standard_terms if season else {}
    found = {code: standard[code]["value"] for code in (*CHOICES, "hours_day", "hours_week") if code in standard}
    free = {"lodging": "employer_free", "meals": "worker", "wage_period": "month"}
    free |= dict.fromkeys(("travel_there", "travel_back", "travel_local", "permit_costs"), "employer")
    return {**free, "season": str(season.id) if season else "", **found}


def answers_of(order: demand.JobOrder) -> dict[str, Any]:
    """The answers that make this order, to change them."""
    terms = from_plain(order.terms)
    found: dict[str, Any] = {
        name: getattr(order, name)
        for name in ("duties", "posts", "start", "end", "workplace", "town", "region", "experience_months")
    }
    found |= {code: term.value for code, term in terms.items() if code not in ("wage",)}
    if "wage" in terms and terms["wage"].period is not None:
        found |= {"wage": terms["wage"].value, "wage_period": terms["wage"].period.value}
    found["season"] = str(order.season_id or "")
    found["work"] = OccupationAnswer(order.occupation_code, order.title)
    for code, level in list(order.languages.items())[:1]:
        found |= {"language": code, "level": level}
    return found
