"""What the verbs share: who is in charge of a scheme, days, languages, and how a decider is named."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound
from corridor.foundation.i18n.languages import supported
from corridor.foundation.outbox.deliver import send_many, sent_before
from corridor.foundation.reference import languages
from corridor.stages.agreements import api as agreements
from corridor.stages.registry import api as registry

ADMISSION, SELECTION, EMPLOYER = "admission", "selection", "employer"
APPEAL, OWN_STEP = "appeal", "own_step"
"""Remedies: an appeal to the programme, or, where this decider's law gives none, a review of our own step only."""
DAYS_TO_APPEAL = 30
MISSING = _("There is no such thing here, or you may not see it.")


def today() -> date:
    return timezone.localdate()


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


@dataclass(frozen=True)
class Decision:
    """Who decides a matter, the remedy that this decider's law gives ("" for none), and the days to use it."""

    body: str
    remedy: str
    days: int

    @property
    def code(self) -> str:
        """APPEAL, or OWN_STEP where the law gives no remedy."""
        return APPEAL if self.remedy else OWN_STEP


def decision(version: Any, what: str, language: str = "en") -> Decision:
    """How the rules of a version name the decider of `what`; the scheme itself where they are silent."""
    named = agreements.rules_of(version).deciders.get(what)  # type: ignore[call-overload]
    if named is None or not named.body:
        return Decision(version.scheme.name, "", DAYS_TO_APPEAL)
    return Decision(named.body_for(language), named.remedy_for(language), named.remedy_days or DAYS_TO_APPEAL)


def language_of(person: Any) -> str:
    """The language of messages to a person: theirs where Corridor speaks it, else English."""
    return supported(languages.iso639_1(person.language) if person.language else None)


def tell(
    code: str,
    persons: Iterable[tuple[uuid.UUID, dict[str, Any]]],
    *,
    by: Actor,
    keys: Sequence[str] | None = None,
) -> int:
    """One message to each (person id, parameters), in their own language, in a fixed number of statements.

    With `keys`, one for each, a message that went out under its key is not sent again; returns how many are sent.
    """
    wanted = list(persons)
    if keys is not None:
        sent = sent_before(keys)
        left = [(one, key) for one, key in zip(wanted, keys, strict=True) if key not in sent]
        wanted, keys = [one for one, _key in left], [key for _one, key in left]
    known = {person.id: language_of(person) for person in registry.people(by).filter(id__in=[p for p, _ in wanted])}
    reached = [n for n, (person, _params) in enumerate(wanted) if person in known]
    return send_many(
        code,
        by=by,
        to=[(wanted[n][0], known[wanted[n][0]], wanted[n][1]) for n in reached],
        keys=None if keys is None else [keys[n] for n in reached],
    )


def all_found(rows: Sequence[Any], ids: Iterable[uuid.UUID]) -> None:
    """Raise NotFound unless every id is among the rows: a batch is taken whole or not at all."""
    if {row.id for row in rows} != set(ids):
        raise NotFound("not_found", MISSING)
