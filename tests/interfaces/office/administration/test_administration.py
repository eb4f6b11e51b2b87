"""An administrator opens accounts and gives roles, and meets no worker; an auditor reads the record."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.models import Account, Grant, Office, Organisation
from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, acting, note_read
from corridor.foundation.database.keys import uuid7
from tests.harness.people import Member, member, office, signed_in

HERE = "/en/office/administration/"


@pytest.fixture
def administrator(db: None) -> Member:
    return member("administrator", at=office())


def key() -> str:
    return str(uuid.uuid4())


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_account_is_opened_and_its_password_shown_once(administrator: Member) -> None:
    browser = administrator.client()
    body = {
        "name": "Rosa Gil",
        "login": "Rosa@example.org",
        "organisation": Organisation.objects.get(id=administrator.account.organisation_id).name,
        "language": "es",
        "submission_key": key(),
    }
    shown = text(browser.post(f"{HERE}accounts/new/", body))
    password = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", shown)
    made = Account.objects.get(login="rosa@example.org")
    assert password and made.must_change and made.check_password(password.group())
    again = browser.post(f"{HERE}accounts/new/", body, follow=True)
    assert password.group() not in text(again) and "Rosa Gil" in text(again)
    assert Account.objects.filter(name="Rosa Gil").count() == 1
    taken = text(browser.post(f"{HERE}accounts/new/", {**body, "submission_key": key()}))
    assert "already an account" in taken and 'id="id_login-error"' in taken


def test_organisation_is_found_by_a_part_of_its_name_and_chosen_where_several_fit(administrator: Member) -> None:
    browser = administrator.client()
    with acting(SYSTEM, "test"):
        farms = [Organisation.objects.create(name=f"Finca {n} del Sur", kind="employer", country="ES") for n in "AB"]
        twins = [Organisation.objects.create(name="Servicio Norte", kind="service", country=c) for c in ("CO", "ES")]
    page = text(browser.get(f"{HERE}accounts/new/"))
    assert '<option value="Servicio Norte">' in page and "Finca" not in page

    def sent(name: str, words: str, **more: str) -> str:
        body = {"name": name, "login": f"{key()}@example.org", "language": "es", "submission_key": key()}
        return text(browser.post(f"{HERE}accounts/new/", {**body, "organisation": words, **more}))

    several = sent("Ana", "finca sur")
    assert "More than one organisation fits" in several and all(str(farm.id) in several for farm in farms)
    assert "There is no organisation by this name" in sent("Ana", "Nowhere")
    sent("Ana", "finca a d")
    assert Account.objects.get(name="Ana").organisation == farms[0]
    assert "Which one?" in sent("Eva", "Servicio Norte")
    sent("Eva", "Servicio Norte", organisation_id=str(twins[1].id))
    assert Account.objects.get(name="Eva").organisation == twins[1]


def test_role_is_given_at_a_fitting_place_until_a_day_and_ended(administrator: Member) -> None:
    browser, someone = administrator.client(), member(at=administrator.office)
    place = administrator.office
    assert place is not None
    page = f"{HERE}accounts/{someone.account.id}/"
    assert "No role yet" in text(browser.get(page))
    day = {"until_day": "1", "until_month": "2", "until_year": str(timezone.localdate().year + 1)}
    wrong = text(browser.post(f"{page}give/", {"role": "counsellor", "place": "", "submission_key": key()}))
    assert "This role does not work there" in wrong
    browser.post(f"{page}give/", {"role": "counsellor", "place": str(place.scope_id), "submission_key": key(), **day})
    grant = Grant.objects.get(account=someone.account)
    assert (grant.role, grant.scope_id) == ("counsellor", place.scope_id) and grant.until is not None
    assert (grant.until.day, grant.until.month, grant.until.hour) == (1, 2, 23)
    assert someone.actor().can("registry.register")
    browser.post(f"{page}roles/{grant.id}/end/", {"submission_key": key()})
    assert not someone.actor().can("registry.register")
    assert "Roles that have ended" in text(browser.get(page))


def test_a_day_that_is_over_is_refused(administrator: Member) -> None:
    someone = member(at=administrator.office)
    body = {
        "role": "auditor",
        "place": "",
        "until_day": "1",
        "until_month": "2",
        "until_year": "2020",
        "submission_key": key(),
    }
    answer = administrator.client().post(f"{HERE}accounts/{someone.account.id}/give/", body)
    assert "This day is over" in text(answer) and not Grant.objects.filter(account=someone.account).exists()


def test_nobody_administers_oneself(administrator: Member) -> None:
    browser, page = administrator.client(), f"{HERE}accounts/{administrator.account.id}/"
    assert "This is your own account" in text(browser.get(page))
    assert "Give this role" not in text(browser.get(page))
    body = {"role": "auditor", "place": "", "submission_key": key()}
    assert "Nobody changes their own rights" in text(browser.post(f"{page}give/", body))
    browser.post(f"{page}state/", {"action": "close", "submission_key": key()})
    assert Account.objects.get(id=administrator.account.id).is_active


def test_authenticator_is_shown_once_and_its_lack_is_said(administrator: Member) -> None:
    browser, decider = administrator.client(), member("approver", at=administrator.office)
    page = f"{HERE}accounts/{decider.account.id}/"
    assert "there is none yet" in text(browser.get(page))
    assert "authenticator missing" in text(browser.get(f"{HERE}accounts/?role=approver"))
    body = {"submission_key": key()}
    shown = text(browser.post(f"{page}device/", body))
    assert "otpauth://totp/Corridor" in shown and "<svg" in shown
    assert "otpauth://" not in text(browser.post(f"{page}device/", body, follow=True))
    assert "there is none yet" not in text(browser.get(page))


def test_closed_account_is_listed_apart_and_opens_again(administrator: Member) -> None:
    browser, someone = administrator.client(), member("counsellor", at=administrator.office)
    page = f"{HERE}accounts/{someone.account.id}/"
    browser.post(f"{page}state/", {"action": "close", "submission_key": key()})
    assert someone.account.name not in text(browser.get(f"{HERE}accounts/"))
    assert someone.account.name in text(browser.get(f"{HERE}accounts/?state=closed"))
    browser.post(f"{page}state/", {"action": "open", "submission_key": key()})
    assert someone.account.name in text(browser.get(f"{HERE}accounts/"))


def test_worker_has_no_page_here(administrator: Member) -> None:
    worker = Account.objects.create(login="CO-7K3M-92XQ", name="Ana Peña", person_id=uuid7())
    browser = administrator.client()
    assert "CO-7K3M" not in text(browser.get(f"{HERE}accounts/?q=Ana"))
    for path in ("", "give/", "device/", "password/", "state/"):
        address = f"{HERE}accounts/{worker.id}/{path}"
        answer = browser.get(address) if not path else browser.post(address, {"submission_key": key()})
        assert answer.status_code == 404, path


def test_organisation_and_office_are_entered(administrator: Member) -> None:
    browser = administrator.client()
    body = {"name": "Ministerio del Trabajo", "kind": "ministry", "country": "CO", "submission_key": key()}
    browser.post(f"{HERE}organisations/new/", body)
    made = Organisation.objects.get(name="Ministerio del Trabajo")
    page = f"{HERE}organisations/{made.id}/"
    assert "No office yet" in text(browser.get(page))
    assert '<option value="America/Bogota" selected>' in browser.get(page).content.decode()
    body = {"name": "Sede central", "town": "Bogotá", "phone": "+57 1", "time_zone": "America/Bogota"}
    browser.post(page, {**body, "submission_key": key()})
    place = Office.objects.get(organisation=made)
    assert (place.town, place.phone, place.scope.kind) == ("Bogotá", "+57 1", "office")
    assert "Sede central" in text(browser.get(page))
    listed = text(browser.get(f"{HERE}organisations/?kind=ministry"))
    assert "Ministerio" in listed and "Servicio de Empleo" not in listed


def test_overview_says_the_next_step(administrator: Member) -> None:
    shown = text(administrator.client().get(HERE))
    assert "A second administrator" in shown and "to do" in shown and shown.count('class="card next"') == 1


def test_matrix_of_roles_agrees_with_the_roles(administrator: Member) -> None:
    answer = administrator.client().get(f"{HERE}roles/")
    cells = {
        (role.code, row["words"])
        for part in answer.context["parts"]
        for row in part
        for role, may in row["cells"]
        if may
    }
    assert sum(len(role.permissions) for role in answer.context["roles"]) == len(cells)
    assert text(answer).count("yes: ") >= len(cells)


def test_accounts_cost_no_query_each(administrator: Member, django_assert_max_num_queries: Any) -> None:
    for _n in range(12):
        member("counsellor", at=administrator.office)
    browser = administrator.client()
    with django_assert_max_num_queries(20):
        assert text(browser.get(f"{HERE}accounts/")).count("counsellor ") >= 12


@pytest.fixture
def auditor(db: None) -> Client:
    return member("auditor", at=office()).client()


def test_record_shows_codes_and_no_worker(auditor: Client) -> None:
    worker = Account.objects.create(login="CO-7K3M-92XQ", name="Ana Peña", person_id=uuid7())
    with acting(SYSTEM, "look"):
        by = manage_actor(worker)
        timeline.record("registry.completed", by=by, subject=worker, person_id=worker.person_id, fields=["phone"])
        note_read([worker.person_id])
    shown = text(auditor.get("/en/office/record/", {"verb": "registry.completed"}))
    assert "a worker's file" in shown and "A worker" in shown and "fields=" in shown
    assert "Ana" not in shown and str(worker.person_id) not in shown and str(worker.id) not in shown
    read = text(auditor.get("/en/office/record/readings/"))
    assert "Corridor itself" in read and "look" in read


def manage_actor(account: Account) -> Any:
    from corridor.foundation.accounts.actors import actor_for

    return actor_for(account)


def test_record_goes_on_after_a_page(auditor: Client) -> None:
    with acting(SYSTEM, "test"):
        subject = Office.objects.first()
        timeline.record_many("test.done", by=SYSTEM, entries=[(subject, None, {"n": n}) for n in range(150)])
    first = auditor.get("/en/office/record/", {"verb": "test.done"})
    second = auditor.get("/en/office/record/" + first.context["more"])
    numbers = [row["event"].codes["n"] for answer in (first, second) for row in answer.context["rows"]]
    assert sorted(numbers) == list(range(150)) and second.context["more"] == ""
    assert auditor.get("/en/office/record/?day=2000-01-01&days=1").context["rows"] == []
    assert auditor.get("/en/office/record/?day=x&days=9&below=x").status_code == 200


def test_only_an_administrator_reaches_accounts(db: None) -> None:
    worker = Account.objects.create(login="CO-7K3M-92XQ", name="Ana", person_id=uuid7())
    with acting(SYSTEM, "test"):
        assert manage.first_password()
    assert signed_in(worker).get(f"{HERE}accounts/").status_code == 403
    assert member("officer", at=office()).client().get(f"{HERE}accounts/").status_code == 403
