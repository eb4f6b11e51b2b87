"""Completing and correcting a file."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused

from ..models import Details, Person
from ..records import PersonChange, read
from .common import keys, lock, occupation, own_or
from .sealing import EMAIL, KIN, PHONE, Sealer, phone_index

IDENTITY = {"name", "native_name", "birth", "sex", "nationality"}
"""What an officer has compared with papers when the file was verified."""
_PERSON = ("name", "native_name", "language", "available_from", "available_until")
_DETAILS = ("birth", "sex", "nationality", "district", "town")


def complete(person_id: uuid.UUID, data: Mapping[str, Any], *, by: Actor) -> Person:
    """Set the fields of `data` (see records.PersonChange); the rest of the file stays.

    A worker may correct their own file, but not what was verified. When the office changes verified identity fields
    the file must be verified again.
    """
    by = own_or(by, person_id, "registry.complete")
    change: PersonChange = read(PersonChange, data)
    person = lock([person_id], by=by)[0]
    details = Details.objects.select_for_update().get(person_id=person_id)
    given = change.model_dump(exclude_none=True)
    cleared = {name for name in ("available_from", "available_until") if name in data and data[name] is None}
    changed = _changed(person, details, given) | {name for name in cleared if getattr(person, name) is not None}
    if changed & IDENTITY and person.verified_at:
        if by.person_id == person_id:
            raise Refused(
                "verified_identity",
                _("Your office has compared this with your papers. Go there with the papers to have it changed."),
                field=sorted(changed & IDENTITY)[0],
            )
        person.verified_at = person.verified_by = None
    _set(person, details, given, cleared, by)
    if changed:
        timeline.record("registry.completed", by=by, subject=person, person_id=person.id, fields=sorted(changed))
    return person


def _changed(person: Person, details: Details, given: Mapping[str, Any]) -> set[str]:
    plain = {name for name in _PERSON if name in given and given[name] != getattr(person, name)}
    plain |= {name for name in _DETAILS if name in given and given[name] != getattr(details, name)}
    sealer = Sealer([person.id])
    for name, place in (("phone", PHONE), ("email", EMAIL), ("next_of_kin", KIN)):
        if name in given and given[name] != sealer.open(person.id, place, details.id, getattr(details, name)):
            plain.add(name)
    if ("occupation" in given and given["occupation"] != person.occupation_words) or (
        "occupation_code" in given and given["occupation_code"] != person.occupation_code
    ):
        plain.add("occupation")
    return plain


def _set(person: Person, details: Details, given: Mapping[str, Any], cleared: set[str], by: Actor) -> None:
    for name in _PERSON:
        if name in given:
            setattr(person, name, given[name])
    for name in cleared:
        setattr(person, name, None)
    if person.available_from and person.available_until and person.available_until < person.available_from:
        raise Refused("available", _("The last day that you are free lies before the first."), field="available_until")
    if "occupation" in given or "occupation_code" in given:
        words = given.get("occupation", person.occupation_words)
        person.occupation_code, person.occupation_words = occupation(
            words, given.get("occupation_code", ""), by.language
        )
    person.name_key, person.sound_key = keys(person.name, person.native_name)
    person.save()
    for name in _DETAILS:
        if name in given:
            setattr(details, name, given[name])
    sealer = Sealer([person.id])
    for name, place in (("phone", PHONE), ("email", EMAIL), ("next_of_kin", KIN)):
        if name in given:
            setattr(details, name, sealer.seal(person.id, place, details.id, given[name]))
    if "phone" in given:
        details.phone_index = phone_index(given["phone"])
    details.save()
