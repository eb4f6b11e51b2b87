"""What comes in: employers, licences and job orders, from a form, a file or another system."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from corridor.foundation.reference import countries, isco, languages
from corridor.rules.terms import Plain, TermInvalid, from_plain, to_plain

Words = Annotated[str, Field(max_length=300)]
Country = Annotated[str, Field(min_length=2, max_length=2)]


class Record(BaseModel):
    """A record: unchangeable, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class EmployerRecord(Record):
    """An enterprise. `organisation_id` names one that has accounts already; without it one is made."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    country: Country
    registration_number: Annotated[str, Field(max_length=60)] = ""
    address: Words = ""
    town: Annotated[str, Field(max_length=120)] = ""
    region: Annotated[str, Field(max_length=120)] = ""
    organisation_id: uuid.UUID | None = None
    source: Annotated[str, Field(max_length=40)] = ""
    source_ref: Annotated[str, Field(max_length=200)] = ""

    _country = field_validator("country")(classmethod(lambda cls, code: known_country(code)))


class LicenceRecord(Record):
    """A recruiter's licence as its authority issues it. Without `organisation_id` an organisation is made."""

    number: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    country: Country
    authority: Annotated[str, Field(min_length=1, max_length=200)]
    valid_from: date
    valid_until: date
    organisation_id: uuid.UUID | None = None

    _country = field_validator("country")(classmethod(lambda cls, code: known_country(code)))

    @model_validator(mode="after")
    def _ends_after_start(self) -> "LicenceRecord":
        if self.valid_until <= self.valid_from:
            raise PydanticCustomError("ends_before_start", "ends_before_start")
        return self


class JobOrderRecord(Record):
    """A request for workers. `terms`: plain terms (rules.terms); `soc`: SOC-2010 code of the title, where known.

    Without an `occupation_code` the title is coded, and a doubtful code waits for a person.
    """

    employer_id: uuid.UUID
    title: Annotated[str, Field(min_length=1, max_length=200)]
    duties: Annotated[str, Field(max_length=4000)] = ""
    occupation_code: Annotated[str, Field(max_length=4)] = ""
    soc: Annotated[str, Field(max_length=12)] = ""
    posts: Annotated[int, Field(ge=1, le=100_000)]
    start: date
    end: date
    workplace: Annotated[str, Field(min_length=1, max_length=300)]
    town: Annotated[str, Field(max_length=120)] = ""
    region: Annotated[str, Field(max_length=120)] = ""
    country: Country
    terms: Plain = {}
    experience_months: Annotated[int, Field(ge=0, le=600)] = 0
    minimum_age: Annotated[int, Field(ge=1, le=99)] | None = None
    languages: dict[str, Annotated[int, Field(ge=0, le=6)]] = {}
    skills: list[Annotated[str, Field(max_length=60)]] = []
    training: list[Annotated[str, Field(max_length=60)]] = []
    scheme_id: uuid.UUID | None = None
    season_id: uuid.UUID | None = None
    licence_id: uuid.UUID | None = None
    source: Annotated[str, Field(max_length=40)] = ""
    source_ref: Annotated[str, Field(max_length=200)] = ""

    _country = field_validator("country")(classmethod(lambda cls, code: known_country(code)))

    @field_validator("occupation_code")
    @classmethod
    def _unit_group(cls, code: str) -> str:
        if code and not isco.is_unit_group(code):
            raise PydanticCustomError("unknown_occupation", "unknown_occupation")
        return code

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, levels: dict[str, int]) -> dict[str, int]:
        if any(not languages.exists(code) for code in levels):
            raise PydanticCustomError("unknown_language", "unknown_language")
        return {code: level for code, level in levels.items() if level}

    @field_validator("terms", mode="before")
    @classmethod
    def _terms_are_terms(cls, plain: Any) -> Any:
        if not isinstance(plain, Mapping) or not all(isinstance(term, Mapping) for term in plain.values()):
            raise PydanticCustomError("wrong_kind", "wrong_kind")
        try:
            return to_plain(from_plain(plain))
        except TermInvalid as error:
            context = {"clause": error.clause, "code": error.code}
            raise PydanticCustomError("term_invalid", "term_invalid", context) from error

    @model_validator(mode="after")
    def _ends_after_start(self) -> "JobOrderRecord":
        if self.end <= self.start:
            raise PydanticCustomError("ends_before_start", "ends_before_start")
        return self


class RowRefused(Record):
    """A row of a file that cannot be taken: where, what stood there, why, and how to mend it (both as codes)."""

    row: int
    column: str
    value: str
    reason: str
    mend: str


class OrderRow(Record):
    """One row of a file of job orders, read: a job order of an employer, or a participant of one read before.

    `order_ref` names the job order in the file's own numbers; several rows may share it. `record` is empty for a
    participant. The record's `employer_id` is not known yet: `order` holds its other fields.
    """

    row: int
    order_ref: str
    employer: EmployerRecord
    order: dict[str, Any] | None = None
    posts: Annotated[int, Field(ge=0)] = 0


def known_country(code: str) -> str:
    """The code, if ISO 3166-1 has it."""
    if not countries.exists(code):
        raise PydanticCustomError("unknown_country", "unknown_country")
    return code
