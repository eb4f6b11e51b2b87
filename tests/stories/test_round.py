"""A selection from its rules to the check by an outsider, in a browser, each step by whose step it is."""

import json
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from corridor.foundation.database.context import SYSTEM
from corridor.interfaces.cli.world import asking, choosing, registering
from corridor.interfaces.cli.world.calendar import Year
from corridor.interfaces.cli.world.people import newcomers
from corridor.stages.agreements import api as agreements
from corridor.stages.registry import api as registry
from corridor.stages.selection import api as selection
from tests.stories.conftest import FARM, Stage
from tests.stories.people import Approver, Officer, Someone, Worker

POSTS, PEOPLE = 4, 14


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rules_trial_result_reason_and_an_outsiders_check(stage: Stage, language: str, tmp_path: Path) -> None:
    officer = stage.staff(Officer, "officer", language)
    approver = stage.staff(Approver, "approver", language)
    _rules_by_points(stage, officer, approver)
    season, numbers = _season(stage)
    officer.assess()
    officer.open_round(season.id)
    round_id = stage.look(lambda: selection.rounds(SYSTEM).get().id)
    officer.step(round_id, "try")
    assert officer.page.locator("main table caption, main h2").count() > 2
    assert officer.page.locator("main #methods, main table:has(th[scope=row])").count() > 0
    officer.step(round_id, "close_inputs")
    outsider = Someone(stage.new_page(), stage.address, language)
    before = _published_before(outsider, round_id)
    for person in (officer, approver):
        person.enter_value(round_id, "4821 137")
    approver.step(round_id, "decide")
    stage.staff(Approver, "approver second", language).step(round_id, "publish")
    code = _reads_why(stage, language, numbers)
    later = Someone(stage.new_page(), stage.address, language)  # a browser keeps a public page for five minutes
    _checks(later, round_id, before, code, tmp_path)


def _rules_by_points(stage: Stage, officer: Officer, approver: Approver) -> None:
    """The officer writes a version in which points decide; the approver reads and publishes it."""
    scheme = stage.corridor.scheme
    officer.open("office:corridors-scheme", scheme.id)
    officer.follow("office:corridors-draft", scheme.id)
    officer.press()
    draft = stage.look(lambda: next(row for row in agreements.versions(scheme.id) if row.state == "draft"))
    officer.open("office:corridors-version", draft.id)
    officer.follow("office:corridors-section", draft.id, "basics")
    officer.page.locator("main [name=method][value=points]").check()
    officer.press("/edit/basics/", "button[name=next]")
    officer.open("office:corridors-version", draft.id)
    officer.press("/submit/")
    approver.open("office:corridors-version", draft.id)
    approver.press("/publish/")
    rules = stage.look(lambda: agreements.rules_of(agreements.version(draft.id)))
    assert rules.method == "points"


def _season(stage: Stage) -> tuple[Any, list[str]]:
    """A season under the new rules with one open job order, and people who asked for it; their file numbers."""
    cast, corridor, today = stage.place.cast, stage.corridor, timezone.localdate()
    year = Year("points", today + timedelta(days=320), today + timedelta(days=500))
    season = asking.open_season(cast, corridor, year, POSTS + 1, today)
    record = asking.order_record(corridor, season, FARM, POSTS, 0, Random(3))
    record = record.model_copy(update={"start": year.starts_on, "end": year.ends_on, "training": []})
    order = asking.take(cast, corridor, {FARM: record}, today, until="open")[0]
    people = registering.register(cast, newcomers("round", "CO", {"Pereira": PEOPLE}, today, {"9211": PEOPLE}), today)
    choosing.apply(cast, corridor, people, [order], today, Random(1))
    names = stage.look(lambda: registry.names(list(people)))
    return season, [names[person].file_number for person in people]


def _published_before(outsider: Someone, round_id: uuid.UUID) -> str:
    """What an outsider keeps from the page while the draw is unknown: the seal."""
    outsider.open("public:rounds")
    outsider.follow("public:rounds-round", round_id)
    hashes = [text for text in outsider.page.locator("main code").all_inner_texts() if len(text) == 64]
    assert len(hashes) >= 3, "the seal, the version of the rules, and the hash of the frozen files"
    return hashes[0]


def _reads_why(stage: Stage, language: str, numbers: list[str]) -> str:
    """Each of two workers reads on a phone whether they were chosen and why, and their code in the public file."""
    codes = []
    for number in numbers[:2]:
        worker = Worker(stage.new_page(viewport={"width": 360, "height": 740}), stage.address, language)
        worker.sign_in(number)
        worker.open("worker:applications-list")
        row = stage.look(lambda number=number: selection.applications(SYSTEM).get(person__file_number=number))
        worker.follow("worker:applications-page", row.id)
        assert any(digit.isdigit() for digit in worker.text())
        found = [text for text in worker.page.locator("main strong bdi").all_inner_texts() if text.count("-") == 3]
        assert found, worker.text()
        codes.append(found[0])
    assert len(set(codes)) == 2
    return codes[0]


def _checks(outsider: Someone, round_id: uuid.UUID, seal: str, code: str, folder: Path) -> None:
    """The outsider downloads the file and the program, and checks the one with the other; a changed file is found."""
    outsider.open("public:rounds-round", round_id)
    file, program = folder / "round.ndjson", folder / "verify_round.py"
    for part, target in ((f"/rounds/{round_id}/file/", file), ("/rounds/verify_round.py", program)):
        with outsider.page.expect_download() as kept:
            outsider.page.locator(f"main a[href$='{part}']").first.click()
        kept.value.save_as(target)

    def verify() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", str(program), str(file), "--commitment", seal], capture_output=True, text=True
        )

    done = verify()
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    mine = [row for row in rows if row.get("line") == "result" and row["code"] == code]
    assert mine, "the worker finds their own line"
    assert sum(row.get("reason") == "obtained" for row in rows) == POSTS
    file.write_text(file.read_text().replace('"reason":"obtained"', '"reason":"fewer_points"', 1))
    assert verify().returncode != 0
