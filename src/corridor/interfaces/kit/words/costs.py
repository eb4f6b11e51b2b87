"""The three figures beside a cost to the worker, in words (principle 10): law, scheme, international standard."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.words.terms_words import CLAUSES, OPTIONS
from corridor.rules.fees import Assessment, Limit, Status


class Figures(NamedTuple):
    """One cost: what the worker pays, and what law, scheme and the international standard allow."""

    cost: str
    amount: str
    law: str
    law_source: str
    scheme: str
    international: str
    tone: str
    words: str


_TONES = {Status.GREEN: "good", Status.AMBER: "warn", Status.RED: "bad"}


def figures(clause: str, assessment: Assessment) -> Figures:
    """The row of a cost that is an amount."""
    says = {
        Status.GREEN: _("nothing to pay"),
        Status.AMBER: _("allowed here, but by the international standard a worker pays nothing"),
        Status.RED: _("more than the law or the scheme allows"),
    }
    return Figures(
        cost=str(CLAUSES[clause]),
        amount=_amount(assessment.item.amount, assessment.item.currency),
        law=_limit(assessment.law),
        law_source=assessment.law.source if assessment.law else "",
        scheme=_limit(assessment.scheme),
        international=str(_("nothing")),
        tone=_TONES[assessment.status],
        words=str(says[assessment.status]),
    )


def payer_figures(clause: str, payer: str) -> Figures:
    """The row of a cost of which only the payer is known: the worker, or both."""
    return Figures(
        cost=str(CLAUSES[clause]),
        amount=str(OPTIONS[clause][payer]),
        law="–",
        law_source="",
        scheme="–",
        international=str(OPTIONS[clause]["employer"]),
        tone="warn",
        words=str(_("by the international standard the employer pays")),
    )


def rows(costs: Iterable[Any]) -> list[Figures]:
    """A row for each cost: `clause`, and `assessment` where it is an amount, else `payer`."""
    return [
        payer_figures(cost.clause, cost.payer) if cost.assessment is None else figures(cost.clause, cost.assessment)
        for cost in costs
    ]


def _limit(limit: Limit | None) -> str:
    return str(_("no rule is known")) if limit is None else _amount(limit.amount, limit.currency)


def _amount(amount: Any, currency: str) -> str:
    return formatting.money(amount, currency) if amount else str(_("nothing"))
