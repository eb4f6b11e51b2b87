"""Languages, skills, experience and training: a call replaces what files said before."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused
from corridor.foundation.reference import languages as known_languages

from ..models import Experience, LanguageSkill, Person, Skill, Training
from ..records import ExperienceRecord, known_skills, known_trainings
from .common import lock, own_or


def set_languages(levels: Mapping[uuid.UUID, Mapping[str, int]], *, by: Actor) -> None:
    """Languages of persons: ISO 639-3 code to 0..6."""
    for spoken in levels.values():
        for code, level in spoken.items():
            if not known_languages.exists(code) or not 0 <= level <= 6:
                raise Refused("language", _("We do not know this language or this level."), field="language")
    rows = [
        LanguageSkill(person_id=person, language=code, level=level)
        for person, spoken in levels.items()
        for code, level in spoken.items()
    ]
    _replace(LanguageSkill, list(levels), rows, "registry.languages_set", by)


def set_skills(skills: Mapping[uuid.UUID, Sequence[str]], *, by: Actor) -> None:
    """Skills of persons, as codes of codes.SKILLS."""
    for codes in skills.values():
        if known_skills(codes) != set(codes):
            raise Refused("skill", _("We do not know this skill. Choose from the list."), field="skills")
    rows = [Skill(person_id=person, code=code) for person, codes in skills.items() for code in dict.fromkeys(codes)]
    _replace(Skill, list(skills), rows, "registry.skills_set", by)


def set_trainings(trainings: Mapping[uuid.UUID, Mapping[str, date | None]], *, by: Actor) -> None:
    """Trainings of persons: code of codes.TRAININGS to the day it was gained, or None."""
    for codes in trainings.values():
        if known_trainings(codes) != set(codes):
            raise Refused("training", _("We do not know this course. Choose from the list."), field="trainings")
    rows = [
        Training(person_id=person, code=code, on=on) for person, held in trainings.items() for code, on in held.items()
    ]
    _replace(Training, list(trainings), rows, "registry.trainings_set", by)


def set_experience(experience: Mapping[uuid.UUID, Sequence[ExperienceRecord]], *, by: Actor) -> None:
    """Work done by persons."""
    rows = [
        Experience(person_id=person, **record.model_dump()) for person, done in experience.items() for record in done
    ]
    _replace(Experience, list(experience), rows, "registry.experience_set", by)


def _replace(model: Any, person_ids: list[uuid.UUID], rows: list[Any], verb: str, by: Actor) -> None:
    """Delete what is there, insert what is given: four statements and one for the timeline, whatever the number."""
    for person_id in person_ids:
        by = own_or(by, person_id, "registry.complete")
    persons: list[Person] = lock(person_ids, by=by)
    old = model.objects.filter(person_id__in=person_ids)
    old._raw_delete(old.db)  # one statement, as the history trigger wants it
    model.objects.bulk_create(rows)
    timeline.record_many(verb, by=by, entries=[(person, person.id, {}) for person in persons])
