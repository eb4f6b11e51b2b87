"""A request as its employer reads it, and the wage beside the legal minimum."""

from typing import Any

from django.utils.translation import gettext as _

from corridor.interfaces.kit import charts, formatting
from corridor.interfaces.kit.findings import Found, found
from corridor.interfaces.kit.pay import Cost, cost_of
from corridor.interfaces.kit.words import third
from corridor.rules.terms import Period, Term, from_plain, rate_for, with_hours
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand


def minimum_wage(country: str, occupation: str, day: Any) -> tuple[Term | None, str]:
    """The legal minimum wage for a work on a day, on the hours of the law, with its source."""
    law = agreements.law_of(country)
    terms = with_hours(law.terms(occupation, day))
    return terms.get("wage"), law.sources(occupation, day).get("wage", "")


def wage_chart(order: demand.JobOrder) -> tuple[charts.Chart | None, str]:
    """The wage of a month beside the legal minimum of the same hours, and the words that say how they stand."""
    terms = with_hours(from_plain(order.terms))
    law, source = minimum_wage(order.country, order.occupation_code, order.start)
    wage = terms.get("wage")
    if wage is None or law is None:
        return None, _("No legal minimum is recorded for this work. The office checks the wage by hand.")
    own, least = rate_for(wage, Period.MONTH), rate_for(law, Period.MONTH)
    if own is None or least is None or wage.currency != law.currency:
        return None, _("The wage cannot be compared with the legal minimum. Say the hours.")
    tone = "good" if own >= least else "bad"
    rows = [
        charts.Bar(_("Your wage"), float(round(own)), wage.currency, target=float(round(least)), tone=tone),
        charts.Bar(_("Legal minimum"), float(round(least)), wage.currency),
    ]
    told = {"least": third.term("wage", law), "source": source}
    sentence = (
        _("The wage keeps the legal minimum: %(least)s (%(source)s).")
        if own >= least
        else _("The wage is below the legal minimum: %(least)s (%(source)s).")
    )
    return charts.bars(_("Wage of a month and legal minimum"), rows, unit=wage.currency), sentence % told


def checks(order: demand.JobOrder, findings: list[demand.Finding]) -> dict[str, Any]:
    """What stands beside a request: findings, wage and cost."""
    chart, sentence = wage_chart(order)
    cost: Cost = cost_of(from_plain(order.terms))
    rows: list[Found] = [found(finding) for finding in findings if finding.kind != "missing"]
    return {
        "findings": rows,
        "blocking": sum(1 for finding in findings if finding.blocking),
        "wage_chart": chart,
        "wage_words": sentence,
        "cost": cost,
    }


def too_low(findings: list[demand.Finding]) -> bool:
    """Whether a term is below what the law, the collective agreement or the standard contract asks."""
    return any(finding.blocking and finding.law is not None and finding.order is not None for finding in findings)


def balance_tiles(order: demand.JobOrder) -> list[tuple[str, Any]]:
    """The balance of posts in figures."""
    held = demand.balance(order)
    return [
        (formatting.number(held.posts), _("workers wanted")),
        (formatting.number(held.reserved), _("with an offer")),
        (formatting.number(held.filled), _("with a worker")),
        (formatting.number(held.free), _("free")),
    ]
