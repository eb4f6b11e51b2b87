"""What several verbs share: finding and locking files, names as search reads them, occupations from words."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound
from corridor.foundation.reference import isco
from corridor.rules.identity import sound_key, words

from ..models import Person

CERTAIN = 0.95
"""A search score from which words are taken as an occupation without asking a person."""
_KEY = 420


def no_such_person() -> NotFound:
    return NotFound("no_such_person", _("There is no worker's file here that you may see."))


def lock(person_ids: Sequence[uuid.UUID], *, by: Actor) -> list[Person]:
    """The persons in the order asked, locked for this transaction; NotFound when one is out of reach."""
    rows = {row.id: row for row in Person.objects.visible_to(by).select_for_update().filter(id__in=list(person_ids))}
    if len(rows) != len(set(person_ids)):
        raise no_such_person()
    return [rows[person_id] for person_id in dict.fromkeys(person_ids)]


def own_or(by: Actor, person_id: uuid.UUID, permission: str) -> Actor:
    """The worker themself (own.file), or a holder of `permission` with the reach that it gives; else NotAllowed."""
    return by if by.person_id == person_id and by.can("own.file") else by.within(permission)


def search_words(text: str) -> list[str]:
    """Folded words as the index holds them: a word of other letters than ASCII as the numbers of its letters.

    The trigram index knows ASCII letters only; a word begun is still the beginning of its number.
    """
    return [word if word.isascii() else "".join(f"{ord(letter):04x}" for letter in word) for word in words(text)]


def keys(name: str, native_name: str) -> tuple[str, str]:
    """(name_key, sound_key) over both ways to write the name."""
    both = f"{name} {native_name}".strip()
    spelt = " ".join(sorted(search_words(both)))
    return spelt[:_KEY], " ".join(sorted(set(sound_key(both).split())))[:_KEY]


def occupation(text: str, code: str = "", language: str = "en") -> tuple[str, str]:
    """(ISCO-08 unit group or "", words): a code as it is, words where the search is certain; else a person decides."""
    if code:
        return code, text
    if isco.is_unit_group(text):
        return text, ""
    hits = isco.search(text, language, limit=2) if text else []
    sure = hits and hits[0].score >= CERTAIN and (len(hits) == 1 or hits[1].score < CERTAIN)
    return (hits[0].code if sure else ""), text
