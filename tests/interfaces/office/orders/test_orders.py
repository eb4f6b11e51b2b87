"""Approvals: queues with ages, findings with their sources, decisions alone and in batches, by those who may."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from corridor.foundation.database.context import SYSTEM, acting
from corridor.stages.agreements import api as agreements
from corridor.stages.demand.models import JobOrder
from tests.harness.demand import World, world
from tests.harness.people import member, office


@pytest.fixture
def made(db: None) -> World:
    return world()


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def key_of(response: Any, number: int = 0) -> str:
    return re.findall(r'name="submission_key" value="([^"]+)"', response.content.decode())[number]


def decide(browser: Client, order: JobOrder, action: str, **answers: Any) -> Any:
    path = f"/en/office/orders/{order.id}/"
    body = {"action": action, "submission_key": key_of(browser.get(path)), **answers}
    return browser.post(f"{path}decide/", body)


def state_of(order: JobOrder) -> str:
    return str(JobOrder.objects.values_list("state", flat=True).get(id=order.id))


def test_each_sees_the_own_queue_first(made: World) -> None:
    submitted, verified = made.order("submitted"), made.order("verified")
    officer, approver = text(made.officer.client().get("/en/office/orders/")), text(
        made.approver.client().get("/en/office/orders/")
    )  # fmt: skip
    assert submitted.number in officer
    assert verified.number not in officer
    assert verified.number in approver
    assert submitted.number not in approver
    assert "nothing stands against it" in officer
    assert officer.count('class="button"') == 1


def test_page_names_findings_and_sources(made: World) -> None:
    order = made.order("submitted", terms={"wage": {"value": "1000", "currency": "EUR", "period": "month"}})
    page = text(made.officer.client().get(f"/en/office/orders/{order.id}/"))
    assert "SMI 2026" in page
    assert "1,323\u00a0EUR a month" in page
    assert "1 term blocks" in text(made.officer.client().get("/en/office/orders/"))
    assert 'value="verify"' not in page
    answer = made.officer.client().post(
        f"/en/office/orders/{order.id}/decide/",
        {"action": "verify", "submission_key": "01a20de1-cbae-75e4-8dba-1c5f0f1103e6"},
    )
    assert answer.status_code == 409
    assert state_of(order) == "submitted"


def test_way_through_the_office(made: World) -> None:
    order = made.order("submitted")
    officer, approver = made.officer.client(), made.approver.client()
    assert decide(officer, order, "verify").status_code == 302
    assert decide(approver, order, "approve").status_code == 302
    assert decide(officer, order, "open").status_code == 302
    assert state_of(order) == "open"
    assert order.number in text(officer.get("/en/office/orders/?queue=opened"))
    assert order.number in text(officer.get("/en/office/orders/?queue=all&q=condado"))
    assert decide(officer, order, "close").status_code == 302
    assert state_of(order) == "closed"


def test_refusal_needs_reason_and_remedy(made: World) -> None:
    order = made.order("verified")
    approver = made.approver.client()
    answer = decide(approver, order, "refuse", reason="No housing", remedy="")
    assert answer.status_code == 409
    assert "“What the employer can do” is missing" in text(answer)
    assert state_of(order) == "verified"
    assert decide(approver, order, "refuse", reason="No housing", remedy="Appeal").status_code == 302
    page = text(approver.get(f"/en/office/orders/{order.id}/"))
    assert "No housing" in page
    assert "Ministerio del Trabajo" in page


def test_batch_is_all_or_nothing(made: World) -> None:
    good = made.orders(3, "submitted", posts=2)
    bad = made.order("submitted", terms={"hours_week": {"value": "60"}})
    officer = made.officer.client()
    page = officer.get("/en/office/orders/?queue=verify")
    body = {"action": "verify", "submission_key": key_of(page), "order": [str(o.id) for o in [*good, bad]]}
    refused = officer.post("/en/office/orders/batch/", body, follow=True)
    assert f"Job order {bad.number} cannot pass" in text(refused)
    assert {state_of(o) for o in good} == {"submitted"}
    done = officer.post("/en/office/orders/batch/", {**body, "order": [str(o.id) for o in good]}, follow=True)
    assert "3 job orders are verified." in text(done)
    assert {state_of(o) for o in good} == {"verified"}
    again = officer.post("/en/office/orders/batch/", {**body, "order": [str(o.id) for o in good]}, follow=True)
    assert again.status_code == 200


def test_identical_orders_are_approved_together(made: World) -> None:
    orders = made.orders(4, "verified", posts=2)
    other = made.order("verified", posts=2, terms={"hours_week": {"value": "39"}})
    approver = made.approver.client()
    assert "Also 3 other job orders" in text(approver.get(f"/en/office/orders/{orders[0].id}/"))
    assert decide(approver, orders[0], "approve", same="on").status_code == 302
    assert {state_of(o) for o in orders} == {"approved"}
    assert state_of(other) == "verified"


def test_two_on_the_last_posts_of_the_quota(made: World) -> None:
    first, second = made.orders(2, "verified", posts=25)
    assert decide(made.approver.client(), first, "approve").status_code == 302
    late = decide(member("approver", scopes=(second.scheme.scope_id,)).client(), second, "approve")
    assert late.status_code == 409
    assert "15 posts left" in text(late)


def test_protected_occupation_is_asked_for_words(made: World) -> None:
    order = made.order("verified")
    with acting(SYSTEM, "test"):
        agreements.record_rule(
            kind="protected_occupation",
            country="CO",
            occupation="9211",
            value={},
            valid_from=order.start,
            source="Res. 12",
            by=SYSTEM,
        )
    approver = made.approver.client()
    assert "Nobody who applies is kept from leaving" in text(approver.get(f"/en/office/orders/{order.id}/"))
    assert decide(approver, order, "approve", reason="Surplus").status_code == 409
    assert decide(approver, order, "approve", reason="Surplus", mitigation="Training").status_code == 302
    assert "Res. 12" in text(approver.get(f"/en/office/orders/{order.id}/"))


def test_who_prepared_does_not_approve(made: World) -> None:
    both = member("officer", "approver", scopes=(made.season.scheme.scope_id,))
    order = made.order("submitted")
    assert decide(both.client(), order, "verify").status_code == 302
    assert "Somebody else must approve it" in text(both.client().get(f"/en/office/orders/{order.id}/"))
    answer = both.client().post(
        f"/en/office/orders/{order.id}/decide/",
        {"action": "approve", "submission_key": "01a20de1-cbae-75e4-8dba-1c5f0f1103e6"},
    )
    assert answer.status_code == 409


def test_others_stay_outside(made: World) -> None:
    order = made.order("submitted")
    for role in ("statistician", "administrator", "counsellor", "employer"):
        browser = member(role).client()
        for path in ("orders/", f"orders/{order.id}/", "orders/imports/", "orders/coding/"):
            assert browser.get(f"/en/office/{path}").status_code == 403, (role, path)
    inspector = member("inspector").client()
    assert inspector.get(f"/en/office/orders/{order.id}/").status_code == 200
    assert inspector.post(f"/en/office/orders/{order.id}/decide/", {"action": "verify"}).status_code == 403


def test_queue_costs_a_bounded_number_of_statements(made: World, django_assert_max_num_queries: Any) -> None:
    made.orders(40, "submitted", posts=1)
    browser = made.officer.client()
    browser.get("/en/office/orders/")
    with django_assert_max_num_queries(14):
        browser.get("/en/office/orders/")


def test_buttons_are_for_whoever_holds_the_permission_in_this_scheme(made: World) -> None:
    submitted, opened = made.order("submitted"), made.order("open")
    elsewhere = member("officer", "approver", at=office()).client()
    for order, button in ((submitted, "verify"), (opened, "close")):
        path = f"/en/office/orders/{order.id}/"
        assert f'value="{button}"' in text(made.officer.client().get(path))
        page = text(elsewhere.get(path))
        assert order.number in page
        assert 'name="action"' not in page
    assert 'value="verify"' in text(made.attache.client().get(f"/en/office/orders/{submitted.id}/"))
