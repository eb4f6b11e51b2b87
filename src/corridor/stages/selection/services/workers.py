"""Workers and job orders as the plain columns of a round, read from the stages below in a fixed number of queries."""

import re
import unicodedata
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, QuerySet

from corridor.foundation.database.context import Actor
from corridor.rules.matching.roundfile import code_of, salt_of
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry

from ..models import Application, Offer, RecallRight, Round, RoundInput
from .common import today
from .market import Entry, Inputs, Plain, kept_posts

PARTICIPATE = ("on_roster", "reserve", "not_selected")
"""Who takes part in a new round: the roster, and whom an earlier round left without work."""
PART = 10_000
"""So many workers are read at once."""


@dataclass(frozen=True)
class Found:
    """A person's row of the market, and what only figures use."""

    columns: Plain
    strata: dict[str, str]


def plain_workers(person_ids: Sequence[uuid.UUID], *, by: Actor) -> dict[uuid.UUID, Found]:
    """The registry's candidate columns, a row of JSON values a person; measures and groups still without history."""
    table = registry.candidate_columns(person_ids, by=by)
    found = {}
    for n, person in enumerate(table.ids):
        columns = {
            "occupations": sorted(table.occupations[n]),
            "experience": dict(table.experience[n]),
            "languages": dict(table.languages[n]),
            "skills": sorted(table.skills[n]),
            "training": sorted(table.training[n]),
            "born": _iso(table.born[n]),
            "available_from": _iso(table.available_from[n]),
            "available_until": _iso(table.available_until[n]),
            "document_until": _iso(table.document_until[n]),
            "groups": [],
            "measures": {},
        }
        found[person] = Found(columns, {"sex": table.sex[n] or "", "district": table.district[n] or ""})
    return found


@dataclass(frozen=True)
class Part:
    """Some of the applications of a round with what it reads of them, in the same order."""

    entries: list[Entry]
    applications: list[Application]


def participants(scheme_id: uuid.UUID, *, by: Actor) -> QuerySet[Application]:
    """The applications that a round of this scheme reads now, by id."""
    return (
        Application.objects.visible_to(by)
        .filter(scheme_id=scheme_id, state__in=PARTICIPATE, roster_until__gte=today(), person__alias_of__isnull=True)
        .order_by("id")
    )


def gather(round_: Round, key: bytes, *, by: Actor) -> tuple[Inputs, list[Application]]:
    """Everything that the round reads, as it stands now, and the applications in it; `key` gives the workers' codes."""
    orders = tuple(plain_orders(round_, by=by))
    parts = list(gather_parts(round_, key, orders, by=by))
    entries = tuple(entry for part in parts for entry in part.entries)
    register = tuple(dict(line) for line in round_.register)
    return Inputs(orders, entries, register), [row for part in parts for row in part.applications]


def gather_parts(round_: Round, key: bytes, orders: Sequence[Plain], *, by: Actor) -> Iterator[Part]:
    """What the round reads of its workers, some thousand at a time, so that memory does not grow with their number.

    Who ranked only work that is not in this round takes no part in it and stays on the roster. Several statements: they
    see one state of the files when the transaction keeps its first snapshot (`acting(..., snapshot=True)`).
    """
    known = {order["id"] for order in orders}
    employers = {order["employer"] for order in orders}
    rows = participants(round_.scheme_id, by=by)
    page = list(rows[:PART])
    while page:
        asked = {row: tuple(order for order in row.ranking if order in known) for row in page}
        rankings = {row: here for row, here in asked.items() if here or not row.ranking}
        yield Part(_entries(round_, key, rankings, employers, by), list(rankings))
        page = list(rows.filter(id__gt=page[-1].id)[:PART]) if len(page) == PART else []


def _entries(
    round_: Round, key: bytes, rankings: Mapping[Application, tuple[str, ...]], employers: set[str], by: Actor
) -> list[Entry]:
    people = [row.person_id for row in rankings]
    found = plain_workers(people, by=by)
    seasons, waits = seasons_done(people, round_.season.starts_on), _rounds_without_offer(people)
    registered = _registered_days(people, by)
    claims = _claims(people, employers, round_.season)
    rules = agreements.rules_of(round_.version)
    groups = {rule.group for rule in rules.reserves} | {rule.of for rule in rules.ceilings if rule.kind == "group"}
    entries = []
    for row, ranking in rankings.items():
        person = found[row.person_id]
        columns = {
            **person.columns,
            "groups": sorted(_groups(person.strata, seasons[row.person_id]) & groups),
            "measures": _measures(row, person, seasons, waits, registered),
        }
        entries.append(
            Entry(
                code=code_of(key, str(row.id)),
                application=str(row.id),
                person=str(row.person_id),
                columns=columns,
                ranking=ranking,
                recalls=tuple(claims[row.person_id]),
                strata=person.strata,
                salt=salt_of(key, str(row.id)),
            )
        )
    return entries


def own_columns(row: Application, before: date, *, by: Actor) -> Plain:
    """The columns of one application as a round that starts now would read them; `before` is when its season starts."""
    people = [row.person_id]
    found = plain_workers(people, by=by)[row.person_id]
    counted = seasons_done(people, before), _rounds_without_offer(people), _registered_days(people, by)
    return {**found.columns, "measures": _measures(row, found, *counted)}


def _measures(
    row: Application,
    person: Found,
    seasons: Mapping[uuid.UUID, int],
    waits: Mapping[uuid.UUID, int],
    registered: Mapping[uuid.UUID, int],
) -> dict[str, int]:
    """What a register may count besides the columns (rules.matching.points)."""
    return {
        "seasons_done": seasons.get(row.person_id, 0),
        "waiting_days": (today() - row.applied_at.date()).days,
        "rounds_without_offer": waits.get(row.person_id, 0),
        "registered_days": registered.get(row.person_id, 0),
        "training_done": len(person.columns["training"]),
        "certificates": len(person.columns["training"]),
        "driving_licence": int("driving" in person.columns["skills"]),
    }


def plain_orders(round_: Round, *, by: Actor) -> list[Plain]:
    """The job orders of the round as plain rows: free posts now, what the work needs, reserves by the scheme."""
    rules = agreements.rules_of(round_.version)
    ids = [uuid.UUID(order) for order in round_.order_ids]
    rows = list(demand.orders(by).filter(id__in=ids).order_by("id"))
    laws = {country: agreements.law_of(country) for country in {order.country for order in rows}}
    balances = demand.balances(ids)
    return [plain_order(order, balances[order.id].free, rules, laws[order.country]) for order in rows]


def plain_order(order: Any, posts: int, rules: Any, law: Any) -> Plain:
    """One job order as a plain row: what the work needs, and the scheme's reserves of so many posts."""
    return {
        "id": str(order.id),
        "employer": str(order.employer_id),
        "posts": posts,
        "occupation": order.occupation_code,
        "start": order.start.isoformat(),
        "end": order.end.isoformat(),
        "experience_months": order.experience_months,
        "languages": dict(order.languages),
        "skills": sorted(order.skills),
        "training": sorted(order.training),
        "minimum_age": least_age(rules, law, order),
        "reserves": kept_posts(posts, [(rule.group, rule.percent) for rule in rules.reserves]),
    }


def least_age(rules: Any, law: Any, order: Any) -> list[Any] | None:
    """[years, source]: the higher of the law of the country of work and the scheme's published limit.

    An employer's own wish for an age rests on no law and is not read (principle 6).
    """
    limits = [limit for limit in (law.minimum_age(order.start), rules.minimum_age) if limit]
    highest = max(limits, key=lambda pair: pair.years, default=None)
    return [highest.years, highest.source] if highest else None


def seasons_done(person_ids: Iterable[uuid.UUID], before: date) -> Counter[uuid.UUID]:
    """Seasons that each person worked before a day: accepted work that began then, however it ended (principle 4)."""
    rows = (
        Offer.objects.filter(person_id__in=list(person_ids), state="accepted", order__start__lt=before)
        .values("person_id")
        .annotate(count=Count("order__season", distinct=True))
    )
    return Counter({row["person_id"]: row["count"] for row in rows})


def _rounds_without_offer(person_ids: Sequence[uuid.UUID]) -> Counter[uuid.UUID]:
    took = (
        RoundInput.objects.filter(person_id__in=person_ids, round__state="published")
        .values("person_id")
        .annotate(count=Count("id"))
    )
    had = (
        Offer.objects.filter(person_id__in=person_ids, round__isnull=False)
        .values("person_id")
        .annotate(count=Count("id"))
    )
    counts = Counter({row["person_id"]: row["count"] for row in took})
    for row in had:
        counts[row["person_id"]] = max(0, counts[row["person_id"]] - row["count"])
    return counts


def _registered_days(person_ids: Sequence[uuid.UUID], by: Actor) -> dict[uuid.UUID, int]:
    rows = registry.people(by).filter(id__in=person_ids).values_list("id", "registered_at")
    return {person: (today() - at.date()).days for person, at in rows}


def _claims(person_ids: Sequence[uuid.UUID], employers: set[str], season: Any) -> dict[uuid.UUID, list[Plain]]:
    """Live recall rights that count in a round, by person; one that was refused with a reason does not."""
    rows = (
        RecallRight.objects.filter(
            person_id__in=person_ids,
            employer_id__in=list(employers),
            until__gte=today(),
            used_at__isnull=True,
            refused_at__isnull=True,
        )
        .values("person_id", "employer_id", "source", "force")
        .annotate(first=Min("granted_at"))
        .order_by(F("employer_id"), "source", "force")
    )
    found: dict[uuid.UUID, list[Plain]] = defaultdict(list)
    for row in rows:
        claim = {"employer": str(row["employer_id"]), "source": row["source"], "force": row["force"]}
        found[row["person_id"]].append(claim)
    return found


def district_group(district: str) -> str:
    """The code of a district as a reserve names it: Nariño gives district_narino."""
    plain = unicodedata.normalize("NFKD", district).encode("ascii", "ignore").decode().lower()
    return "district_" + re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _groups(strata: dict[str, str], seasons: int) -> set[str]:
    """The reserve groups that a file tells of; a reserve for any other group stays open to everybody."""
    found = {group for sex, group in (("F", "women"), ("M", "men")) if strata["sex"] == sex}
    found.add("returning" if seasons else "first_timers")
    if strata["district"]:
        found.add(district_group(strata["district"]))
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
