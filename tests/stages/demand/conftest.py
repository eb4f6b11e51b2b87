"""A scheme with a season, an employer with its account, and the people of the office who decide on its job orders."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import Refused
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api
from tests.harness.people import member

TERMS: dict[str, Any] = {
    "wage": {"value": "1400", "currency": "EUR", "period": "month"},
    "hours_week": {"value": "40"},
    "lodging": {"value": "employer_free"},
    "travel_there": {"value": "employer"},
    "travel_back": {"value": "employer"},
    "recruitment_costs_worker": {"value": "0", "period": "once"},
}


@pytest.fixture
def corridor(db: None) -> Any:
    """The scheme before it has rules: whoever decides on its orders works for it."""
    with acting(SYSTEM, "test"):
        agreement = agreements.create_agreement(
            code="co-es", title="Agreement", origin="CO", destination="ES", kind="treaty", by=SYSTEM
        )
        return agreements.create_scheme(
            code="CO-ES-AGRI",
            name="Seasonal farm work in Spain",
            origin="CO",
            destination="ES",
            sector="agriculture",
            channel="state_to_state",
            legal_basis="agreement",
            agreement_id=agreement.id,
            by=SYSTEM,
        )


@pytest.fixture
def officer(corridor: Any) -> Actor:
    return member("officer", scopes=(corridor.scope_id,)).actor()


@pytest.fixture
def approver(corridor: Any) -> Actor:
    return member("approver", scopes=(corridor.scope_id,)).actor()


@pytest.fixture
def attache(corridor: Any) -> Actor:
    return member("attache", scopes=(corridor.destination_scope_id,)).actor()


@pytest.fixture
def in_test(db: None, officer: Actor) -> Iterator[None]:
    """One transaction in which verbs of several people run, as a request would."""
    with acting(officer, "test"):
        yield


@pytest.fixture
def scheme(in_test: None, corridor: Any, officer: Actor, approver: Actor) -> Any:
    for country, kind, value, source in [
        ("ES", "wage_floor", {"value": "1323", "currency": "EUR", "period": "month", "hours_week": "40"}, "SMI 2026"),
        ("ES", "hours_week_max", {"value": "40"}, "ET art. 34"),
        ("ES", "minimum_age", {"years": 16}, "ET art. 6"),
        ("CO", "minimum_age", {"years": 15}, "Ley 1098"),
    ]:
        agreements.record_rule(
            kind=kind, country=country, value=value, valid_from=date(2020, 1, 1), source=source, by=officer
        )
    version = agreements.draft_version(corridor.id, agreements.example_rules(), by=officer)
    agreements.submit_version(version.id, by=officer)
    agreements.publish_version(version.id, by=approver)
    return corridor


@pytest.fixture
def season(scheme: Any, approver: Actor) -> Any:
    return agreements.open_season(
        scheme.id,
        code="2027",
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 12, 1),
        quota=20,
        reserve=5,
        by=approver,
    )


@pytest.fixture
def employer(in_test: None) -> api.Employer:
    record = api.EmployerRecord(name="Fresas del Condado SL", country="ES", registration_number="B1", town="Moguer")
    row = api.register_employers([record], by=SYSTEM)[0]
    return api.verify_employer(row.id, identity="Registro Mercantil", by=SYSTEM)


@pytest.fixture
def farmer(employer: api.Employer) -> Actor:
    return member("employer", within=employer.organisation, scopes=(employer.scope_id,)).actor()


@pytest.fixture
def record(employer: api.Employer, season: Any) -> api.JobOrderRecord:
    return api.JobOrderRecord(
        employer_id=employer.id,
        title="Strawberry picker",
        duties="Pick and pack strawberries.",
        occupation_code="9211",
        posts=8,
        start=date(2027, 2, 15),
        end=date(2027, 6, 30),
        workplace="Finca El Condado",
        town="Moguer",
        country="ES",
        terms=TERMS,
        scheme_id=season.scheme_id,
        season_id=season.id,
    )


def changed(record: api.JobOrderRecord, **parts: Any) -> api.JobOrderRecord:
    """The record with some parts written anew; `terms` are laid over the old ones, None takes a clause away."""
    plain = record.model_dump()
    terms = {**plain["terms"], **parts.pop("terms", {})}
    plain["terms"] = {code: term for code, term in terms.items() if term is not None}
    return api.JobOrderRecord(**{**plain, **parts})


@pytest.fixture
def submitted(record: api.JobOrderRecord, farmer: Actor) -> api.JobOrder:
    return api.submit([api.draft_orders([record], by=farmer)[0].id], by=farmer)[0]


@pytest.fixture
def verified(submitted: api.JobOrder, officer: Actor) -> api.JobOrder:
    return api.verify([submitted.id], by=officer)[0]


@pytest.fixture
def opened(verified: api.JobOrder, approver: Actor, officer: Actor) -> api.JobOrder:
    api.approve([verified.id], by=approver)
    return api.open_orders([verified.id], by=officer)[0]


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The block must be refused with this code, in a sentence."""
    with pytest.raises(Refused) as error:
        yield error
    assert error.value.code == code
    assert len(str(error.value)) > 15
