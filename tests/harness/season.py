"""A scheme with its season, farms with open job orders, an office with workers, and everybody whose step it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, Actor, acting
from corridor.foundation.database.errors import Refused
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from tests.harness.people import Member, member, office

VALUE = "04 12 23 31 40"
"""The public value of the rounds of the tests."""
STARTS, ENDS = date(2027, 3, 1), date(2027, 8, 31)


def announced() -> dict[str, Any]:
    """The public value that a round announces, of today."""
    return {"source": "Lottery of Bogotá, first prize", "source_day": timezone.localdate()}


def person(n: int, **parts: Any) -> registry.PersonRecord:
    """A farm worker who meets every rule; parts say otherwise."""
    given = {
        "name": f"Worker {n}",
        "birth": "1990-05-17",
        "sex": "F" if n % 2 else "M",
        "phone": f"+5730012{n:05d}",
        "district": "Risaralda" if n % 3 else "Nariño",
        "occupation": "9211",
        "language": "spa",
        "experience_months": n % 25,
        "document_kind": "passport",
        "document_number": f"AR{n:06d}",
        "document_until": date(2031, 12, 31),
    }
    return registry.PersonRecord(**{**given, **parts})


@dataclass
class World:
    """What the tests of a round need. Members act through `acting(self.officer.actor(), "test")`: see `by`."""

    counsellor: Member
    officer: Member
    approver: Member
    publisher: Member
    scheme: Any
    season: Any
    employers: list[Any]
    farmers: list[Member]
    orders: list[Any]
    stranger: Member
    made: int = field(default=0)

    @contextmanager
    def by(self, who: Member) -> Iterator[Actor]:
        actor = who.actor()
        with acting(actor, "test"):
            yield actor

    def register(self, count: int, **parts: Any) -> list[Any]:
        """So many workers of the counsellor's office."""
        records = [person(self.made + n, **parts) for n in range(count)]
        self.made += count
        with self.by(self.counsellor) as actor:
            return registry.register(records, office_id=actor.offices[0], by=actor)

    def applied(self, count: int, **parts: Any) -> list[Any]:
        people = self.register(count, **parts)
        with self.by(self.counsellor) as actor:
            return api.apply_for([each.id for each in people], self.scheme.id, by=actor)

    def roster(self, count: int, **parts: Any) -> list[Any]:
        """So many workers on the roster; their applications."""
        applications = self.applied(count, **parts)
        with self.by(self.officer) as actor:
            return api.assess([each.id for each in applications], by=actor)

    def worker(self, application: Any) -> Member:
        """The worker's own account."""
        with self.by(self.counsellor) as actor:
            account = registry.open_accounts([application.person_id], by=actor)[0]
        return Member(account, None)

    @cached_property
    def order_ids(self) -> list[Any]:
        return [order.id for order in self.orders]

    def shortlisted(self) -> Any:
        """A round in which the employers are asked to choose."""
        with self.by(self.officer) as actor:
            round_ = api.open_round(self.season.id, self.order_ids, **announced(), by=actor)
            api.try_round(round_.id, by=actor)
        self.close(round_)
        with self.by(self.officer) as actor:
            return api.send_shortlists(round_.id, by=actor)

    def close(self, round_: Any) -> Any:
        """The inputs of a tried round closed, and its public value entered by two people."""
        with self.by(self.officer) as actor:
            closed = api.close_inputs(round_.id, by=actor)
        self.enter_value(round_)
        return closed

    def enter_value(self, round_: Any, value: str = VALUE) -> None:
        for who in (self.officer, self.approver):
            with self.by(who) as actor:
                api.enter_public_value(round_.id, value, by=actor)

    def answered(self, round_: Any) -> Any:
        """Every employer picks the whole list in its order."""
        for order, farmer in zip(self.orders, self.farmers, strict=True):
            with self.by(farmer) as actor:
                listed = api.shortlist(round_.id, order.id, actor=actor)
                if listed:
                    api.choose(round_.id, order.id, [sheet.application_id for sheet in listed], {}, by=actor)
        return round_

    def published(self) -> Any:
        """A whole round by the employers' choice."""
        round_ = self.answered(self.shortlisted())
        with self.by(self.approver) as actor:
            api.decide(round_.id, by=actor)
        with self.by(self.publisher) as actor:
            return api.publish(round_.id, by=actor)

    def offered(self) -> list[Any]:
        """A whole round and its offers."""
        round_ = self.published()
        with self.by(self.officer) as actor:
            return api.make_offers(round_id=round_.id, by=actor)

    def next_season(self) -> list[Any]:
        """The season of the next year, and an open job order of two posts for each farm in it."""
        with acting(SYSTEM, "test"):
            season = agreements.open_season(
                self.scheme.id,
                code="2028",
                starts_on=STARTS.replace(year=2028),
                ends_on=ENDS.replace(year=2028),
                quota=1000,
                reserve=0,
                by=SYSTEM,
            )
        posts = [2] * len(self.employers)
        return opened(season, self.employers, posts, start=season.starts_on, end=season.ends_on)


def governed(method: str = "employer_choice", code: str = "CO-ES-AGRI", **parts: Any) -> tuple[Any, Any]:
    """A published scheme with the season 2027; `parts` change its rules."""
    officer = member("officer")
    writer = officer.actor()
    with acting(SYSTEM, "test"):
        for rule in agreements.example_law():
            agreements.record_rule(**rule, by=SYSTEM)
        agreement = agreements.create_agreement(
            code=f"agreement {code}", title="Agreement", origin="CO", destination="ES", kind="treaty", by=writer
        )
        scheme = agreements.create_scheme(
            code=code,
            name="Seasonal farm work in Spain",
            origin="CO",
            destination="ES",
            sector="agriculture",
            channel="state_to_state",
            legal_basis="agreement",
            agreement_id=agreement.id,
            by=writer,
        )
        writer, second = officer.actor(), member("approver", scopes=(scheme.scope_id,)).actor()
        rules = agreements.read_rules({**agreements.example_rules().model_dump(mode="json"), "method": method, **parts})
        version = agreements.draft_version(scheme.id, rules, by=writer)
        agreements.submit_version(version.id, by=writer)
        agreements.publish_version(version.id, by=second)
        season = agreements.open_season(
            scheme.id, code="2027", starts_on=STARTS, ends_on=ENDS, quota=1000, reserve=0, by=second
        )
    return scheme, season


def farm(number: int) -> tuple[Any, Member]:
    """A verified employer and its account."""
    with acting(SYSTEM, "test"):
        record = demand.EmployerRecord(name=f"Farm {number} SL", country="ES", registration_number=f"B{number}")
        employer = demand.register_employers([record], by=SYSTEM)[0]
        demand.verify_employer(employer.id, identity="Registro Mercantil", by=SYSTEM)
    return employer, member("employer", within=employer.organisation, scopes=(employer.scope_id,))


def opened(
    season: Any, employers: Sequence[Any], posts: Sequence[int], regions: Sequence[str] = (), **parts: Any
) -> list[Any]:
    """An open job order for each employer, in a region each where some are given."""
    here = (season.scheme.scope_id,)
    drafter, verifier = member("officer", scopes=here).actor(), member("officer", scopes=here).actor()
    approver = member("approver", scopes=here).actor()
    records = [
        demand.JobOrderRecord(
            **{
                "employer_id": employer.id,
                "title": "Strawberry picker",
                "duties": "Pick and pack strawberries.",
                "occupation_code": "9211",
                "posts": count,
                "start": STARTS,
                "end": ENDS,
                "workplace": f"Finca {employer.name}",
                "town": "Moguer",
                "country": "ES",
                "region": region,
                "terms": agreements.example_rules().standard_terms,
                "scheme_id": season.scheme_id,
                "season_id": season.id,
                **parts,
            }
        )
        for employer, count, region in zip(employers, posts, regions or [""] * len(employers), strict=True)
    ]
    with acting(SYSTEM, "test"):
        drafted = [order.id for order in demand.draft_orders(records, by=SYSTEM)]
        demand.submit(drafted, by=SYSTEM)
        demand.verify(drafted, by=verifier)
        demand.approve(drafted, by=approver)
        orders = {order.id: order for order in demand.open_orders(drafted, by=drafter)}
    return [orders[key] for key in drafted]


def build(
    method: str = "employer_choice",
    posts: Sequence[int] = (2, 3),
    code: str = "CO-ES-AGRI",
    first: int = 0,
    regions: Sequence[str] = (),
    **rules: Any,
) -> World:
    """A scheme with farms numbered from `first`; a second world needs another code and other farms."""
    scheme, season = governed(method, code, **rules)
    farms = [farm(n) for n in range(first, first + len(posts))]
    employers = [employer for employer, _farmer in farms]
    return World(
        counsellor=member("counsellor", at=office()),
        officer=member("officer", scopes=(scheme.scope_id,)),
        approver=member("approver", scopes=(scheme.scope_id,)),
        publisher=member("approver", scopes=(scheme.scope_id,)),
        scheme=scheme,
        season=season,
        employers=employers,
        farmers=[farmer for _employer, farmer in farms],
        orders=opened(season, employers, posts, regions),
        stranger=member("counsellor", at=office("Cali")),
        made=first,
    )


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The block must be refused with this code, in a sentence."""
    with pytest.raises(Refused) as error:
        yield error
    assert error.value.code == code
    assert len(str(error.value)) > 15
