"""Hidden criteria in the texts of a job order: where they are looked for, what stands there, and what each means."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from corridor.rules.fairness import GROUNDS, SOURCES, wordings
from corridor.rules.identity import fold
from corridor.rules.terms import CLAUSES, Kind

from .models import JobOrder

AROUND = 60
"""Letters on each side of a phrase that belong to it: who changes them writes it anew."""

CRITERIA: dict[str, tuple[Any, Any]] = {
    "sex": (_("Sex"), _("Say what the work is. Posts for women or men are opened by the scheme, as a reserve.")),
    "age": (
        pgettext_lazy("criterion", "Age"),
        _("Say what the work asks for. Only the legal least age counts, and it has its own place."),
    ),
    "marital_status": (_("Marital status"), _("Leave it out. You may say which housing there is.")),
    "children": (_("Children and duties at home"), _("Leave it out. Say the hours of work.")),
    "family": (_("Relatives"), _("Leave it out. Each person applies for themselves.")),
    "pregnancy": (_("Pregnancy"), _("Leave it out. Nobody may ask, and no test may be made.")),
    "looks": (_("Looks"), _("Leave it out. Say which clothes the work needs.")),
    "photo": (_("A photo"), _("Leave it out. The office makes papers that need a photo, after the choice.")),
    "health": (
        _("Health"),
        _("Say what a worker lifts, climbs or stands. A law may ask for an examination afterwards."),
    ),
    "hiv": (_("HIV"), _("Leave it out. Nobody may ask, and no test may be made.")),
    "disability": (_("Disability"), _("Say what a worker lifts and how they stand, and what can be adapted.")),
    "religion": (_("Religion"), _("Leave it out. Say the working days.")),
    "ethnicity": (_("Ethnic origin or colour"), _("Leave it out.")),
    "nationality": (
        _("Nationality or mother tongue"),
        _("Leave it out. Give the level of the language."),
    ),
    "political_opinion": (_("Political opinion"), _("Leave it out.")),
    "orientation": (_("Sexual orientation"), _("Leave it out.")),
    "union": (_("Trade union"), _("Leave it out. Everybody may join a union.")),
    "complaints_made": (_("Complaints made"), _("Leave it out. Whoever complained keeps every right.")),
    "left_early": (_("Having left earlier work"), _("Leave it out. Say which experience is needed.")),
    "savings": (_("Savings"), _("Leave it out. Say what you advance.")),
    "debt": (_("Debts"), _("Leave it out.")),
    "fee": (_("Money from the worker"), _("Write that the employer pays. No worker pays for a job.")),
    "documents": (_("Passport or papers kept"), _("Write that passport and papers stay with the worker.")),
    "wage_wanted": (_("Wage wanted"), _("State the wage that you pay.")),
}
"""Each criterion in words, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words of an order that may hide a criterion: `excerpt[start:start + len(phrase)]` is the phrase."""

    field: str
    criterion: str
    phrase: str
    excerpt: str
    start: int

    @property
    def key(self) -> str:
        """The same for the same words in the same surroundings, whatever the order."""
        said = "|".join((self.field, self.criterion, fold(self.phrase), " ".join(fold(self.excerpt).split())))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def label(self) -> Any:
        """The criterion in words."""
        return CRITERIA[self.criterion][0]

    @property
    def instead(self) -> Any:
        """What to write instead."""
        return CRITERIA[self.criterion][1]

    @property
    def source(self) -> str:
        """What forbids it."""
        return SOURCES[self.criterion]

    @property
    def grounds(self) -> tuple[str, ...]:
        """On which grounds it may stay."""
        return GROUNDS[self.criterion]


def texts_of(order: JobOrder) -> Iterator[tuple[str, str]]:
    """(field, text) of all that the order says in free words."""
    yield "title", order.title
    yield "duties", order.duties
    yield "workplace", order.workplace
    yield "skills", ". ".join(order.skills)
    yield "training", ". ".join(order.training)
    for code, term in order.terms.items():
        if code not in _FACTS and CLAUSES[code].kind is Kind.TEXT and term.get("value"):
            yield code, str(term["value"])


_FACTS = ("employer", "occupation")
"""Clauses whose words are names."""


def hidden(order: JobOrder) -> list[Hidden]:
    """What the order's texts may hide, searched now; the same words are told once. The order need not be saved."""
    found: dict[str, Hidden] = {}
    for field, text in texts_of(order):
        for wording in wordings(text):
            first, last = max(0, wording.start - AROUND), wording.end + AROUND
            each = Hidden(field, wording.criterion, wording.phrase, text[first:last], wording.start - first)
            found.setdefault(each.key, each)
    return list(found.values())
