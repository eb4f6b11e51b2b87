"""How persons are shown in the lists of this door."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Office
from corridor.foundation.database.context import Actor
from corridor.foundation.reference import isco
from corridor.rules.identity import Reason
from corridor.stages.registry import api

WHY: dict[str, Any] = {
    "number": _("file number"),
    "phone": _("same phone"),
    "document": _("same document"),
    "name": _("name"),
    "sound": _("sounds alike"),
    "similar": _("similar name"),
}
REASONS: dict[str, Any] = {
    Reason.SAME_DOCUMENT: _("same document"),
    Reason.SAME_PHONE: _("same phone"),
    Reason.SIMILAR_NAME: _("similar name"),
    Reason.SAME_BIRTH_DATE: _("same date of birth"),
    Reason.SAME_BIRTH_YEAR: _("same year of birth"),
}


@dataclass(frozen=True)
class Line:
    """One person in a list."""

    person: api.Person
    birth: str
    place: str
    work: str
    why: tuple[Any, ...] = ()

    @property
    def days(self) -> int:
        """Days since the file was opened."""
        return (timezone.localdate() - timezone.localtime(self.person.registered_at).date()).days


def lines(persons: Iterable[api.Person], actor: Actor, why: dict[Any, tuple[Any, ...]] | None = None) -> list[Line]:
    """Lines of persons, with the reason why each is shown, by person id."""
    rows = list(persons)
    cards = api.cards([row.id for row in rows], by=actor)
    empty = api.Card("", "", "")
    return [
        Line(
            row,
            cards.get(row.id, empty).birth,
            ", ".join(part for part in (cards.get(row.id, empty).town, cards.get(row.id, empty).district) if part),
            work(row),
            (why or {}).get(row.id, ()),
        )
        for row in rows
    ]


def work(person: api.Person) -> str:
    """The person's occupation in the reader's language, else in their own words."""
    if person.occupation_code and isco.exists(person.occupation_code):
        return isco.title(person.occupation_code, get_language() or "en")
    return person.occupation_words


def office_of(actor: Actor) -> Office | None:
    """The (first) office where the actor works."""
    return Office.objects.filter(scope_id__in=list(actor.offices)).order_by("id").first()
