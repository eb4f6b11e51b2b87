"""Rules are drafted, submitted, published by a second person, and then stay as they are."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from corridor.foundation.audit.models import TimelineEvent
from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.context import Actor, acting
from corridor.foundation.database.errors import NotAllowed, NotFound, Refused
from corridor.foundation.database.keys import uuid7
from corridor.foundation.events import on
from corridor.foundation.scopes.models import Scope
from corridor.stages.agreements import api
from corridor.stages.agreements.models import Scheme, SchemeVersion

from .conftest import changed


def published(scheme: Scheme, officer: Actor, approver: Actor, rules: Any = None, **more: Any) -> SchemeVersion:
    drafted = api.draft_version(scheme.id, rules or api.example_rules(), by=officer)
    api.submit_version(drafted.id, by=officer)
    return api.publish_version(drafted.id, by=approver, **more)


def test_scheme_makes_its_two_scopes(scheme: Scheme) -> None:
    kinds = dict(Scope.objects.filter(subject_id=scheme.id).values_list("kind", "id"))
    assert kinds == {"scheme": scheme.scope_id, "destination": scheme.destination_scope_id}


def test_scheme_code_is_once(scheme: Scheme, officer: Actor) -> None:
    same = {
        "name": "Other",
        "origin": "CO",
        "destination": "ES",
        "sector": "x",
        "channel": "direct_hire",
        "legal_basis": "none",
    }
    with pytest.raises(Refused) as refused:
        api.create_scheme(code="co-es-agri", by=officer, **same)
    assert refused.value.field == "code"
    with pytest.raises(Refused) as refused:
        api.create_scheme(code="X", by=officer, **{**same, "destination": "CO"})
    assert refused.value.code == "one_country"
    with pytest.raises(Refused) as refused:
        api.create_scheme(code="X", by=officer, **{**same, "legal_basis": "agreement"})
    assert refused.value.code == "agreement_missing"


def test_season_of_rules_from_draft_to_published(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    heard: list[Any] = []
    on(api.VersionPublished, heard.append)
    version = published(scheme, officer, approver)
    assert (version.state, version.number, version.published_by) == ("published", 1, approver.id)
    assert version.document_hash == api.document_hash(version.document)
    assert api.current_version(scheme.id) == version
    assert api.current_versions() == {scheme.id: version}
    assert api.rules_of(api.version(version.id)) == api.example_rules()
    assert heard[-1] == api.VersionPublished(version.id)
    told = TimelineEvent.objects.filter(subject_id=version.id).order_by("id").values_list("verb", flat=True)
    assert list(told) == [
        "agreements.version_drafted",
        "agreements.version_submitted",
        "agreements.version_published",
    ]


@pytest.mark.parametrize("verb", ["draft_version", "submit_version", "publish_version", "return_version"])
def test_verbs_ask_for_their_permission(scheme: Scheme, officer: Actor, approver: Actor, verb: str) -> None:
    drafted = api.draft_version(scheme.id, api.example_rules(), by=officer)
    calls = {
        "draft_version": lambda: api.draft_version(scheme.id, api.example_rules(), by=approver),
        "submit_version": lambda: api.submit_version(drafted.id, by=approver),
        "publish_version": lambda: api.publish_version(drafted.id, by=officer),
        "return_version": lambda: api.return_version(drafted.id, reason="a", remedy="b", by=officer),
    }
    with pytest.raises(NotAllowed):
        calls[verb]()


def test_nobody_publishes_their_own_rules(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    both = Actor(
        id=officer.id,
        kind="account",
        permissions=officer.permissions | approver.permissions,
        scopes=officer.scopes,
    )
    drafted = api.draft_version(scheme.id, api.example_rules(), by=officer)
    api.submit_version(drafted.id, by=officer)
    with pytest.raises(Refused) as refused:
        api.publish_version(drafted.id, by=both)
    assert refused.value.code == "four_eyes"
    with pytest.raises(IntegrityError, match="scheme_version_four_eyes"), transaction.atomic():
        SchemeVersion.objects.filter(id=drafted.id).update(published_by=officer.id)


def test_who_changed_a_draft_wrote_it_too(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    drafted = api.draft_version(scheme.id, api.example_rules(), by=officer)
    helper = Actor(id=approver.id, kind="account", permissions=officer.permissions, scopes=officer.scopes)
    api.change_draft(drafted.id, changed(offer_days=9), by=helper)
    api.submit_version(drafted.id, by=officer)
    with pytest.raises(Refused) as refused:
        api.publish_version(drafted.id, by=approver)
    assert refused.value.code == "four_eyes"


def test_one_version_in_the_making(scheme: Scheme, officer: Actor) -> None:
    api.draft_version(scheme.id, api.example_rules(), by=officer)
    with pytest.raises(Refused) as refused:
        api.draft_version(scheme.id, api.example_rules(), by=officer)
    assert refused.value.code == "version_in_the_making"
    with pytest.raises(NotFound):
        api.draft_version(uuid7(), api.example_rules(), by=officer)


def test_returned_rules_can_be_mended(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    drafted = api.draft_version(scheme.id, api.example_rules(), by=officer)
    with pytest.raises(StepRefused):
        api.return_version(drafted.id, reason="too early", remedy="submit first", by=approver)
    api.submit_version(drafted.id, by=officer)
    with pytest.raises(Refused) as refused:
        api.return_version(drafted.id, reason="The wage is last year's", remedy=" ", by=approver)
    assert refused.value.field == "remedy"
    with pytest.raises(Refused) as refused:
        api.change_draft(drafted.id, changed(offer_days=9), by=officer)
    assert refused.value.code == "not_a_draft"
    returned = api.return_version(drafted.id, reason="The wage is last year's", remedy="Correct it", by=approver)
    assert (returned.state, returned.return_reason) == ("draft", "The wage is last year's")
    mended = api.change_draft(drafted.id, changed(offer_days=9), by=officer)
    assert api.rules_of(mended).offer_days == 9
    assert mended.document_hash == api.document_hash(mended.document)


@pytest.mark.parametrize("state", ["submitted", "published", "superseded"])
def test_trigger_keeps_the_document(scheme: Scheme, officer: Actor, approver: Actor, state: str) -> None:
    drafted = api.draft_version(scheme.id, api.example_rules(), by=officer)
    SchemeVersion.objects.filter(id=drafted.id).update(document={"free": "while a draft"})
    SchemeVersion.objects.filter(id=drafted.id).update(document=drafted.document)
    api.submit_version(drafted.id, by=officer)
    if state != "submitted":
        api.publish_version(drafted.id, by=approver)
    if state == "superseded":
        published(scheme, officer, approver, changed(offer_days=9))
    for change in ({"document": {}}, {"document_hash": "0" * 64}, {"number": 9}, {"schema_version": 3}):
        with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
            SchemeVersion.objects.filter(id=drafted.id).update(**change)


def test_trigger_keeps_what_was_published(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    version = published(scheme, officer, approver)
    day = timezone.localdate() - timedelta(days=3)
    for change in ({"state": "draft"}, {"state": "submitted"}, {"effective_from": day}, {"published_by": uuid7()}):
        with pytest.raises(IntegrityError, match="cannot be taken back"), transaction.atomic():
            SchemeVersion.objects.filter(id=version.id).update(**change)


def test_trigger_keeps_it_from_the_owner_too(
    fresh_database: str, owner_connection: Any, django_db_blocker: Any
) -> None:
    from tests.harness.people import member

    founder = member("officer")
    officer = founder.actor()
    with acting(officer, "test"):
        scheme = api.create_scheme(
            code="A-B",
            name="A to B",
            origin="CO",
            destination="ES",
            sector="x",
            channel="direct_hire",
            legal_basis="none",
            by=officer,
        )
        approver = member("approver", scopes=(scheme.scope_id,)).actor()
        published(scheme, founder.actor(), approver)
    for statement in (
        "UPDATE agreements_schemeversion SET document = '{}'",
        "DELETE FROM agreements_schemeversion",
    ):
        with pytest.raises(Exception, match="cannot be"), owner_connection.transaction():
            owner_connection.execute(statement)


def test_next_version_supersedes_the_former(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    today = timezone.localdate()
    first = published(scheme, officer, approver)
    with pytest.raises(Refused) as refused:
        published(scheme, officer, approver, changed(offer_days=9), effective_from=today - timedelta(days=1))
    assert refused.value.field == "effective_from"
    waiting = api.versions(scheme.id)[0]
    second = api.publish_version(waiting.id, by=approver, effective_from=today + timedelta(days=30))
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "published")
    # Until its day comes, the former rules are those in force.
    assert api.current_version(scheme.id) == first
    assert api.current_version(scheme.id, today + timedelta(days=30)) == second


def test_register_conflict_blocks_submission(scheme: Scheme, officer: Actor) -> None:
    """Principle 6."""
    register = [
        {"criterion": "experience_months", "points": 5000, "full_at": 24},
        {"criterion": "number_of_children", "points": 1000, "full_at": 1},
        {"criterion": "sex", "points": 1000, "full_at": 1},
    ]
    drafted = api.draft_version(scheme.id, changed(register=register), by=officer)
    with pytest.raises(api.RulesRefused) as refused:
        api.submit_version(drafted.id, by=officer)
    assert refused.value.code == "register_conflict"
    assert [problem.code for problem in refused.value.problems] == ["conflict_forbidden", "conflict_only_as_reserve"]
    assert "number_of_children" in str(refused.value)
    drafted.refresh_from_db()
    assert drafted.state == "draft"


def capped(group: str) -> dict[str, Any]:
    return {"kind": "group", "of": group, "limit": 30, "unit": "percent", "source": "Agreement, art. 5"}


@pytest.mark.parametrize(
    ("parts", "code", "section"),
    [
        ({"occupations": []}, "occupations_missing", "occupations"),
        ({"register": []}, "register_empty", "register"),
        ({"standard_terms": {}}, "terms_missing", "standard_terms"),
        ({"who_pays": {"recruitment": "employer"}}, "payer_missing", "who_pays"),
        ({"deciders": {}}, "decider_missing", "deciders"),
        ({"path": []}, "path_empty", "path"),
        ({"clearance": False}, "clearance_not_asked", "path"),
        ({"minimum_age": {"years": 18, "source": ""}}, "conflict_limit_without_source", "minimum_age"),
        ({"reserves": [{"group": "unmarried", "percent": 10}]}, None, ""),
        ({"reserves": [{"group": "religion", "percent": 10}]}, "conflict_forbidden", "reserves"),
        ({"ceilings": [{"kind": "scheme", "limit": 9}]}, "ceiling_without_source", "ceilings"),
        *(
            ({"reserves": [], "ceilings": [capped(group)]}, "conflict_never_capped", "ceilings")
            for group in ("women", "men", "first_timers", "district_narino")
        ),
        (
            {
                "reserves": [],
                "ceilings": [capped("returning")],
                "recall": {"source": "law", "force": "must", "months": 12},
            },
            "ceiling_against_recall",
            "ceilings",
        ),
    ],
)
def test_incomplete_rules_are_refused_with_the_place(
    scheme: Scheme, officer: Actor, parts: dict[str, Any], code: str | None, section: str
) -> None:
    drafted = api.draft_version(scheme.id, changed(**parts), by=officer)
    if code is None:
        return
    with pytest.raises(api.RulesRefused) as refused:
        api.submit_version(drafted.id, by=officer)
    assert code in [problem.code for problem in refused.value.problems]
    assert section in [problem.section for problem in refused.value.problems]


def test_worker_never_pays_the_medical_examination(scheme: Scheme, officer: Actor) -> None:
    """Principle 7."""
    pays = {**api.example_rules().who_pays, "medical": "worker"}
    drafted = api.draft_version(scheme.id, changed(who_pays=pays), by=officer)
    with pytest.raises(api.RulesRefused) as refused:
        api.submit_version(drafted.id, by=officer)
    assert "medical_paid_by_worker" in [problem.code for problem in refused.value.problems]


def test_a_missing_remedy_is_said_and_blocks_nothing(scheme: Scheme, officer: Actor) -> None:
    """Principle 9."""
    deciders = api.example_rules().model_dump(mode="json")["deciders"]
    deciders["permit"] = {"body": "Consulate"}
    drafted = api.draft_version(scheme.id, changed(deciders=deciders), by=officer)
    notes = api.problems_of(drafted)
    assert [(note.code, note.stops) for note in notes] == [("no_remedy", False)]
    assert api.submit_version(drafted.id, by=officer).state == "submitted"


def test_fees_stand_beside_law_and_standard(scheme: Scheme, officer: Actor) -> None:
    """Principle 10: only nothing to pay is green; what the law makes free blocks the rules."""
    pays = {**api.example_rules().who_pays, "documents": "worker"}
    drafted = api.draft_version(scheme.id, changed(who_pays=pays), by=officer)
    assert [(note.code, note.stops) for note in api.problems_of(drafted)] == [("fee_above_standard", False)]
    for rule in api.example_law():
        api.record_rule(**rule, by=officer)
    laws = [api.law_of("ES"), api.law_of("CO")]
    found = {fee.item: fee for fee in api.fees(api.rules_of(drafted), laws, timezone.localdate())}
    assert found["documents"].status == "red"
    assert found["documents"].law_source
    assert found["recruitment"].status == "green"
    assert found["recruitment"].international == 0
    with pytest.raises(api.RulesRefused) as refused:
        api.submit_version(drafted.id, by=officer)
    assert [problem.code for problem in refused.value.problems] == ["fee_against_law"]


def test_standard_terms_below_the_law_are_noted(scheme: Scheme, officer: Actor) -> None:
    for rule in api.example_law():
        api.record_rule(**rule, by=officer)
    terms = {**api.example_rules().standard_terms}
    terms["wage"] = {"value": "900", "currency": "EUR", "period": "month", "hours_week": "40"}
    drafted = api.draft_version(scheme.id, changed(standard_terms=terms), by=officer)
    notes = api.problems_of(drafted)
    assert {note.code for note in notes} == {"below_law"}
    assert not any(note.stops for note in notes)


def test_rules_of_a_newer_release_are_not_guessed(scheme: Scheme, officer: Actor) -> None:
    drafted = api.draft_version(scheme.id, api.example_rules(), by=officer)
    drafted.schema_version = 99
    with pytest.raises(Refused) as refused:
        api.rules_of(drafted)
    assert refused.value.code == "newer_rules"


def test_public_reads_and_nobody_without_context_writes(scheme: Scheme, officer: Actor, approver: Actor) -> None:
    published(scheme, officer, approver)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('corridor.context', '', true)")
    with pytest.raises(Exception, match="no context"), transaction.atomic():
        Scheme.objects.update(name="x")
