"""What was found on a job order, in words: the clause, what the rule asks, what the order says, and the source."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.words import third
from corridor.rules.terms import CLAUSES, TermInvalid, from_plain


class Found(NamedTuple):
    """A row of the list of findings. `tone` is bad for what blocks, warn for what a person must weigh."""

    subject: str
    sentence: str
    law: str
    order: str
    source: str
    tone: str
    tag: str


def found(finding: Any) -> Found:
    """The words of a finding of stages.demand."""
    subject = str(third.clause(finding.clause)) if finding.clause in CLAUSES else _("Least age")
    if finding.blocking:
        tone, tag = "bad", _("blocks")
    elif finding.acknowledge:
        tone, tag = "warn", _("needs a reason")
    elif finding.kind in ("worker_pays", "no_wage_floor"):
        tone, tag = "warn", _("look at it")
    else:
        tone, tag = "", _("for information")
    sentence = str(finding.sentence)
    return Found(
        subject, sentence, _value(finding, finding.law), _value(finding, finding.order), finding.source, tone, tag
    )


def _value(finding: Any, plain: dict[str, Any] | None) -> str:
    if not plain:
        return ""
    if "years" in plain:
        years = int(plain["years"])
        return str(ngettext("%(years)s year", "%(years)s years", years) % {"years": formatting.number(years)})
    try:
        return third.term(finding.clause, from_plain({finding.clause: plain})[finding.clause])
    except (TermInvalid, KeyError):
        return ""


def summary(plain: Iterable[dict[str, Any]]) -> tuple[str, str]:
    """(tone, words) of findings as an order keeps them (JSON), for a list."""
    rows = list(plain)
    blocking = sum(1 for row in rows if row.get("blocking"))
    if blocking:
        sentence = ngettext("%(count)s term blocks", "%(count)s terms block", blocking)
        return "bad", sentence % {"count": formatting.number(blocking)}
    if any(row.get("acknowledge") for row in rows):
        return "warn", _("needs a reason")
    return "good", _("nothing stands against it")
