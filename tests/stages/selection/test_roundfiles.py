"""The files of a published round: whole, telling no more than they must, and found false however they are changed."""

import contextlib
import io
import json
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from corridor.foundation.audit import timeline
from corridor.foundation.audit.reads import who_opened
from corridor.foundation.database.context import PUBLIC, SYSTEM, acting
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.files.streams import keep_stream, read_stream
from corridor.rules.matching.roundfile import withheld_groups
from corridor.stages.selection import api
from corridor.stages.selection.models import RoundInput
from tests.harness.people import member
from tests.harness.season import VALUE, World, announced, build
from tests.harness.tamper import AUDITOR, FULL, ITSELF, PAGE, Lines, Tampering, falsified, of, parsed, written
from tests.harness.verifier import load

VERIFY = load()
FEW, MANY = 15, 250
"""Tamperings of each file in the ordinary and in the long run; there are four files."""

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Exit code and words of the verifier for the content of a file."""

    def checked(content: bytes, *options: str) -> tuple[int, str]:
        path = tmp_path / "round.ndjson"
        path.write_bytes(content)
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = VERIFY.main([str(path), *options])
        return code, said.getvalue()

    return checked


def files(round_: Any) -> dict[str, bytes]:
    with acting(SYSTEM, "test"):
        rows = list(api.RoundFile.objects.filter(round=round_))
        return {row.kind: b"".join(read_stream(row.file_id)[1]) for row in rows}


def published(world: World, round_: Any) -> Any:
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        return api.publish(round_.id, by=actor)


def wish(world: World) -> None:
    """Two of three workers rank the work, each half the other way round; the others want any."""
    with world.by(world.counsellor) as actor:
        for n, row in enumerate(api.applications(actor)):
            if n % 3:
                api.set_ranking(row.id, world.order_ids[:: 1 if n % 2 else -1], by=actor)


def grant(world: World, application: Any, employer: int = 0) -> None:
    claim = api.RecallGrant(
        application.person_id, world.employers[employer].id, "agreement", "must", date(2027, 12, 31)
    )
    with acting(SYSTEM, "test"):
        api.grant_recall([claim], by=SYSTEM)


def round_by_points(posts: tuple[int, ...] = (4, 5, 1), men: int = 22, women: int = 16, method: str = "points") -> Any:
    """Reserves, recall rights, ties, people who want any work, and some who may do none."""
    world = build(method, posts=posts, reserves=[{"group": "women", "percent": 50}])
    known = world.roster(men, sex="M")
    world.roster(women, sex="F", experience_months=3)
    late = world.roster(2, sex="M")
    with acting(SYSTEM, "test"):
        from corridor.stages.registry.models import Document

        Document.objects.filter(person_id__in=[row.person_id for row in late]).update(valid_until="2027-01-01")
    grant(world, known[0])
    wish(world)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    return world, published(world, round_)


def round_by_draw() -> Any:
    """The same people and rules where the draw alone decides."""
    return round_by_points(method="draw")


def round_under_ceilings(method: str = "points", women: int = 16) -> Any:
    """A ceiling for a region and one for each employer in it, with a reserve; farms 0 and 1 stand in Huelva."""
    world = build(
        method,
        posts=(4, 5, 3),
        regions=("Huelva", "huelva ", "Murcia"),
        reserves=[{"group": "women", "percent": 50}],
        ceilings=[
            {"kind": "region", "of": "Huelva", "limit": 6, "basis": "agreement", "source": "Agreement, art. 5"},
            {"kind": "employer_in_region", "limit": 4, "source": "Published rule 7"},
            {"kind": "scheme", "limit": 8, "basis": "law", "source": "Decree 9"},
        ],
    )
    known = world.roster(22, sex="M")
    world.roster(women, sex="F", experience_months=3)
    grant(world, known[0])
    wish(world)
    if method == "employer_choice":
        return world, published(world, world.answered(world.shortlisted()))
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    return world, published(world, round_)


def round_under_ceilings_by_choice() -> Any:
    return round_under_ceilings("employer_choice")


def round_by_choice() -> Any:
    """Farms that pick in an order of their own and refuse one with a reason."""
    world = build(posts=(2, 3), reserves=[{"group": "women", "percent": 50}])
    known = world.roster(30)
    grant(world, known[0], 1)
    wish(world)
    round_ = world.shortlisted()
    for order, farmer in zip(world.orders, world.farmers, strict=True):
        with world.by(farmer) as actor:
            listed = [sheet.application_id for sheet in api.shortlist(round_.id, order.id, actor=actor)]
            picks = [listed[1], listed[0], *listed[3:]]
            api.choose(round_.id, order.id, picks, {listed[2]: "skill_not_shown"}, by=actor)
    return world, published(world, round_)


MADE = [round_by_points, round_by_draw, round_by_choice, round_under_ceilings, round_under_ceilings_by_choice]


def page_of(round_: Any, content: bytes, tmp_path: Path) -> str:
    """What the public page shows of a round, saved."""
    import hashlib

    told = [round_.commitment, round_.version.document_hash, round_.inputs_hash, round_.public_value]
    path = tmp_path / "page.html"
    path.write_text("\n".join([*told, hashlib.sha256(content).hexdigest()]), encoding="utf-8")
    return str(path)


def tamperings(kind: str, count: int, random: Random) -> list[tuple[Tampering, bool]]:
    """So many tamperings and whether the published page is at hand, each kind of them at least once."""
    alone = [*ITSELF, *(FULL + AUDITOR if kind == "auditor" else ())]
    paged = [*PAGE, *(() if kind == "auditor" else FULL)]
    every = [(each, False) for each in alone] + [(each, True) for each in paged]
    random.shuffle(every)
    return list(islice(every * (count // len(every) + 1), max(count, len(every))))


def try_all(found: tuple[World, Any], check: Check, tmp_path: Path, count: int) -> None:
    _world, round_ = found
    for kind, content in files(round_).items():
        page = page_of(round_, content, tmp_path)
        code, words = check(content, "--commitment", round_.commitment, "--page", page)
        assert code == 0, words
        assert written(parsed(content)) == content, "the last line is the one that docs/round-file.md defines"
        random, tried = Random(count), 0
        for tampering, paged in tamperings(kind, count, random):
            changed = falsified(content, tampering, random)
            if changed is None:
                continue
            tried += 1
            options = ["--commitment", round_.commitment, *(["--page", page] if paged else [])]
            code, words = check(changed, *options)
            assert code == 1, f"{tampering.__name__} of the {kind} file was not found:\n{words}"
            assert "Traceback" not in words
        assert tried >= min(count, 15)


@pytest.mark.parametrize("make", MADE)
def test_every_tampering_is_found(make: Any, db: None, check: Check, tmp_path: Path) -> None:
    try_all(make(), check, tmp_path, FEW)


@pytest.mark.long
@pytest.mark.parametrize("make", MADE)
def test_1000_random_tamperings_are_found(make: Any, db: None, check: Check, tmp_path: Path) -> None:
    try_all(make(), check, tmp_path, MANY)


def test_a_letter_changed_anywhere_is_found(db: None, check: Check) -> None:
    _world, round_ = round_by_points(men=8, women=4)
    content = files(round_)["auditor"]
    random = Random(1)
    for _n in range(200):
        place = random.randrange(len(content))
        letter = bytes([content[place] ^ 1])
        assert check(content[:place] + letter + content[place + 1 :])[0] == 1, content[place - 20 : place + 20]
    assert check(content[: content.rindex(b'{"line')])[0] == 1, "the last line is missing"
    assert check(b"")[0] == 1
    assert check(content, "--commitment", "0" * 64)[0] == 1


def test_the_public_file_tells_of_no_person(db: None) -> None:
    world, round_ = round_by_points()
    content = files(round_)["public"].decode()
    with acting(SYSTEM, "test"):
        rows = list(RoundInput.objects.filter(round=round_))
    for row in rows:
        assert str(row.application_id) not in content
        assert str(row.person_id) not in content
    assert "1990-05-17" not in content
    assert "Risaralda" not in content
    assert '"experience_months":{' not in content
    assert {field for row in of(parsed(content.encode()), "worker") for field in row} == {
        *("line", "code", "wishes", "answers", "private")
    }
    with acting(PUBLIC, "test"):
        assert json.loads(next(api.public_file(round_.id).pieces).splitlines()[0])["kind"] == "public"
        with pytest.raises(NotAllowed):
            api.auditor_file(round_.id, by=PUBLIC)
    with world.by(world.counsellor) as actor:
        assert api.own_code(round_.id, rows[0].application_id, actor=actor) == rows[0].code


def test_a_small_group_is_not_named_and_a_small_round_has_no_public_file(db: None, check: Check) -> None:
    _world, round_ = round_by_points(men=22, women=4)
    told = files(round_)
    rows: Lines = parsed(told["public"])
    assert rows[0]["withheld"] == ["women"]
    assert {row["group"] for row in of(rows, "result") if "group" in row} == {None, ""}
    assert check(told["public"])[0] == 0
    assert check(told["auditor"])[0] == 0
    assert "women" in told["auditor"].decode()
    _other, small = round_by_choice_of_few()
    assert set(files(small)) == {"auditor"}
    with acting(PUBLIC, "test"), pytest.raises(NotFound):
        api.public_file(small.id)


def test_ceilings_are_checked_roughly_where_a_group_is_withheld(db: None, check: Check) -> None:
    _world, round_ = round_under_ceilings(women=4)
    told = files(round_)
    assert parsed(told["public"])[0]["schema"] == "corridor-round/2"
    assert parsed(told["public"])[0]["withheld"] == ["women"]
    for content in told.values():
        assert check(content)[0] == 0, check(content)[1]
    rows = parsed(told["public"])
    of(rows, "result", reason="ceiling_reached")[0]["reason"] = "obtained"
    code, words = check(written(rows))
    assert code == 1
    assert "may be placed, by posts or a ceiling" in words


def round_by_choice_of_few() -> Any:
    world = build("points", code="CO-ES-SMALL", first=40)
    world.roster(8)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    return world, published(world, round_)


@pytest.mark.parametrize(
    ("members", "hidden"),
    [
        ({frozenset({"women"}): 10, frozenset(): 10}, set()),
        ({frozenset({"women"}): 9, frozenset(): 90}, {"women"}),
        ({frozenset({"women"}): 90, frozenset(): 9}, {"women"}),
        ({frozenset({"women"}): 50, frozenset({"women", "first"}): 3, frozenset(): 50}, {"first"}),
        ({frozenset({"women"}): 50, frozenset({"first"}): 12, frozenset(): 50}, set()),
        ({}, set()),
    ],
)
def test_at_least_ten_share_what_is_told(members: dict[frozenset[str], int], hidden: set[str]) -> None:
    assert withheld_groups(members) == hidden


def test_where_employers_chose_nobody_outside_gets_a_file(db: None) -> None:
    """Principle 3: an employer would find its candidates by their order, and read their results elsewhere."""
    _world, round_ = round_by_choice()
    with acting(PUBLIC, "test"):
        found = api.public_round(round_.id)
        assert found.for_everybody is None
        assert {row.kind for row in found.files} == {"public", "auditor"}
        with pytest.raises(NotFound):
            api.public_file(round_.id)
    with acting(SYSTEM, "test"):
        both = [b"".join(api.auditor_file(round_.id, by=SYSTEM, kind=kind).pieces) for kind in ("public", "auditor")]
        assert both == [files(round_)["public"], files(round_)["auditor"]]
        row = RoundInput.objects.filter(round=round_).first()
        assert api.own_code(round_.id, row.application_id, actor=SYSTEM) == ""


def test_who_opens_the_auditor_s_file_stands_in_the_files_of_its_people(db: None) -> None:
    world, round_ = round_by_points()
    auditor, stranger = member("auditor"), member("approver")
    with world.by(auditor) as actor:
        assert [row.round_id for row in api.auditor_files(actor)] == [round_.id]
        assert b"".join(api.auditor_file(round_.id, by=actor).pieces) == files(round_)["auditor"]
    with acting(SYSTEM, "test"):
        persons = list(RoundInput.objects.filter(round=round_).values_list("person_id", flat=True))
        for person in (persons[0], persons[-1]):
            assert any(read.actor_id == auditor.actor().id for read in who_opened(person))
        verbs = [event.verb for event in timeline.of_subject(round_.id)]
        assert verbs.count("selection.round_file_written") == 2
        assert "selection.auditor_file_opened" in verbs
    with world.by(stranger) as actor, pytest.raises(NotFound):
        api.auditor_file(round_.id, by=actor)
    with world.by(world.officer) as actor, pytest.raises(NotAllowed):
        api.auditor_file(round_.id, by=actor)


def test_the_hash_of_each_file_is_published_with_its_day(db: None) -> None:
    import hashlib

    _world, round_ = round_by_points(men=8, women=4)
    with acting(PUBLIC, "test"):
        found = api.public_round(round_.id)
    assert [row.kind for row in found.files] == ["public", "auditor"]
    for row in found.files:
        assert row.sha256 == hashlib.sha256(files(round_)[row.kind]).hexdigest()
    assert found.draw_seed == hashlib.sha256(f"{round_.seed}|{VALUE}".encode()).hexdigest()


def test_a_long_file_is_kept_in_pieces(db: None) -> None:
    parts = [bytes([n % 251]) * 700_000 for n in range(7)]
    with acting(SYSTEM, "test"):
        row = keep_stream(iter(parts), name="long", content_type="x", by=SYSTEM)
        _row, pieces = read_stream(row.id)
        assert b"".join(pieces) == b"".join(parts)
        empty = keep_stream([], name="empty", content_type="x", by=SYSTEM)
        assert b"".join(read_stream(empty.id)[1]) == b""
