"""The coming season as it stands today: half way, so that every desk has something waiting."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.journeys import api as journeys
from corridor.stages.selection import api as selection

from . import asking, choosing, contracting, journeying, registering, returning
from .calendar import Year
from .cast import WHY, Cast
from .clock import at
from .people import Newcomer
from .places import SHOWN, Farm
from .setting import RECRUITER, Corridor
from .steps import Teller

RECALLED = 0.7
NOT_CALLED = 2
"""So many of its former workers the shown farm has not called back yet."""
WANT_SHOWN = 5
MANDATES = 2
LAST = ("submitted", "submitted", "verified", "verified", "approved", "draft")
"""How far the orders of the last farms have come; those of all others are open."""


@dataclass
class Present:
    """What the coming season needs to know: its corridor, its days, and today."""

    cast: Cast
    corridor: Corridor
    year: Year
    today: date
    random: Random
    tell: Teller

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def ask(self, posts: Mapping[Farm, int]) -> tuple[Any, dict[Farm, uuid.UUID]]:
        """The season is open, and farms have asked for workers; returns it and the open orders by farm."""
        with self.tell.step("next season opened, farms ask again") as counts:
            season = asking.open_season(
                self.cast, self.corridor, self.year, round(sum(posts.values()) * 1.2), self.ago(60)
            )
            farms = list(posts)
            late = dict(zip(farms[-len(LAST) :], LAST, strict=True))
            early = {farm: posts[farm] for farm in farms if farm not in late}
            ids = self._ask(season, early, "open", self.ago(30))
            for farm, until in late.items():
                self._ask(season, {farm: posts[farm]}, until, self.ago(4))
            self._below_floor(season, farms[-1], posts[farms[-1]])
            self._doubtful(season, farms[-2])
            counts |= {"job orders": len(posts) + 2, "open": len(early)}
        return season, dict(zip(early, ids, strict=True))

    def _ask(self, season: Any, posts: Mapping[Farm, int], until: str, day: date) -> list[uuid.UUID]:
        return asking.ask(self.cast, self.corridor, season, posts, day, self.random, until=until)

    def _below_floor(self, season: Any, farm: Farm, posts: int) -> None:
        """An order that pays less than the law was returned with the reason; it waits with its farm."""
        record = asking.order_record(self.corridor, season, farm, posts, 0, self.random)
        wage = {"value": "1105.00", "currency": "EUR", "period": "month", "hours_week": "40"}
        record = record.model_copy(update={"terms": {**record.terms, "wage": wage}})
        with at(self.ago(9)), self.cast.playing(f"employer {farm.name}") as employer:
            order = demand.draft_orders([record], by=employer)[0]
            demand.submit([order.id], by=employer)
        with at(self.ago(6)), self.cast.playing(self.corridor.officer) as officer:
            demand.return_order(
                order.id,
                reason="El salario está por debajo del mínimo legal del día en que empieza el trabajo.",
                remedy="Corrija el salario y envíe de nuevo la oferta.",
                by=officer,
            )

    def _doubtful(self, season: Any, farm: Farm) -> None:
        """An order whose title no occupation fits surely waits for a person to code it."""
        record = asking.order_record(self.corridor, season, farm, 2, 1, self.random)
        record = record.model_copy(update={"title": "Ayudante polivalente de finca", "occupation_code": ""})
        with at(self.ago(3)), self.cast.playing(f"employer {farm.name}") as employer:
            order = demand.draft_orders([record], by=employer)[0]
            demand.submit([order.id], by=employer)

    def recall(self, orders: Mapping[Farm, uuid.UUID], posts: Mapping[Farm, int]) -> list[uuid.UUID]:
        """Farms call back: two thirds of the offers are answered, the rest are open and are returned."""
        with self.tell.step("called back from last season") as counts:
            farms = list(orders)
            first = farms[: len(farms) * 2 // 3]
            made = self._recall({farm: (orders[farm], posts[farm]) for farm in first}, self.ago(18))
            accepted = choosing.answer_offers(self.cast, made, self.ago(14), self.random, decline=0.06)
            waiting = self._recall({farm: (orders[farm], posts[farm]) for farm in farms[len(first) :]}, self.ago(3))
            returning.refuse_one(self.cast, first[1], self.ago(2), [])
            counts |= {"offers": len(made) + len(waiting), "accepted": len(accepted), "open": len(waiting)}
        self.conclude(accepted)
        return waiting

    def _recall(self, orders: dict[Any, tuple[uuid.UUID, int]], day: date) -> list[uuid.UUID]:
        kept = {SHOWN: NOT_CALLED}
        return returning.recall(self.cast, self.corridor, orders, day, RECALLED, self.random, kept=kept)

    def conclude(self, offers: Sequence[uuid.UUID]) -> None:
        """Contracts of those who said yes, spread over all their states; the verified ones prepare to go."""
        with self.tell.step("contracts on their way") as counts:
            cast, corridor = self.cast, self.corridor
            ids = contracting.of_offers(offers)
            own = contracting.by_farm(corridor, ids).get(f"employer {SHOWN.name}", [])[:3]
            rest = [one for one in ids if one not in own]
            drafted, held, issued, theirs, ours, ready = _shares(rest, (8, 6, 12, 10, 10))
            held, theirs = [*held, *own[:1]], [*theirs, *own[1:]]
            contracting.worsen(cast, corridor, held, self.ago(12))
            sent = [*issued, *theirs, *ours, *ready]
            contracting.issue(cast, corridor, sent, self.ago(11))
            contracting.accept_as_workers(cast, [*theirs, *ours, *ready], self.ago(9))
            contracting.accept_as_employers(cast, corridor, [*ours, *ready], self.ago(7))
            contracting.verify(cast, corridor, ready, self.ago(5))
            self._prepare(journeying.of_contracts(ready))
            counts |= {"drafted": len(drafted), "held": len(held), "sent": len(sent), "verified": len(ready)}

    def _prepare(self, placements: Sequence[Any]) -> None:
        """A third have walked their path and ask for clearance, a third have begun, a third have all before them."""
        third = max(1, len(placements) // 3)
        journeying.walk(self.cast, self.corridor, placements[:third], self.ago(2))
        journeying.walk(self.cast, self.corridor, placements[third : 2 * third], self.ago(2), steps=("medical",))
        ids = [row.id for row in placements[:third]]
        if ids:
            with at(self.ago(1)), self.cast.playing(self.corridor.officer) as officer:
                journeys.request_clearance(ids, by=officer)

    def newcomers(self, people: Sequence[Newcomer], orders: Mapping[Farm, uuid.UUID]) -> None:
        """New people at the desks: most verified, some applied, some assessed; who was turned away asks for review."""
        with self.tell.step("new people registered and applying") as counts:
            cast, corridor = self.cast, self.corridor
            half = len(people) // 2
            known = registering.register(cast, people[:half], self.ago(12))
            registering.register(cast, people[half:], self.ago(1), verified=False)
            registering.register(cast, [_again(people[0])], self.ago(0), verified=False)
            wanted = list(orders.values())
            mine = list(known.items())
            early = choosing.apply(cast, corridor, dict(mine[: half // 2 + 1]), wanted, self.ago(8), self.random)
            choosing.assess(cast, corridor, early, self.ago(6))
            self._appeal(early)
            self._wish_again(list(_open(wanted)), orders[SHOWN])
            choosing.apply(cast, corridor, dict(mine[half // 2 + 1 :]), wanted, self.ago(2), self.random)
            counts |= {"registered": len(people) + 1, "applied": len(known)}

    def _wish_again(self, order_ids: Sequence[uuid.UUID], best: uuid.UUID) -> None:
        """Who was not chosen last season says at the office what they want this time; some want the shown farm."""
        with acting(SYSTEM, WHY):
            rows = selection.applications(SYSTEM, state="not_selected", scheme_id=self.corridor.scheme.id)
            waiting = list(rows.values_list("id", "person__office_id")[: len(order_ids)])
        offices = {office.scope_id: name for name, office in self.cast.offices.items()}
        for number, (application_id, office) in enumerate(waiting):
            with at(self.ago(9)), self.cast.playing(registering.registrar(offices[office])) as by:
                choices = self.random.sample(list(order_ids), min(4, len(order_ids)))
                if number < WANT_SHOWN:
                    choices = [best, *(one for one in choices if one != best)]
                selection.set_ranking(application_id, choices, by=by)

    def _appeal(self, application_ids: Sequence[uuid.UUID]) -> None:
        with acting(SYSTEM, WHY):
            rows = selection.applications(SYSTEM).filter(id__in=application_ids, state="ineligible")
            row = rows.first()
        if row is not None:
            with at(self.ago(2)), self.cast.playing(self.cast.worker(row.person_id)) as by:
                selection.appeal(row.id, "Traje mi pasaporte renovado el lunes y no lo vieron.", by=by)

    def rounds(self, season: Any, orders: Mapping[Farm, uuid.UUID]) -> None:
        """One round waits for the farms' choice, another was tried and waits for the officer."""
        with self.tell.step("rounds in the making") as counts:
            open_ids = list(_open(orders.values()))
            first = open_ids[:6]
            choice, _people = choosing.try_round(self.cast, self.corridor, season, first, self.ago(6))
            choosing.send_lists(self.cast, self.corridor, choice.id, self.ago(5))
            trial, _people = choosing.try_round(self.cast, self.corridor, season, open_ids[6:], self.ago(1))
            counts |= {"choosing": len(choice.order_ids), "on trial": len(trial.order_ids)}

    def office(self) -> None:
        """What waits for ministry and mission beside the season: new rules, employers, a licence."""
        with self.tell.step("approvals waiting") as counts:
            cast, corridor = self.cast, self.corridor
            rules = agreements.rules_of(corridor.version)
            with at(self.ago(5)), cast.playing(corridor.officer) as officer:
                changed = rules.model_copy(update={"orientation_hours": 20, "offer_days": 10})
                version = agreements.draft_version(corridor.scheme.id, changed, by=officer)
                agreements.submit_version(version.id, by=officer)
            with at(self.ago(4)), cast.playing(corridor.attache) as attache:
                demand.register_employers(NEW_EMPLOYERS, by=attache)
                licences = demand.record_licences(
                    [
                        _licence("APL-0417", RECRUITER, self.today, cast.organisations[RECRUITER].id),
                        _licence("APL-0533", "Manos del Campo Ltda.", self.today, None),
                    ],
                    by=attache,
                )
            with at(self.ago(3)), cast.playing(corridor.approver) as approver:
                demand.grant_licence(licences[0].id, bond="Póliza 88-1204 (ejemplo)", by=approver)
            self._mandates(licences[0])
            counts |= {"versions": 1, "employers": len(NEW_EMPLOYERS), "licences": 1, "mandates": MANDATES}

    def _mandates(self, licence: demand.Licence) -> None:
        """The first farms let the recruiter act for them until the end of their season."""
        for farm, employer in list(self.corridor.farms.items())[:MANDATES]:
            with at(self.ago(2)), self.cast.playing(f"employer {farm.name}") as by:
                demand.grant_mandate(
                    employer.id,
                    country=licence.country,
                    number=licence.number,
                    valid_from=self.ago(2),
                    valid_until=self.today + timedelta(days=300),
                    by=by,
                )


NEW_EMPLOYERS = [
    demand.EmployerRecord(name=name, country="ES", registration_number=number, town=town, region=region)
    for name, number, town, region in (
        ("Fincas del Arroyo Nuevo", "B99120011", "Lepe", "Huelva"),
        ("Agrària Les Planes Noves", "B99120027", "Aitona", "Lleida"),
    )
]


def _licence(number: str, name: str, today: date, organisation_id: uuid.UUID | None) -> demand.LicenceRecord:
    return demand.LicenceRecord(
        number=number,
        name=name,
        country="CO",
        authority="Unidad del Servicio Público de Empleo",
        valid_from=today - timedelta(days=60),
        valid_until=today + timedelta(days=670),
        organisation_id=organisation_id,
    )


def _again(who: Newcomer) -> Newcomer:
    """The same person at the other office, with a slip in the name and the same telephone."""
    words = who.name.split()
    return replace(
        who, name=" ".join([words[0], *words[-2:]]), office="Armenia" if who.office == "Pereira" else "Pereira"
    )


def _shares(ids: Sequence[uuid.UUID], percents: Sequence[int]) -> list[list[uuid.UUID]]:
    """The list cut into parts of at least one each by per cent, the rest last."""
    parts, first = [], 0
    for percent in percents:
        last = first + max(1, round(len(ids) * percent / 100))
        parts.append(list(ids[first:last]))
        first = last
    return [*parts, list(ids[first:])]


def _open(order_ids: Any) -> dict[uuid.UUID, int]:
    """Open orders with free posts."""
    with acting(SYSTEM, WHY):
        known = list(demand.orders(SYSTEM, state="open").filter(id__in=list(order_ids)).order_by("number"))
        return {row.id: demand.balance(row).free for row in known if demand.balance(row).free}
