"""The declared shape of a person who comes in by form, by file or by a partner system."""

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from corridor.foundation.database.errors import Refused
from corridor.foundation.reference import countries, isco, languages

from .codes import DOCUMENT_KINDS, PURPOSES, SEXES, SKILLS, TRAININGS
from .problems import problem

_BIRTH = re.compile(r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_PHONE = re.compile(r"^\+[1-9]\d{6,14}$")


def _wrong(code: str) -> PydanticCustomError:
    """An error whose type is a code of problems.PROBLEMS."""
    return PydanticCustomError(code, "wrong")


def check_birth(value: str) -> str:
    """ISO 8601 text of a day that exists and has come, perhaps without day or month."""
    if not value:
        return value
    if not _BIRTH.match(value):
        raise _wrong("birth")
    parts = [int(part) for part in value.split("-")]
    try:
        earliest = date(*[*parts, 1, 1][:3])
    except ValueError:
        raise _wrong("birth") from None
    if earliest > timezone.localdate():
        raise _wrong("birth_future")
    return value


class Record(BaseModel):
    """Frozen, without spaces around, and without fields that nobody declared."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, extra="forbid")


class PersonRecord(Record):
    """A person as registered: nine fields, and papers where they are at hand.

    birth: ISO 8601, perhaps partial. sex: F, M, X or "". phone: E.164. occupation: an ISCO-08 unit group or the
    person's own words; `occupation_code` beside words that were coded already. language: ISO 639-3, the one that the
    person speaks best. experience_months: in that occupation.
    """

    name: str = Field(max_length=200)
    native_name: str = Field("", max_length=200)
    birth: str = ""
    sex: str = ""
    phone: str = ""
    district: str = Field("", max_length=120)
    occupation: str = Field("", max_length=200)
    language: str = ""
    experience_months: int = 0
    occupation_code: str = ""
    town: str = Field("", max_length=120)
    nationality: str = ""
    email: str = ""
    document_kind: str = ""
    document_number: str = Field("", max_length=40)
    document_country: str = ""
    document_until: date | None = None

    @field_validator("name")
    @classmethod
    def _named(cls, value: str) -> str:
        if not any(letter.isalpha() for letter in value):
            raise _wrong("name")
        return value

    @field_validator("birth")
    @classmethod
    def _born(cls, value: str) -> str:
        return check_birth(value)

    @field_validator("sex")
    @classmethod
    def _sex(cls, value: str) -> str:
        if value and value not in SEXES:
            raise _wrong("sex")
        return value

    @field_validator("phone")
    @classmethod
    def _phone(cls, value: str) -> str:
        if value and not _PHONE.match(value):
            raise _wrong("phone")
        return value

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value and not languages.exists(value):
            raise _wrong("language")
        return value

    @field_validator("nationality", "document_country")
    @classmethod
    def _country(cls, value: str) -> str:
        if value and not countries.exists(value):
            raise _wrong("country")
        return value

    @field_validator("occupation_code")
    @classmethod
    def _occupation_code(cls, value: str) -> str:
        if value and not isco.is_unit_group(value):
            raise _wrong("occupation_code")
        return value

    @field_validator("experience_months")
    @classmethod
    def _months(cls, value: int) -> int:
        if not 0 <= value <= 720:
            raise _wrong("months")
        return value

    @field_validator("document_kind")
    @classmethod
    def _kind(cls, value: str) -> str:
        if value and value not in DOCUMENT_KINDS:
            raise _wrong("document_kind")
        return value

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            raise _wrong("email")
        return value


class PersonChange(Record):
    """What may be completed or corrected in a file; None leaves a field as it is."""

    name: str | None = Field(None, max_length=200)
    native_name: str | None = Field(None, max_length=200)
    birth: str | None = None
    sex: str | None = None
    nationality: str | None = None
    phone: str | None = None
    email: str | None = None
    district: str | None = Field(None, max_length=120)
    town: str | None = Field(None, max_length=120)
    next_of_kin: str | None = Field(None, max_length=300)
    occupation: str | None = Field(None, max_length=200)
    occupation_code: str | None = None
    language: str | None = None
    available_from: date | None = None
    available_until: date | None = None

    @field_validator("name", "birth", "sex", "nationality", "phone", "email", "occupation_code", "language")
    @classmethod
    def _as_registered(cls, value: str | None, info: Any) -> str | None:
        if value is not None:
            try:
                PersonRecord.model_validate({"name": "A", info.field_name: value})
            except ValidationError as error:
                raise _wrong(error.errors()[0]["type"]) from None
        return value


class DocumentRecord(Record):
    """A paper: its number as it stands on it; `file_id` a picture kept by foundation.files."""

    person_id: uuid.UUID
    kind: str
    number: str = Field(min_length=1, max_length=40)
    country: str
    issued_on: date | None = None
    valid_until: date | None = None
    file_id: uuid.UUID | None = None

    @field_validator("kind")
    @classmethod
    def _kind(cls, value: str) -> str:
        if value not in DOCUMENT_KINDS:
            raise _wrong("document_kind")
        return value

    @field_validator("country")
    @classmethod
    def _country(cls, value: str) -> str:
        if not countries.exists(value):
            raise _wrong("country")
        return value


class ExperienceRecord(Record):
    """Months of work in an ISCO-08 unit group."""

    occupation_code: str
    months: int = Field(ge=0, le=720)
    employer_words: str = Field("", max_length=200)
    country: str = ""

    @field_validator("occupation_code")
    @classmethod
    def _occupation(cls, value: str) -> str:
        if not isco.is_unit_group(value):
            raise _wrong("occupation_code")
        return value


class ConsentRecord(Record):
    """An answer to one purpose, in the language and by the channel (screen, paper, phone) in which it was asked."""

    person_id: uuid.UUID
    purpose: str
    given: bool
    channel: str = "screen"
    language: str = "en"

    @field_validator("purpose")
    @classmethod
    def _purpose(cls, value: str) -> str:
        if value not in PURPOSES:
            raise _wrong("purpose")
        return value


def known_skills(codes: Any) -> set[str]:
    return set(codes) & set(SKILLS)


def known_trainings(codes: Any) -> set[str]:
    return set(codes) & set(TRAININGS)


def read(shape: type[Record], data: Mapping[str, Any]) -> Any:
    """The record, or Refused with the words for its first problem and the field at fault."""
    try:
        return shape(**data)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else None
        raise Refused(first["type"], problem(first["type"]).message, field=field) from None
