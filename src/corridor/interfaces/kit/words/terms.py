"""Terms of work in the reader's language: a clause, its value, and how a contract differs from the promise."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.reference import isco, languages
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.words.terms_words import CLAUSES, INVALID, KINDS, OPTIONS, RATES, SEVERITIES, SOURCES
from corridor.rules import terms as rules
from corridor.rules.terms import Difference, Kind, Severity, Term, TermInvalid


class Compared(NamedTuple):
    """A row for `{% compare rows %}`."""

    clause: str
    before: str
    after: str
    change: str
    severity: str
    note: str


def clause(code: str) -> Any:
    """The label of a clause."""
    return CLAUSES[code]


def options(code: str) -> list[tuple[str, Any]]:
    """(option, words) of a clause that is a choice, best for the worker first: choices of a form field."""
    return [(option, OPTIONS[code][option]) for option in rules.CLAUSES[code].options]


def term(code: str, value: Term | None) -> str:
    """The value of a clause: "1,323 EUR a month", "40 hours", "yes", "the employer pays"; "" for None."""
    if value is None:
        return ""
    kind = rules.CLAUSES[code].kind
    if kind in (Kind.MONEY_RATE, Kind.MONEY):
        return _amount(value)
    if kind is Kind.CHOICE:
        return str(OPTIONS[code][str(value.value)])
    if kind is Kind.BOOL:
        return str(_("yes") if value.value else _("no"))
    if isinstance(value.value, date):
        return formatting.day(value.value)
    if isinstance(value.value, Decimal):
        return _quantity(kind, value.value)
    return _coded(code, str(value.value))


def plain_term(code: str, plain: Mapping[str, Any] | None) -> str:
    """`term` for a clause as it is stored (rules.terms.Plain); "" for None."""
    return "" if plain is None else term(code, rules.from_plain({code: plain})[code])


class Improved(NamedTuple):
    """A clause that became better after the contract was made: from which day, and by which law ("" for by consent)."""

    clause: str
    before: str
    after: str
    day: str
    source: str


def improved(stored: Mapping[str, Any]) -> Improved:
    """The words of a stored improvement: {"clause", "before", "after" (plain terms), "from" (ISO date), "source"}."""
    code = str(stored["clause"])
    before, after = plain_term(code, stored["before"]), plain_term(code, stored["after"])
    return Improved(str(CLAUSES[code]), before, after, str(stored["from"]), str(stored["source"]))


def _coded(code: str, text: str) -> str:
    """Words for what is kept as a code of the reference; other text is as the parties wrote it."""
    language = get_language() or "en"
    if code == "occupation" and isco.exists(text):
        return isco.title(text, language)
    if code == "prevailing_language" and languages.exists(text):
        return languages.name(text, language)
    return text


def _amount(value: Term) -> str:
    """An amount with its period; nothing is nothing in every currency and period."""
    amount = Decimal(str(value.value))
    if amount == 0 or value.period is None:
        return str(_("nothing"))
    return str(RATES[value.period]) % {"amount": formatting.money(amount, value.currency)}


def _quantity(kind: Kind, number: Decimal) -> str:
    """Hours, days or per cent; a number with decimals takes the words of many."""
    if kind is Kind.PERCENT:
        return formatting.per_cent(number)
    many = int(number) if number == number.to_integral_value() else 11
    said = {"number": formatting.number(number.normalize() if many == 11 else many)}
    if kind is Kind.HOURS:
        return str(ngettext("%(number)s hour", "%(number)s hours", many) % said)
    return str(ngettext("%(number)s day", "%(number)s days", many) % said)


def difference(diff: Difference) -> Compared:
    """A row of the comparison of a contract with its promise, for `{% compare rows %}`."""
    asked = _("asked by %(source)s") % {"source": SOURCES[diff.source]} if diff.source in SOURCES else ""
    if diff.source == "silence":
        asked = str(SOURCES[diff.source])
    return Compared(
        clause=str(CLAUSES[diff.clause]),
        before=term(diff.clause, diff.before),
        after=term(diff.clause, diff.after),
        change=diff.kind.value,
        severity=diff.severity.name.lower(),
        note=asked,
    )


def difference_sentence(diff: Difference) -> str:
    """The same in one line: "Price of the lodging: 60 EUR a month, promised: nothing (worse)"."""
    row = difference(diff)
    values = {"clause": row.clause, "now": row.after or _("not in the contract"), "change": KINDS[diff.kind]}
    if not row.before:
        return str(_("%(clause)s: %(now)s (%(change)s)") % values)
    return str(_("%(clause)s: %(now)s, promised: %(before)s (%(change)s)") % {**values, "before": row.before})


def severity(value: Severity) -> str:
    """How much a worsening weighs, in a word; "" for nothing worse."""
    return str(SEVERITIES.get(value, ""))


def invalid(error: TermInvalid) -> str:
    """What is wrong with a term that its clause cannot hold."""
    return str(INVALID[error.code])
