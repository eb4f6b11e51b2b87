"""An employer says on one page who may act for it, and ends it there."""

import html
import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.demand import api as demand
from corridor.stages.demand.models import Mandate
from tests.harness.demand import licence, mandate, world
from tests.harness.people import member, organisation

PATH = "/en/employer/recruiters/"


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def key_of(page: str) -> str:
    found = re.search(r'name="submission_key" value="([^"]+)"', page)
    assert found
    return found[1]


def term(first: date, last: date) -> dict[str, str]:
    return {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in (("valid_from", first), ("valid_until", last))
        for part in ("day", "month", "year")
    }


def test_an_employer_gives_and_ends_a_mandate(db: None) -> None:
    made, held = world(), licence()
    browser, today = made.farmer.client(), timezone.localdate()
    assert PATH in text(browser.get("/en/employer/"))
    page = text(browser.get(PATH))
    assert "Nobody acts for you" in page
    answers = {**term(today, today + timedelta(days=90)), "country": "CO"}
    wrong = browser.post(PATH, {**answers, "number": "CO-0", "submission_key": key_of(page)})
    assert wrong.status_code == 422
    assert "No licence has this number" in text(wrong)
    done = browser.post(PATH, {**answers, "number": held.number, "submission_key": key_of(text(browser.get(PATH)))})
    assert done.status_code == 302, text(done)
    row = Mandate.objects.get()
    assert (row.employer_id, row.licence_id) == (made.employer.id, held.id)
    page = text(browser.get(PATH))
    assert "may act for you" in page
    assert f"End the mandate of {held.name}" in page
    assert browser.post(f"{PATH}{row.id}/end/", {"submission_key": key_of(page)}).headers["Location"] == PATH
    row.refresh_from_db()
    assert row.ended_by == made.farmer.account.id
    assert "Mandates that have ended" in text(browser.get(PATH))


def test_a_suspended_licence_shows(db: None) -> None:
    made, held = world(), licence()
    mandate(made.employer, held)
    with acting(SYSTEM, "test"):
        demand.suspend_licence(held.id, reason="Charged workers", remedy="Appeal", by=SYSTEM)
    assert "licence not valid" in text(made.farmer.client().get(PATH))
    assert "No employer lets you act" in text(
        member("recruiter", within=held.organisation).client().get("/en/employer/")
    )


def test_nobody_reads_or_ends_the_mandates_of_others(db: None) -> None:
    made, held = world(), licence()
    given = mandate(made.employer, held)
    other = member("employer", within=organisation("Viveros", "employer", "ES")).client()
    page = text(other.get("/en/employer/register/"))
    answer = other.post(f"{PATH}{given.id}/end/", {"submission_key": key_of(page)}, follow=True)
    assert answer.status_code == 404 or "There is no such mandate" in text(answer)
    given.refresh_from_db()
    assert given.ended_at is None
    assert member("recruiter", within=held.organisation).client().get(PATH).status_code == 403
