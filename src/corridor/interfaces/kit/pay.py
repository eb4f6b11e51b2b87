"""What a job pays and what it costs the worker, drawn: the bars of a month and the gauge of costs in months of wage."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from corridor.interfaces.kit import charts, formatting, words
from corridor.interfaces.kit.words import third
from corridor.rules.fees import months_of_wage, net_pay
from corridor.rules.terms import CLAUSES, Term

PAYERS = ("travel_there", "travel_back", "permit_costs")
"""Costs of getting the work that one side or the other pays in full."""


@dataclass(frozen=True)
class Pay:
    """A month of a job in whole amounts; None where the terms leave it open. `unknown` are words of open clauses."""

    currency: str
    gross: Decimal | None
    kept: Decimal | None
    unknown: tuple[str, ...]
    chart: charts.Chart | None


def pay_of(terms: Mapping[str, Term]) -> Pay:
    """What an average month brings and what is left of it after lodging, meals and deductions, before tax."""
    found = net_pay(terms)
    unknown = tuple(str(words.clause(code)) for code in found.unknown)
    if found.gross is None or found.kept is None:
        return Pay(found.currency, None, None, unknown, None)
    parts = [(_("Wage of a month"), found.gross, "")]
    taken = ((_("Lodging"), found.lodging), (_("Meals"), found.meals), (_("Other deductions"), found.deductions))
    parts += [(label, amount, "warn") for label, amount in taken if amount]
    parts.append((_("You keep"), found.kept, "good"))
    bars = [charts.Bar(label, float(_whole(amount)), found.currency, tone=tone) for label, amount, tone in parts]
    chart = charts.bars(_("What you keep of a month"), bars, unit=found.currency)
    return Pay(found.currency, _whole(found.gross), _whole(found.kept), unknown, chart)


@dataclass(frozen=True)
class Cost:
    """What the worker pays to get the job. Only "good" is nothing at all (principle 10). `pays` are words of costs."""

    tone: str
    words: str
    pays: tuple[str, ...]
    chart: charts.Chart | None


def cost_of(terms: Mapping[str, Term], *, you: bool = False) -> Cost:
    """The cost of getting the job for the worker, in months of wage where known. `you`: the worker reads it."""
    pays = [code for code in PAYERS if code in terms and terms[code].value != "employer"]
    fee = terms.get("recruitment_costs_worker")
    amount = fee.value if fee is not None and isinstance(fee.value, Decimal) else Decimal(0)
    names = tuple(str(words.clause(code)) for code in pays)
    if not amount and not pays:
        sentence = _("You pay nothing") if you else _("The worker pays nothing")
        return Cost("good", sentence, (), _gauge(Fraction(0), sentence))
    gross = net_pay(terms).gross
    if not amount or pays or gross is None or fee is None:
        sentence = _("You pay a part") if you else _("The worker pays a part")
        return Cost("warn", sentence, names, None)
    months = months_of_wage(amount, Decimal(float(gross)))
    told = {"amount": formatting.money(amount, fee.currency), "months": formatting.number(round(float(months), 1))}
    sentence = _("%(amount)s, which is %(months)s months of wage") % told
    named = (str((words if you else third).clause("recruitment_costs_worker")),)
    return Cost("bad" if months > 1 else "warn", sentence, named, _gauge(months, sentence))


def _gauge(months: Fraction, sentence: str) -> charts.Chart:
    scale = [(0.1, "good", _("nothing")), (1.0, "warn", _("up to a month")), (3.0, "bad", _("more"))]
    return charts.gauge(_("Cost of the job in months of wage"), float(months), scale, words=sentence)


def _whole(amount: Fraction) -> Decimal:
    return Decimal(round(amount))


def rows_of(terms: Mapping[str, Term], *, you: bool = False) -> list[tuple[Any, str]]:
    """(clause, value) in words for every clause, in the order of the registry. `you`: the worker reads it."""
    told = words if you else third
    return [(told.clause(code), told.term(code, terms[code])) for code in CLAUSES if code in terms]
