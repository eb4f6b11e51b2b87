"""What a person can do: skills, languages, experience, training. A candidate sheet shows these (level 1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from corridor.foundation.database.models import PersonRow, Protect

from .fields import FILE, KEY, PERSON, Declared

_MATCHING = Declared("personal", "matching with job orders", FILE)


class Skill(PersonRow):
    """One skill by its code (corridor.stages.registry.codes.SKILLS)."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1, deletable=True)
    FIELDS: ClassVar[dict[str, Declared]] = {"id": KEY, "person": PERSON, "code": _MATCHING}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "code"], name="skill_once")]


class LanguageSkill(PersonRow):
    """How well a person speaks a language: 0 (none) to 6 (C2), as the Common European Framework counts."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=3)
    level = models.SmallIntegerField()
    protect: ClassVar[Protect] = Protect(person="person_id", level=1, deletable=True)
    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "person": PERSON,
        "language": _MATCHING,
        "level": _MATCHING,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "language"], name="language_once"),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=6), name="language_level"),
        ]


class Experience(PersonRow):
    """Months of work in an occupation, with the employer in the worker's own words."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    occupation_code = models.CharField(max_length=4)
    months = models.SmallIntegerField()
    employer_words = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1, deletable=True)
    FIELDS: ClassVar[dict[str, Declared]] = {
        "id": KEY,
        "person": PERSON,
        "occupation_code": _MATCHING,
        "months": _MATCHING,
        "employer_words": Declared("personal", "what an employer may ask about", FILE),
        "country": Declared("personal", "what an employer may ask about", FILE),
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="experience_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(months__gte=0, months__lte=720), name="experience_months"),
            models.CheckConstraint(condition=Q(occupation_code__regex=r"^\d{4}$"), name="experience_occupation"),
        ]


class Training(PersonRow):
    """A course or certificate by its code (corridor.stages.registry.codes.TRAININGS), and when it was gained."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    on = models.DateField(null=True)
    protect: ClassVar[Protect] = Protect(person="person_id", level=1, deletable=True)
    FIELDS: ClassVar[dict[str, Declared]] = {"id": KEY, "person": PERSON, "code": _MATCHING, "on": _MATCHING}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "code"], name="training_once")]
