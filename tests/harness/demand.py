"""A small world of job orders for tests of doors: a scheme with a season, an employer, the people who decide."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from tests.harness.people import Member, member, organisation

TERMS: dict[str, Any] = {
    "wage": {"value": "1400", "currency": "EUR", "period": "month"},
    "hours_week": {"value": "40"},
    "lodging": {"value": "employer_free"},
    "meals": {"value": "employer_at_price"},
    "meals_price": {"value": "120", "currency": "EUR", "period": "month"},
    "travel_there": {"value": "employer"},
    "travel_back": {"value": "employer"},
    "permit_costs": {"value": "employer"},
    "recruitment_costs_worker": {"value": "0", "period": "once"},
    "accident_insurance": {"value": True},
}


@dataclass(frozen=True)
class World:
    """The members are made within organisations of their own; `season` has a quota of 40."""

    season: Any
    employer: demand.Employer
    farmer: Member
    officer: Member
    approver: Member
    attache: Member

    def record(self, **parts: Any) -> demand.JobOrderRecord:
        """A good job order of the employer; `terms` are laid over the usual ones."""
        plain: dict[str, Any] = {
            "employer_id": self.employer.id,
            "title": "Strawberry picker",
            "duties": "Pick strawberries by hand, sort and pack them.",
            "occupation_code": "9211",
            "posts": 8,
            "start": date(2027, 2, 15),
            "end": date(2027, 6, 30),
            "workplace": "Finca El Condado",
            "town": "Moguer",
            "region": "Huelva",
            "country": "ES",
            "experience_months": 3,
            "languages": {"spa": 2},
            "scheme_id": self.season.scheme_id,
            "season_id": self.season.id,
        }
        terms = {**TERMS, **parts.pop("terms", {})}
        return demand.JobOrderRecord(**{**plain, "terms": terms, **parts})

    def orders(self, count: int, state: str = "open", **parts: Any) -> list[demand.JobOrder]:
        """Job orders brought as far as `state` (draft, submitted, verified, approved, open), each step by its owner."""
        steps = [
            ("draft", lambda ids, by: demand.draft_orders([self.record(**parts)] * count, by=by), self.farmer),
            ("submitted", demand.submit, self.farmer),
            ("verified", demand.verify, self.officer),
            ("approved", demand.approve, self.approver),
            ("open", demand.open_orders, self.officer),
        ]
        orders: list[demand.JobOrder] = []
        for reached, verb, member_ in steps:
            actor = member_.actor()
            with acting(actor, "test"):
                orders = verb([order.id for order in orders], by=actor)  # type: ignore[operator]
            if reached == state:
                break
        return orders

    def order(self, state: str = "open", **parts: Any) -> demand.JobOrder:
        """One job order; see `orders`."""
        return self.orders(1, state, **parts)[0]


def world() -> World:
    """Everything that a job order needs, made by the verbs."""
    with acting(SYSTEM, "test"):
        scheme = agreements.create_scheme(
            code="CO-ES-AGRI",
            name="Seasonal farm work in Spain",
            origin="CO",
            destination="ES",
            sector="agriculture",
            channel="state_to_state",
            legal_basis="national_programme",
            by=SYSTEM,
        )
        _law()
        writer = member("officer", scopes=(scheme.scope_id,)).actor()
    with acting(writer, "test"):
        version = agreements.draft_version(scheme.id, agreements.example_rules(), by=writer)
        agreements.submit_version(version.id, by=writer)
    with acting(SYSTEM, "test"):
        agreements.publish_version(version.id, by=SYSTEM)
        season = agreements.open_season(
            scheme.id, code="2027", starts_on=date(2027, 2, 1), ends_on=date(2027, 12, 1), quota=40, by=SYSTEM
        )
        record = demand.EmployerRecord(
            name="Fresas del Condado SL", country="ES", registration_number="B21000001", town="Moguer", region="Huelva"
        )
        employer = demand.register_employers([record], by=SYSTEM)[0]
        employer = demand.verify_employer(employer.id, identity="Registro Mercantil", by=SYSTEM)
    origin, destination = (scheme.scope_id,), (scheme.destination_scope_id,)
    return World(
        season,
        employer,
        member("employer", within=employer.organisation, scopes=(employer.scope_id,)),
        member("officer", within=organisation("Dirección General de Migraciones", "ministry", "CO"), scopes=origin),
        member("approver", within=organisation("Ministerio del Trabajo", "ministry", "CO"), scopes=origin),
        member("attache", within=organisation("Consejería de Trabajo", "mission", "CO"), scopes=destination),
    )


def _law() -> None:
    for country, kind, value, source in [
        ("ES", "wage_floor", {"value": "1323", "currency": "EUR", "period": "month", "hours_week": "40"}, "SMI 2026"),
        ("ES", "hours_week_max", {"value": "40"}, "ET art. 34"),
        ("ES", "minimum_age", {"years": 16}, "ET art. 6"),
        ("ES", "fee_ceiling", {"value": "0", "currency": "EUR", "period": "once"}, "Ley 3/2023 art. 43"),
    ]:
        agreements.record_rule(
            kind=kind, country=country, value=value, valid_from=date(2020, 1, 1), source=source, by=SYSTEM
        )


def licence(number: str = "CO-1234", name: str = "Puente Laboral S.A.S.", **parts: Any) -> demand.Licence:
    """A valid licence of a recruiter; `parts` change its record."""
    today = timezone.localdate()
    record = demand.LicenceRecord(
        **{
            "number": number,
            "name": name,
            "country": "CO",
            "authority": "Ministerio del Trabajo",
            "valid_from": today - timedelta(days=30),
            "valid_until": today + timedelta(days=300),
            **parts,
        }
    )
    recorder = member("approver").actor()
    with acting(recorder, "test"):
        made = demand.record_licences([record], by=recorder)[0]
    with acting(SYSTEM, "test"):
        return demand.grant_licence(made.id, bond="Bank guarantee", by=SYSTEM)


def mandate(employer: demand.Employer, held: demand.Licence) -> demand.Mandate:
    """The employer's mandate to the recruiter with a licence, from today for 100 days."""
    today = timezone.localdate()
    term = {"valid_from": today, "valid_until": today + timedelta(days=100)}
    with acting(SYSTEM, "test"):
        return demand.grant_mandate(employer.id, country=held.country, number=held.number, **term, by=SYSTEM)
