"""The life of a version of the rules: drafted, submitted, published by a second person, superseded."""

import hashlib
import json
import uuid
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import NotFound, Refused
from corridor.foundation.events import publish
from corridor.rules.transitions import NEGATIVE_GUARDS, SCHEME_VERSION
from corridor.rules.transitions.machine import FOUR_EYES

from ..checks import completeness_problems, fairness_problems, law_problems
from ..events import VersionPublished
from ..law import law_of
from ..models import Scheme, SchemeVersion
from ..problems import Problem, RulesRefused
from ..records import SCHEMA_VERSION, SchemeRules
from ..selectors import rules_of
from .charge import in_charge


def draft_version(scheme_id: uuid.UUID, rules: SchemeRules, *, by: Actor) -> SchemeVersion:
    """Begin the next version of a scheme's rules. Only one may be in the making at a time."""
    by = by.within("agreements.draft")
    scheme = Scheme.objects.select_for_update().filter(id=scheme_id).first()
    if scheme is None:
        raise NotFound("not_found", _("There is no such page, or you may not see it."))
    in_charge(scheme, by)
    earlier = SchemeVersion.objects.filter(scheme=scheme)
    if earlier.filter(state__in=["draft", "submitted"]).exists():
        raise Refused("version_in_the_making", _("A version of these rules is already being prepared."))
    number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    made = SchemeVersion.objects.create(scheme=scheme, number=number, drafted_by=by.id, **_stored(rules))
    timeline.record("agreements.version_drafted", by=by, subject=made, number=number, hash=made.document_hash)
    return made


def change_draft(version_id: uuid.UUID, rules: SchemeRules, *, by: Actor) -> SchemeVersion:
    """Replace the rules of a draft. Refused once it was submitted: return it first."""
    by = by.within("agreements.draft")
    version = _locked(version_id, by)
    if version.state != "draft":
        raise Refused("not_a_draft", _("These rules were submitted and cannot be changed. Have them returned first."))
    stored = _stored(rules)
    if stored["document_hash"] == version.document_hash:
        return version
    _save(version, **stored, changed_by=by.id, changed_at=timezone.now())
    timeline.record("agreements.version_changed", by=by, subject=version, hash=version.document_hash)
    return version


def problems_of(version: SchemeVersion, *, day: date | None = None) -> list[Problem]:
    """All that stands against a version on a day (today), what stops it first; notes after it."""
    rules = rules_of(version)
    laws = [law_of(version.scheme.destination), law_of(version.scheme.origin)]
    found = [
        *fairness_problems(rules),
        *completeness_problems(rules),
        *law_problems(rules, laws, day or timezone.localdate()),
    ]
    return sorted(found, key=lambda problem: not problem.stops)


def submit_version(version_id: uuid.UUID, *, by: Actor) -> SchemeVersion:
    """Hand a draft to those who publish. Raises RulesRefused with all that is missing or in conflict."""
    by = by.within("agreements.draft")
    version = _locked(version_id, by)
    facts = _facts(version)
    moved = step(SCHEME_VERSION, version.state, "submit", facts)
    _save(version, state=moved.target, submitted_by=by.id, submitted_at=timezone.now())
    timeline.record("agreements.version_submitted", by=by, subject=version, hash=version.document_hash)
    return version


def return_version(version_id: uuid.UUID, *, reason: str, remedy: str, by: Actor) -> SchemeVersion:
    """Give a submitted version back to its drafters, with the reason and what they can do about it."""
    by = by.within("agreements.publish")
    version = _locked(version_id, by)
    for field, words in (("reason", reason), ("remedy", remedy)):
        if not words.strip():
            sentence = _("Say why, and what can be done about it.")
            raise Refused("reason_missing", sentence, field=field)
    moved = step(SCHEME_VERSION, version.state, "return", frozenset(NEGATIVE_GUARDS))
    _save(
        version,
        state=moved.target,
        returned_by=by.id,
        returned_at=timezone.now(),
        return_reason=reason.strip(),
        return_remedy=remedy.strip(),
    )
    timeline.record("agreements.version_returned", by=by, subject=version)
    return version


def publish_version(version_id: uuid.UUID, *, by: Actor, effective_from: date | None = None) -> SchemeVersion:
    """Put a submitted version in force from a day (today). Refused to anyone who wrote it; the former one ends."""
    by = by.within("agreements.publish")
    version = _locked(version_id, by)
    if by.id in {version.drafted_by, version.changed_by, version.submitted_by}:
        raise Refused("four_eyes", _("You wrote these rules. Somebody else must publish them."))
    day = effective_from or timezone.localdate()
    moved = step(SCHEME_VERSION, version.state, "publish", _facts(version) | {FOUR_EYES})
    former = SchemeVersion.objects.select_for_update().filter(scheme_id=version.scheme_id, state="published").first()
    if former is not None:
        if former.effective_from is not None and day < former.effective_from:
            sentence = _("The rules before these begin later. Choose a day that is not before theirs.")
            raise Refused("before_former", sentence, field="effective_from")
        ended = step(SCHEME_VERSION, former.state, "supersede", {"successor_published"})
        _save(former, state=ended.target)
        timeline.record("agreements.version_superseded", by=by, subject=former, successor=version.id)
    _save(version, state=moved.target, published_by=by.id, published_at=timezone.now(), effective_from=day)
    timeline.record("agreements.version_published", by=by, subject=version, hash=version.document_hash, day=str(day))
    publish(VersionPublished(version.id))
    return version


def _facts(version: SchemeVersion) -> frozenset[str]:
    """What the machine asks of the rules; raises RulesRefused so that people read every problem, not a guard's name."""
    found = [problem for problem in problems_of(version) if problem.stops]
    if found and version.state in ("draft", "submitted"):
        conflict = any(problem.code.startswith("conflict_") for problem in found)
        raise RulesRefused("register_conflict" if conflict else "rules_incomplete", found)
    return frozenset({"complete", "register_without_conflict"})


def _stored(rules: SchemeRules) -> dict[str, Any]:
    """The document as it is kept, with the SHA-256 of its canonical JSON."""
    document = rules.model_dump(mode="json")
    return {"document": document, "document_hash": document_hash(document), "schema_version": SCHEMA_VERSION}


def document_hash(document: dict[str, Any]) -> str:
    """SHA-256 in hex over UTF-8 JSON with sorted keys and no spaces: anyone can compute it again."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(version_id: uuid.UUID, by: Actor) -> SchemeVersion:
    """The version, locked; NotFound when it is of a scheme for which the actor does not work."""
    found = SchemeVersion.objects.select_for_update(of=("self",)).select_related("scheme").filter(id=version_id).first()
    if found is None:
        raise NotFound("not_found", _("There is no such page, or you may not see it."))
    in_charge(found.scheme, by)
    return found


def _save(version: SchemeVersion, **values: Any) -> None:
    for name, value in values.items():
        setattr(version, name, value)
    version.save(update_fields=list(values))
