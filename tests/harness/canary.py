"""Two sides that know nothing of each other, and in every personal field of each a word that stands nowhere else.

A token reads like `zqA1n023z`: side A, person 1, the 23rd field. Whoever meets a token that is not theirs has seen what
they must not see. Verbs make the rows; what they leave empty is salted, so that no field is left without a token.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from corridor.foundation.accounts.models import Grant
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.keys import uuid7
from corridor.foundation.database.protect import tables
from corridor.foundation.files import store
from corridor.foundation.files.streams import keep_stream
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand
from corridor.stages.journeys import api as journeys
from corridor.stages.registry import api as registry
from corridor.stages.returns import api as returns
from corridor.stages.selection import api as selection
from tests.harness.journeys import Season, season
from tests.harness.people import Member, member

TOKEN = re.compile(r"zq([ab])(\w)n(\d{3})z", re.IGNORECASE)
AT_WORK, RETURNED, CANDIDATE, ON_ROSTER, REGISTERED, REJECTED, LEFT, PREPARING = PERSONS = "12345678"
OFFICE_OWN, EMPLOYER_OWN = "o", "e"  # tokens of an import that waits, and of a job order that is only drafted
LEAST_LENGTH = 100  # a shorter text column holds a code, a number or a state

# Text columns that hold no words of or about the person, with the reason why they carry no token.
WITHOUT_TOKEN = {
    "registry.Person.name_key": "made from the name, in lower case",
    "registry.Person.sound_key": "made from the name, as it sounds",
    "journeys.Clearance.payload": "signed: it cannot be salted, and holds the name, which has a token",
    "files.StoredFile.content_type": "a media type",
    "selection.RoundResult.decider": "written once, from the rules of the scheme",
    "selection.RoundResult.remedy": "written once, from the rules of the scheme",
}
# Tables about persons that the world leaves empty or that nobody reads, with the reason.
WITHOUT_ROWS = {
    "audit.RowHistory": "sealed: read through functions only",
    "registry.Merge": "no words in it",
}


@dataclass(frozen=True)
class Token:
    """Where a token was put: the side, the person, and the level from which its field is seen."""

    side: str
    person: str
    level: int
    where: str


@dataclass
class Side:
    """One half of the world: its season, its persons by number, its people by role, its things by name."""

    letter: str
    season: Season
    persons: dict[str, uuid.UUID] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    things: dict[str, list[Any]] = field(default_factory=dict)


@dataclass
class World:
    """Both sides and every token in them."""

    tokens: list[Token] = field(default_factory=list)
    sides: dict[str, Side] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)  # what cannot hold letters: a phone, a file number

    def token(self, side: str, person: str, level: int, where: str) -> str:
        self.tokens.append(Token(side, person, level, where))
        return f"zq{side}{person}n{len(self.tokens) - 1:03d}z"

    def seen(self, text: str) -> set[int]:
        """Numbers of the tokens in a text."""
        found = {int(match.group(3)) for match in TOKEN.finditer(text)}
        bare = re.sub(r"[\s\u00a0-]", "", text)
        return found | {number for words, number in self.numbers.items() if words in bare}

    def mark(self, words: str, side: str, person: str, level: int, where: str) -> None:
        """Take a text that is unique by itself as a token."""
        self.tokens.append(Token(side, person, level, where))
        self.numbers[re.sub(r"[\s-]", "", words)] = len(self.tokens) - 1


def build() -> World:
    """The whole world: some twelve persons who stand at different places of the way."""
    world = World()
    for number, letter in enumerate("AB"):
        side = Side(letter, season(code=f"CANARY-{letter}", first=10 * (number + 1), path=_path()))
        world.sides[letter] = side
        _persons(world, side)
        _life(world, side)
        _members(side)
        _office(world, side)
    _salt(world)
    for side in world.sides.values():
        _things(side)
    return world


def _path() -> list[dict[str, Any]]:
    """The path of the example with a step that the worker takes."""
    path = agreements.example_rules().model_dump(mode="json")["path"]
    own = {**path[0], "code": "packing_list", "owner": "worker", "after": [], "evidence": "", "optional": True}
    return [*path, own]


def _persons(world: World, side: Side) -> None:
    base = side.season.world
    for n, number in enumerate(PERSONS):

        def put(level: int, where: str, number: str = number) -> str:
            return world.token(side.letter, number, level, where)

        phone = f"+57300{'47' if side.letter == 'A' else '58'}{n}{n}{n}{n}{n}"
        made = base.register(
            1,
            name=f"{put(1, 'registry.Person.name')} Canaria",
            native_name=put(1, "registry.Person.native_name"),
            phone=phone,
            district=put(2, "registry.Details.district"),
            town=put(2, "registry.Details.town"),
            email=f"{put(2, 'registry.Details.email')}@example.org",
            occupation=put(1, "registry.Person.occupation_words"),
            occupation_code="9211",
            document_number=put(2, "registry.Document.number").upper(),
            document_country="CO",
            birth="2015-01-01" if number == REJECTED else "1990-05-17",
        )[0]
        side.persons[number] = made.id
        world.mark(phone[3:], side.letter, number, 2, "registry.Details.phone")
        world.mark(made.file_number, side.letter, number, 1, "registry.Person.file_number")
        with base.by(base.counsellor) as actor:
            registry.complete(made.id, {"next_of_kin": put(2, "registry.Details.next_of_kin")}, by=actor)
            words = put(1, "registry.Experience.employer_words")
            work = registry.ExperienceRecord(occupation_code="9211", months=12, employer_words=words, country="CO")
            registry.set_experience({made.id: [work]}, by=actor)
            kept = store.keep(
                put(2, "files: content").encode(),
                name=f"{put(2, 'files.StoredFile.name')}.txt",
                by=actor,
                person_id=made.id,
            )
            document = registry.DocumentRecord(
                person_id=made.id,
                kind="other",
                number=put(2, "registry.Document.number"),
                country="CO",
                file_id=kept.id,
            )
            registry.add_documents([document], by=actor)


def _life(world: World, side: Side) -> None:
    """Each person goes as far on the way as their number says."""
    it, base = side.season, side.season.world
    persons = side.persons
    with base.by(base.counsellor) as actor:
        selection.apply_for([persons[CANDIDATE], persons[REJECTED]], base.scheme.id, by=actor)
    with base.by(base.officer) as actor:
        rows = list(selection.applications(actor).filter(person_id__in=[persons[CANDIDATE], persons[REJECTED]]))
        selection.assess([row.id for row in rows], by=actor)
    rejected = next(row for row in rows if row.person_id == persons[REJECTED])
    with base.by(base.counsellor) as actor:
        selection.appeal(rejected.id, world.token(side.letter, REJECTED, 2, "selection.Appeal.words"), by=actor)
    candidate = next(row for row in rows if row.person_id == persons[CANDIDATE])
    with base.by(base.counsellor) as actor:
        words = world.token(side.letter, CANDIDATE, 2, "selection.RosterRequest.words")
        wished = selection.occupations_to_ask(candidate)[-1]
        selection.ask(candidate.id, "occupation", words, occupation=wished, by=actor)
    round_ = base.shortlisted()
    side.things["round_id"] = [round_.id]
    side.things["round_id"].append(_round_files(round_))
    _interviews(world, side, round_)
    with base.by(base.counsellor) as actor:
        applied = selection.apply_for([persons[ON_ROSTER]], base.scheme.id, by=actor)
    with base.by(base.officer) as actor:
        selection.assess([row.id for row in applied], by=actor)
    working = it.at_work(persons=[persons[AT_WORK]])[0]
    ended = it.ended(persons=[persons[RETURNED]])[0]
    it.placed(persons=[persons[PREPARING]])
    with acting(SYSTEM, "let the questions come due"):
        CheckIn = apps.get_model("journeys.CheckIn")  # noqa: N806
        CheckIn.objects.filter(placement=working).update(due_on=timezone.localdate())
    left = it.at_work(persons=[persons[LEFT]])[0]
    with base.by(it.officer) as actor:
        sides = {
            name: world.token(side.letter, LEFT, 2, f"journeys.Leaving.{name}")
            for name in ("worker_side", "employer_side")
        }
        journeys.leave(left.id, **sides, on=date(2027, 5, 1), by=actor)
    for who in (it.counsellor, it.farmer):
        with base.by(who) as actor:
            words = world.token(side.letter, AT_WORK, 2, "journeys.Incident.words")
            journeys.report_incident(working.id, kind="wages", words=words, on=date(2027, 3, 9), by=actor)
    with base.by(it.counsellor) as actor:
        returns.record_returns([ended.id], date(2027, 9, 5), by=actor)
        words = world.token(side.letter, RETURNED, 2, "returns.ExitInterview.words")
        returns.exit_interview(ended.id, {"rating": 4, "again": True, "words": words}, by=actor)
    with base.by(it.officer) as actor:
        returns.confirm([ended.id], by=actor)
    with acting(SYSTEM, "let a second employer reach the first one's worker"):
        second = selection.RecallGrant(persons[RETURNED], base.employers[1].id, "law", "must", date(2030, 1, 1))
        selection.grant_recall([second], by=SYSTEM)


def _interviews(world: World, side: Side, round_: Any) -> None:
    """The first employer invites the candidate; the second, who has them on its list as well, must not learn of it."""
    base = side.season.world
    with base.by(base.farmers[0]) as actor:
        listed = [one.application_id for one in selection.shortlist(round_.id, base.order_ids[0], actor=actor)]
        plan = selection.InterviewPlan(
            day=timezone.localdate() + timedelta(days=5),
            clock=time(10),
            zone="Europe/Madrid",
            minutes=30,
            way="place",
            place=world.token(side.letter, CANDIDATE, 1, "selection.Interview.place"),
            language="spa",
        )
        selection.invite(round_.id, base.order_ids[0], listed, plan, by=actor)


def _round_files(round_: Any) -> uuid.UUID:
    """A round by points with a file for everybody and one for auditors, as `publish` leaves them; of one line each."""
    model = apps.get_model("selection.RoundFile")
    with acting(SYSTEM, "leave a round with its files"):
        other = apps.get_model("selection.Round").objects.get(id=round_.id)
        other.id, other.method, other.per_post, other.state = uuid7(), "points", 0, "decided"
        other.decided_at, other.decided_by = timezone.now(), SYSTEM.id
        other.save(force_insert=True)
        for kind in ("public", "auditor"):
            kept = keep_stream([b"{}\n"], name=f"{kind}.ndjson", content_type="application/x-ndjson", by=SYSTEM)
            row = {"round": other, "kind": kind, "file": kept, "sha256": kept.sha256, "size": kept.size}
            model(**row, workers=0, results=0, written_by=SYSTEM.id).save(force_insert=True)
    return other.id


def _members(side: Side) -> None:
    it, base = side.season, side.season.world
    place = base.counsellor.office
    side.members = {
        "counsellor": base.counsellor,
        "registrar": member("registrar", at=place),
        "officer": base.officer,
        "approver": base.approver,
        "attache": it.attache,
        "employer": it.farmer,
        "rival": base.farmers[1],
        "recruiter": member("recruiter", within=base.farmers[1].account.organisation),
    }
    for role in ("inspector", "statistician", "secretariat", "administrator", "auditor"):
        side.members[role] = member(role)
    with base.by(base.counsellor) as actor:
        opened = registry.open_accounts(list(side.persons.values()), by=actor)
    accounts = {account.person_id: account for account in opened}
    for number, person_id in side.persons.items():
        side.members[f"worker {number}"] = Member(accounts[person_id], None)


def _office(world: World, side: Side) -> None:
    """What an office and an employer keep to themselves though no person is in a table of persons yet."""
    base = side.season.world
    registrar, farmer = side.members["registrar"], side.members["employer"]
    with base.by(registrar) as actor:
        listed = f"name,phone\n{world.token(side.letter, OFFICE_OWN, 2, 'registry.ImportDraft')} Canaria,12\n".encode()
        name = f"{world.token(side.letter, OFFICE_OWN, 2, 'registry.ImportDraft.filename')}.csv"
        side.things["draft_id"] = [registry.keep_draft(listed, name, by=actor)]
        registry.import_workers(
            listed, f"{world.token(side.letter, OFFICE_OWN, 2, 'registry.ImportBatch')}.csv", by=actor, dry_run=False
        )
        side.things["batch_id"] = [batch.id for batch in registry.batches(actor)]
    with base.by(farmer) as actor:
        drafted = demand.draft_orders(
            [
                demand.JobOrderRecord(
                    employer_id=base.employers[0].id,
                    title=world.token(side.letter, EMPLOYER_OWN, 1, "demand.JobOrder.title"),
                    duties=world.token(side.letter, EMPLOYER_OWN, 1, "demand.JobOrder.duties"),
                    occupation_code="9211",
                    posts=1,
                    start=date(2027, 4, 1),
                    end=date(2027, 5, 1),
                    workplace="Finca",
                    town="Moguer",
                    country="ES",
                )
            ],
            by=actor,
        )
    with acting(SYSTEM, "record what an office reads of all"):
        refused = demand.RowRefused(row=2, column="c", value="", reason="no_posts", mend="ask_authority")
        side.things["import_id"] = [demand.import_orders([refused], source="canary", by=SYSTEM).id]
        licence = demand.LicenceRecord(
            number=f"CANARY-{side.letter}",
            name="Agency",
            country="CO",
            authority="Ministry",
            valid_from=date(2026, 1, 1),
            valid_until=date(2036, 1, 1),
        )
        held = demand.record_licences([licence], by=base.approver.actor())[0]
        demand.grant_licence(held.id, bond="Bank guarantee", by=SYSTEM)
        given = {"valid_from": date(2026, 1, 1), "valid_until": date(2036, 1, 1)}
        given |= {"country": held.country, "number": held.number}
        side.things["licence_id"] = [held.id]
        side.things["mandate_id"] = [demand.grant_mandate(base.employers[0].id, **given, by=SYSTEM).id]
    side.things["order_id"] = [*base.order_ids, drafted[0].id]
    side.things["number"] = [drafted[0].number, *(order.number for order in base.orders)]


def text_fields() -> Iterator[tuple[type[models.Model], models.Field, int]]:
    """Every column of words in every table about persons, with the level of its table."""
    for model, protect in tables():
        if not protect.person or model._meta.label in WITHOUT_ROWS:
            continue
        for column in model._meta.concrete_fields:
            words = isinstance(column, models.TextField) or (
                isinstance(column, models.CharField) and (column.max_length or 0) >= LEAST_LENGTH
            )
            if words and not column.choices and f"{model._meta.label}.{column.name}" not in WITHOUT_TOKEN:
                yield model, column, protect.level


def _salt(world: World) -> None:
    """Put a token into every column of words that the verbs left without one."""
    for model, column, level in text_fields():
        protect = model.protect  # type: ignore[attr-defined]
        attname = model._meta.get_field(protect.person).attname
        for side in world.sides.values():
            for number, person_id in side.persons.items():
                with acting(SYSTEM, "salt"):
                    rows = model._default_manager.filter(**{attname: person_id})
                    for row in rows:
                        if TOKEN.search(str(getattr(row, column.name) or "")):
                            continue
                        where = f"{model._meta.label}.{column.name}"
                        _set(model, row, column, world.token(side.letter, number, level, where))


def _set(model: type[models.Model], row: Any, column: models.Field, words: str) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=row.pk).update(**{column.name: words})
    except DatabaseError:  # a rule of the table: the column is empty for a reason (nothing was decided)
        return


def bare(world: World) -> list[str]:
    """Columns of words without a token on one of the sides: the world must grow with the tables."""
    found: list[str] = []
    for model, column, _level in text_fields():
        where = f"{model._meta.label}.{column.name}"
        attname = model._meta.get_field(model.protect.person).attname  # type: ignore[attr-defined]
        for side in world.sides.values():
            with acting(SYSTEM, "look"):
                persons = {f"{attname}__in": list(side.persons.values())}
                values = list(model._default_manager.filter(**persons).values_list(column.name, flat=True))
            if not any(TOKEN.search(str(value or "")) for value in values):
                found.append(f"{where} on side {side.letter} ({len(values)} rows)")
    return found


# The model behind the name of an id in a URL, where its rows belong to persons.
OF_PERSONS = {
    "application_id": "selection.Application",
    "appeal_id": "selection.Appeal",
    "request_id": "selection.RosterRequest",
    "interview_id": "selection.Interview",
    "offer_id": "selection.Offer",
    "right_id": "selection.RecallRight",
    "contract_id": "contracts.Contract",
    "placement_id": "journeys.Placement",
    "step_id": "journeys.Step",
    "clearance_id": "journeys.Clearance",
    "check_in_id": "journeys.CheckIn",
    "incident_id": "journeys.Incident",
    "document_id": "registry.Document",
    "file_id": "files.StoredFile",
}


def _things(side: Side) -> None:
    """The ids that stand in addresses, by the name that URL patterns give them."""
    base, persons = side.season.world, list(side.persons.values())
    with acting(SYSTEM, "look"):
        for name, label in OF_PERSONS.items():
            model = apps.get_model(label)
            rows = model._default_manager.filter(person_id__in=persons).order_by("-id")
            side.things[name] = list(rows.values_list("id", flat=True))
        ready = list(apps.get_model("journeys.Step").objects.filter(person_id__in=persons, state="ready")[:4])
        side.things["step_id"] = [*(step.id for step in ready), *side.things["step_id"]]
        accounts = [one.account.id for one in side.members.values()]
        grants = list(Grant.objects.filter(account_id__in=accounts).values_list("id", flat=True))
        tokens = [journeys.token_of(row) for row in journeys.clearances(SYSTEM).filter(person_id__in=persons)]
    side.things |= {
        "person_id": persons,
        "other_id": [base.season.version_id, *persons],
        "office_id": [base.counsellor.office.id],
        "scheme_id": [base.scheme.id],
        "season_id": [base.season.id],
        "version_id": [base.season.version_id],
        "employer_id": [employer.id for employer in base.employers],
        "organisation_id": [employer.organisation_id for employer in base.employers],
        "account_id": accounts,
        "grant_id": grants,
        "token": tokens,
    }


Reach = Callable[[Token], bool]


def reach(role: str, side: str) -> Reach:
    """What a role on a side may meet, said here once more and apart from the code that is tested."""
    everybody = set(PERSONS)
    applied = everybody - {REGISTERED}
    placed = {AT_WORK, RETURNED, LEFT, PREPARING}
    table: dict[str, tuple[set[str], int]] = {
        "counsellor": (everybody, 2),
        "registrar": (everybody | {OFFICE_OWN}, 2),
        "officer": (applied | {EMPLOYER_OWN}, 2),
        "approver": (applied | {EMPLOYER_OWN}, 2),
        "attache": (placed | {EMPLOYER_OWN}, 1),
        "employer": (placed | {CANDIDATE, EMPLOYER_OWN}, 1),
        "inspector": ({EMPLOYER_OWN}, 1),
        "rival": ({CANDIDATE, RETURNED}, 1),
    }
    if role.startswith("worker "):
        persons, level = {role.removeprefix("worker ")}, 2
    else:
        persons, level = table.get(role, (set(), 0))
    # Officers of every scheme read all job orders: they are not about persons.
    wide = {EMPLOYER_OWN} if role in ("officer", "approver", "attache", "inspector") else set()

    def may(token: Token) -> bool:
        at_home = token.side == side and token.person in persons and token.level <= level
        if role == "rival":  # the candidate sheet, and nothing that the person has with the first employer
            return at_home and token.where.startswith("registry.")
        return at_home or token.person in wide

    return may
