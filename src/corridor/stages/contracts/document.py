"""A contract as a document: one value for screen and paper, in the languages of the worker and of the place of work."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.documents import (
    Block,
    ClauseRow,
    ClauseTable,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Qr,
    Signature,
    Signatures,
    Text,
    say,
)
from corridor.foundation.i18n import activate_for
from corridor.rules.terms import Difference, DifferenceKind, from_plain

from .models import Contract
from .promise import differences_from_plain

MARKS = {
    DifferenceKind.BETTER: (_("better than promised"), "good"),
    DifferenceKind.WORSE: (_("worse than promised"), "bad"),
    DifferenceKind.MISSING: (_("promised, but not in this contract"), "bad"),
    DifferenceKind.INCOMPARABLE: (_("other than promised: somebody must look at it"), "warn"),
}
RIGHTS = (
    _("Your passport and your papers stay with you. Nobody may keep them."),
    _("You pay nothing for being recruited. If somebody asks you for money, tell us."),
    _("A clause that is worse than what you were promised does not pass: the contract is held until it is put right."),
    _("You may complain and you may leave. A complaint is never a reason to end the contract."),
)


def document(contract: Contract, *, languages: Sequence[str] = (), address: str = "") -> Document:
    """The contract as a value: parties, clauses with their marks, rights, signatures, and the code that checks it.

    `languages` are the first and the second one, by default the worker's and that of the country of work. `address` is
    where a paper is checked; the number and the code of the paper are added to it.
    """
    wanted = list(dict.fromkeys(languages or (contract.language, contract.second_language)))
    first, second = (*[language for language in wanted if language], "")[:2]
    write = _Writer(first, second)
    issued = (contract.issued_at or contract.drafted_at).date()
    return Document(
        kind="contract",
        number=contract.number,
        title=write(_("Contract of work")),
        language=first,
        second_language=second or None,
        issuer=Text(contract.scheme.name),
        issued_at=issued,
        blocks=(
            *_standing(contract, write),
            _parties(contract, write),
            Heading(write(_("What the contract says"))),
            _clauses(contract, write),
            *_improvements(contract, write),
            Heading(write(_("Your rights"))),
            *(Paragraph(write(right)) for right in RIGHTS),
            _signatures(contract, write),
            _check(contract, write, address),
        ),
    )


class _Writer:
    """Writes a text in the languages of the document: a lazy message with its values, or the words of a code."""

    def __init__(self, first: str, second: str) -> None:
        self.languages = [language for language in (first, second) if language]

    def __call__(self, message: Any, **values: Any) -> Text:
        """`values` are plain, or callables that are asked for their words in each language."""
        return self._both(lambda language: _filled(message, language, values))

    def words(self, kind: str, *values: Any) -> Text:
        """The words of a code, as every screen says them."""
        return self._both(lambda language: say(kind, language, *values))

    def _both(self, speak: Any) -> Text:
        return Text(*[speak(language) for language in self.languages])


def _filled(message: Any, language: str, values: Mapping[str, Any]) -> str:
    with activate_for(language):
        said = {name: value(language) if callable(value) else value for name, value in values.items()}
        return str(message) % said if said else str(message)


def _day(value: date | datetime) -> Any:
    day = value.date() if isinstance(value, datetime) else value
    return lambda language: say("day", language, day)


def _standing(contract: Contract, write: _Writer) -> list[Block]:
    """What the paper is worth now."""
    if contract.state == "held":
        return [
            Note(write(_("This contract is held: a clause is worse than what was promised. It binds nobody.")), "bad")
        ]
    if contract.state == "cancelled":
        return _cancelled(contract, write)
    if contract.state in ("verified", "ended"):
        assert contract.verified_at is not None  # noqa: S101 - a CHECK of the table
        told = _("Verified on %(day)s: it holds everything that was promised, and both sides have accepted it.")
        return [Note(write(told, day=_day(contract.verified_at)), "good")]
    return [Note(write(_("This contract binds once both sides have accepted it and it is verified.")), "warn")]


def _cancelled(contract: Contract, write: _Writer) -> list[Block]:
    if contract.declined_at is not None:
        return [Note(write(_("The worker declined this contract. That has no consequence for them.")), "info")]
    told = _("Cancelled. Decided by: %(decider)s. Reason: %(reason)s. What you can do: %(remedy)s, until %(day)s.")
    values = {
        "decider": contract.cancel_decider,
        "reason": contract.cancel_reason,
        "remedy": contract.cancel_remedy,
        "day": _day(contract.remedy_until or contract.starts_on),
    }
    return [Note(write(told, **values), "bad")]


def _parties(contract: Contract, write: _Writer) -> KeyValues:
    person, employer, order = contract.person, contract.employer, contract.order
    worker = person.name + (f" · {person.native_name}" if person.native_name not in ("", person.name) else "")
    address = ", ".join(part for part in (employer.address, employer.town, employer.region) if part)
    rows = [
        (_("Worker"), Text(worker)),
        (_("File number"), Text(person.file_number)),
        (_("Employer"), Text(employer.name)),
        (_("Registration number of the employer"), Text(employer.registration_number)),
        (_("Address of the employer"), Text(address)),
        (_("Job order"), Text(order.number)),
        (_("First day of work"), write("%(day)s", day=_day(contract.starts_on))),
        (_("Last day of work"), write("%(day)s", day=_day(contract.ends_on))),
    ]
    return KeyValues(tuple(KeyValue(write(label), value) for label, value in rows if value.first))


def _clauses(contract: Contract, write: _Writer) -> ClauseTable:
    """Every clause of the contract, and the promised ones that it leaves out."""
    told = {one.clause: one for one in differences_from_plain(contract.differences)}
    terms = from_plain(contract.terms)
    rows = []
    for code, difference in told.items():
        text = write.words("term", code, terms[code]) if code in terms else write(_("not in this contract"))
        mark, tone = _mark(difference, write)
        rows.append(ClauseRow(write.words("clause", code), text, mark, tone))
    return ClauseTable((write(_("Clause")), write(_("What the contract says"))), tuple(rows))


def _mark(difference: Difference, write: _Writer) -> tuple[Text, str]:
    if difference.kind is DifferenceKind.EQUAL:
        return Text(""), ""
    words, tone = MARKS[difference.kind]
    if difference.kind is DifferenceKind.BETTER or difference.before is None:
        return write(words), tone
    said, before = write(words), write.words("term", difference.clause, difference.before)
    second = f"{said.second}: {before.second}" if said.second else ""
    return Text(f"{said.first}: {before.first}", second), tone


def _improvements(contract: Contract, write: _Writer) -> list[Block]:
    """What a higher law raised, and from which day."""
    found: list[Block] = []
    for one in contract.improvements:
        code = str(one["clause"])
        after = from_plain({code: one["after"]})[code]
        told = _("%(clause)s: %(term)s from %(day)s on. %(source)s")
        values = {
            "clause": _words("clause", code),
            "term": _words("term", code, after),
            "day": _day(date.fromisoformat(one["from"])),
            "source": one["source"],
        }
        found.append(Note(write(told, **values), "good"))
    return found


def _words(kind: str, *values: Any) -> Any:
    return lambda language: say(kind, language, *values)


def _signatures(contract: Contract, write: _Writer) -> Signatures:
    return Signatures(
        (
            Signature(write(_("Worker")), contract.person.name, _given(contract.worker_accepted_at, write)),
            Signature(write(_("Employer")), contract.employer.name, _given(contract.employer_accepted_at, write)),
            Signature(write(_("Verified by the authority")), "", _verified(contract.verified_at, write)),
        )
    )


def _given(at: datetime | None, write: _Writer) -> Text:
    return write(_("accepted on screen on %(day)s"), day=_day(at)) if at else Text("")


def _verified(at: datetime | None, write: _Writer) -> Text:
    return write(_("verified on %(day)s"), day=_day(at)) if at else Text("")


def _check(contract: Contract, write: _Writer, address: str) -> Qr:
    asked = f"number={contract.number}&check={contract.check_code}"
    data = f"{address}?{asked}" if address else f"{contract.number} {contract.check_code}"
    return Qr(
        data,
        write(_("Check that this contract is genuine: scan it, or type number and code.")),
        f"{contract.number} · {contract.check_code}",
    )
