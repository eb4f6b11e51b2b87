"""Clauses as employers and officials read them: what a worker pays is not "you pay" there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.words import terms
from corridor.rules.terms import CLAUSES, Kind, Term

_LABELS: dict[str, Any] = {
    "recruitment_costs_worker": _("Recruitment costs of the worker"),
    "notice_days_worker": _("Notice that the worker gives"),
    "documents_stay_with_worker": _("Documents stay with the worker"),
}
_PAYS = _("the worker pays")
_FINDS = _("the worker finds it")


def clause(code: str) -> Any:
    """The label of a clause."""
    return _LABELS.get(code) or terms.clause(code)


def options(code: str) -> list[tuple[str, Any]]:
    """(option, words) of a clause that is a choice, best for the worker first."""
    return [(option, _worker(code) if option == "worker" else told) for option, told in terms.options(code)]


def term(code: str, value: Term | None) -> str:
    """The value of a clause; "" for None."""
    if value is not None and CLAUSES[code].kind is Kind.CHOICE and value.value == "worker":
        return str(_worker(code))
    return terms.term(code, value)


def _worker(code: str) -> Any:
    return _FINDS if code in ("lodging", "meals") else _PAYS
