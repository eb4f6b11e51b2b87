"""Reads. Nothing here is about persons: whoever is signed in may ask; what is only drafted, the doors keep to staff."""

import json
import uuid
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import NotFound, Refused
from corridor.rules.matching import AgeLimit
from corridor.rules.terms import Term

from .law import law_of
from .models import Agreement, DatedRule, Scheme, SchemeVersion, Season
from .problems import read_rules
from .records import SCHEMA_VERSION, SchemeRules


def agreements() -> QuerySet[Agreement]:
    """All agreements by code."""
    return Agreement.objects.order_by("code")


def agreement(agreement_id: uuid.UUID) -> Agreement:
    """One agreement; NotFound."""
    return _one(Agreement.objects.all(), agreement_id)


def schemes() -> QuerySet[Scheme]:
    """All schemes by code, with their agreements."""
    return Scheme.objects.select_related("agreement").order_by("code")


def scheme(scheme_id: uuid.UUID) -> Scheme:
    """One scheme; NotFound."""
    return _one(schemes(), scheme_id)


def versions(scheme_id: uuid.UUID) -> QuerySet[SchemeVersion]:
    """All versions of a scheme, newest first."""
    return SchemeVersion.objects.filter(scheme_id=scheme_id).select_related("scheme").order_by("-number")


def versions_in_the_making() -> QuerySet[SchemeVersion]:
    """Drafts and submitted versions of all schemes, those that wait longest first."""
    return (
        SchemeVersion.objects.filter(state__in=["draft", "submitted"])
        .select_related("scheme")
        .order_by("submitted_at", "drafted_at")
    )


def version(version_id: uuid.UUID) -> SchemeVersion:
    """One version with its scheme; NotFound."""
    return _one(SchemeVersion.objects.select_related("scheme"), version_id)


def current_version(scheme_id: uuid.UUID, day: date | None = None) -> SchemeVersion | None:
    """The version that is in force on a day (today by default); None before the first."""
    return _in_force(day).filter(scheme_id=scheme_id).first()


def current_versions(day: date | None = None) -> dict[uuid.UUID, SchemeVersion]:
    """The version in force of every scheme that has one, by scheme id. One query."""
    found: dict[uuid.UUID, SchemeVersion] = {}
    for row in _in_force(day):
        found.setdefault(row.scheme_id, row)
    return found


def _in_force(day: date | None) -> QuerySet[SchemeVersion]:
    return (
        SchemeVersion.objects.filter(
            state__in=["published", "superseded"], effective_from__lte=day or timezone.localdate()
        )
        .select_related("scheme")
        .order_by("-effective_from", "-number")
    )


def rules_of(version: SchemeVersion) -> SchemeRules:
    """The rules of a version; Refused when they were written by a newer release."""
    if version.schema_version > SCHEMA_VERSION:
        raise Refused("newer_rules", _("These rules were written by a newer release. Upgrade before you read them."))
    return _parsed(json.dumps(version.document, sort_keys=True))


@lru_cache(maxsize=64)
def _parsed(document: str) -> SchemeRules:
    return read_rules(json.loads(document))


def seasons(scheme_id: uuid.UUID | None = None) -> QuerySet[Season]:
    """Seasons, the latest first, with scheme and version."""
    found = Season.objects.select_related("scheme", "version").order_by("-starts_on", "code")
    return found if scheme_id is None else found.filter(scheme_id=scheme_id)


def season(season_id: uuid.UUID) -> Season:
    """One season with its scheme and version; NotFound."""
    return _one(seasons(), season_id)


def rules_on(country: str, day: date, *, known_at: datetime | None = None) -> list[DatedRule]:
    """The dated rules that bind in a country on a day, as known now or at an earlier moment."""
    return law_of(country, known_at=known_at).on(day)


def dated_rules(country: str = "") -> QuerySet[DatedRule]:
    """What we know now, of one country or of all, by country, kind and time."""
    found = DatedRule.objects.filter(withdrawn_at__isnull=True)
    found = found.filter(country=country) if country else found
    return found.order_by("country", "kind", "occupation", "clause", "-valid_from")


def law_terms(country: str, occupation: str, day: date) -> dict[str, Term]:
    """Least terms by law for an occupation on a day, by clause. For many, ask `law_of(country)` once."""
    return law_of(country).terms(occupation, day)


def law_sources(country: str, occupation: str, day: date) -> dict[str, str]:
    """The source of each clause that `law_terms` gives."""
    return law_of(country).sources(occupation, day)


def minimum_age(country: str, day: date) -> AgeLimit | None:
    """The least age for work in a country on a day, with its source."""
    return law_of(country).minimum_age(day)


def _one(rows: QuerySet[Any], key: uuid.UUID) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("not_found", _("There is no such page, or you may not see it."))
    return found
