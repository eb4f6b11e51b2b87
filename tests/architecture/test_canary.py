"""The canary world: nobody on one side ever meets a word of the other, whatever address they open.

Walks every URL pattern with the ids of both sides as every role of both sides. New tables and new addresses come in by
themselves: a column of words without a token, and an id in an address that nobody supplied, fail here.
"""

import io
import itertools
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from corridor.foundation.accounts.roles import all_roles
from corridor.foundation.database.context import PUBLIC, acting
from corridor.foundation.database.models import PersonQuerySet
from corridor.foundation.database.protect import tables
from corridor.foundation.i18n.messages import compile_all
from corridor.interfaces.kit import routes
from tests.architecture.test_urls import all_patterns, who_of
from tests.harness import canary, databases, server

MOST = 8  # ids of one kind on one side that are tried in an address with one id
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
# Parts of addresses that are words, not ids. A new one is added here with the words that it takes.
WORDS: dict[str, list[str]] = {
    "code": [*(role for role in ("worker", "approver", "auditor")), "basis", "selection", "path", "recall", "terms"],
    "action": ["try", "close", "send", "decide", "publish", "offer"],
    "kind": ["extension", "occupation"],
    "what": ["verify", "documents", "papers", "accounts", "code"],
    "on": ["2027-02-28", "2027-03-01"],
}
WALKED = (canary.AT_WORK, canary.CANDIDATE, canary.PREPARING)
OTHER_WORKERS = {f"worker {number}" for number in canary.PERSONS if number not in WALKED}
READERS = {"counsellor", "registrar", "officer", "approver", "attache", "employer", "worker 1"}
SEARCH = "desk/find/"
SEARCHED = "Canaria"  # the surname of all persons of both sides


@dataclass(frozen=True)
class Visitor:
    """Somebody in a browser: the name of the role, the side, and what they may meet."""

    role: str
    side: str
    actor: Any
    client: Client
    may: canary.Reach


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[canary.World]:
    """The canary world in a database of its own, made once for this module."""
    compile_all()
    with django_db_blocker.unblock():
        before = server.current_database()
        logging.disable(logging.WARNING)  # thousands of pages that are not there
        try:
            with databases._clone():
                yield canary.build()
        finally:
            logging.disable(logging.NOTSET)
            server.point_at(before)


def visitors(world: canary.World, letter: str) -> list[Visitor]:
    side = world.sides[letter]
    found = [
        Visitor(role, letter, member.actor(), member.client(), canary.reach(role, letter))
        for role, member in side.members.items()
    ]
    found.append(Visitor("public", letter, PUBLIC, Client(), canary.reach("public", letter)))
    for visitor in found:
        visitor.client.raise_request_exception = False
    return found


def values(side: canary.Side, name: str) -> Sequence[Any]:
    if name in WORDS:
        return WORDS[name]
    if name not in side.things:
        pytest.fail(
            f"An address has <{name}>, and the canary world does not know it: add it to tests/harness/canary.py"
        )
    return side.things[name]


def addresses(path: str, side: canary.Side) -> Iterator[str]:
    """The pattern with ids of a side; a pattern with several ids is tried with their combinations, up to a limit."""
    names = CONVERTER.findall(path)
    lists = [list(values(side, name))[:MOST] for name in names]
    for combination in itertools.islice(itertools.product(*lists), MOST if len(names) < 2 else 2 * MOST):
        filled = path
        for value in combination:
            filled = CONVERTER.sub(str(value), filled, count=1)
        yield "/" + filled.lstrip("/")
    if not names:
        yield f"/{path.lstrip('/')}?q={SEARCHED}&words={SEARCHED}"


def text_of(answer: HttpResponse) -> str:
    """Everything that an answer tells: headers, page, and the text inside a PDF."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return " ".join(page.extract_text() for page in pages)
    return f"{dict(answer.headers)} {content.decode(errors='replace')}"


@dataclass
class Walk:
    """What was opened and what went wrong."""

    world: canary.World
    cells: int = 0
    problems: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    met: dict[str, set[int]] = field(default_factory=dict)

    def visit(self, visitor: Visitor, path: str, address: str) -> None:
        """One cell: an address as somebody."""
        answer = visitor.client.get(address, headers={"accept-language": "en"})
        self.cells += 1
        if answer.status_code >= 500:
            self.problems.append(f"{answer.status_code} {visitor.role} {visitor.side} {address}")
        if answer.status_code < 400 or answer.status_code == 405:
            self.opened.add(path)
        for number in self.world.seen(text_of(answer)):
            token = self.world.tokens[number]
            if visitor.may(token):
                self.met.setdefault(visitor.role, set()).add(number)
            else:
                self.problems.append(
                    f"{visitor.role} {visitor.side} met {token.where} of person {token.person}{token.side} at {address}"
                )

    def all(self, patterns: Sequence[tuple[str, URLPattern]], people: Sequence[Visitor]) -> None:
        """Every pattern with the ids of both sides, as everybody who is let in."""
        for path, entry in patterns:
            who = who_of(entry)
            assert who is not None
            targets = [address for side in self.world.sides.values() for address in addresses(path, side)]
            for visitor in people:
                if not who.admits(visitor.actor):  # turned away at the door: test_urls.py
                    continue
                for address in dict.fromkeys(targets):
                    if path.endswith(SEARCH):  # the words come by POST and stay in the session: see desk/searches.py
                        address = visitor.client.post(address, {"q": SEARCHED}).headers["Location"]
                    self.visit(visitor, path, address)


def test_every_column_of_words_carries_a_token(world: canary.World) -> None:
    assert canary.bare(world) == []


def test_nobody_meets_a_word_of_the_other_side(world: canary.World, request: pytest.FixtureRequest) -> None:
    """Everybody of side A, and with --long everybody of both: the sides are made alike."""
    thorough = request.config.getoption("--long")
    people = visitors(world, "A")
    if thorough:
        people += visitors(world, "B")
    else:
        people = [one for one in people if one.role not in OTHER_WORKERS]
    roles = {visitor.role.split()[0] for visitor in people}
    assert roles >= {role.code for role in all_roles()}, "a new role has nobody in the canary world"
    walk, patterns = Walk(world), all_patterns()
    walk.all(patterns, people)
    shut = sorted({path for path, _entry in patterns} - walk.opened)
    print(f"\n{walk.cells} cells: {len(patterns)} addresses, {len(people)} visitors, {len(world.tokens)} tokens")
    print(f"opened for nobody: {shut}")
    print("own words met:", {role: len(met) for role, met in sorted(walk.met.items())})
    assert walk.problems == [], "\n".join([f"{len(walk.problems)} problems", *walk.problems[:40]])
    assert shut == [], "no id in the canary world opens these"
    assert {role for role, met in walk.met.items() if len(met) > 3} >= READERS, "the walk does not see what it should"


# From a table of persons to the employer of a row, where it has one.
TO_EMPLOYER = ["employer_id", "order__employer_id", "placement__employer_id", "contract__employer_id"]


def between_employer_and_person() -> dict[type, str]:
    """Tables that hold what an employer and a person have with each other, with the way to the employer."""
    found = {}
    for model, protect in tables():
        names = {one.name for one in model._meta.get_fields()}
        way = next((way for way in TO_EMPLOYER if protect.person and way.split("_")[0] in names), None)
        if way is not None:
            found[model] = way
    return found


@pytest.mark.parametrize("wall", ["first", "second"])
def test_an_employer_sees_no_row_of_another_with_the_same_person(world: canary.World, wall: str) -> None:
    """Each wall alone, over every table that leads to an employer; both employers of side A share two persons."""
    side = world.sides["A"]
    shared = [side.persons[canary.RETURNED], side.persons[canary.CANDIDATE]]
    seen, problems = set(), []
    for role, employer in zip(("employer", "rival"), side.season.world.employers, strict=True):
        actor = side.members[role].actor()
        for model, way in between_employer_and_person().items():
            person = f"{model._meta.get_field(model.protect.person).attname}__in"  # type: ignore[attr-defined]
            manager = model._default_manager  # type: ignore[attr-defined]
            with acting(actor if wall == "second" else replace(actor, wide=True), "test"):
                rows = manager.all() if wall == "second" else manager.visible_to(actor)
                ways = list(rows.filter(**{person: shared}).values_list(way, flat=True))
            seen |= {model._meta.label} if employer.id in ways else set()  # type: ignore[attr-defined]
            if set(ways) - {employer.id}:
                problems.append(f"{role} sees {model._meta.label} of another employer")  # type: ignore[attr-defined]
    assert problems == []
    assert seen >= {"selection.Offer", "selection.RecallRight", "selection.Shortlisted", "contracts.Contract"}


def test_the_walk_sees_what_gets_through_when_the_walls_are_down(
    world: canary.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oracle itself: without the first wall and with a context that reaches everything, a real page leaks."""
    monkeypatch.setattr(PersonQuerySet, "visible_to", lambda self, actor: self)
    monkeypatch.setattr(routes, "acting", lambda actor, why: acting(replace(actor, wide=True), why))
    walk = Walk(world)
    patterns = [one for one in all_patterns() if one[0].endswith("desk/person/<uuid:person_id>/")]
    walk.all(patterns, [one for one in visitors(world, "A") if one.role == "counsellor"])
    assert len(patterns) == 1
    met = {where for where in walk.problems if "registry.Person.name of person" in where}
    assert len(met) == len(canary.PERSONS)
