"""What goes wrong on slow lines and busy days: repeats, a sign-in that ends, two at once. Nothing accepted is lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor

from corridor.foundation.database.context import SYSTEM
from corridor.stages.contracts import api as contracts
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api as selection
from tests.stories.conftest import Offered, Stage
from tests.stories.people import PASSWORD, Approver, Registrar, Worker

NEWCOMER = {"name": "Grace Adeyemi Cole", "native": "", "phone": "+571000009001", "language": "eng"}
NO_SCRIPTS = {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}


def test_same_registration_five_times_is_one_file(stage: Stage) -> None:
    registrar = stage.staff(Registrar, "registrar", "en")
    registrar.type_newcomer(**NEWCOMER)
    pages = registrar.five_times()
    person = stage.look(lambda: registry.people(SYSTEM).get())
    assert all(person.file_number in page for page in pages), "each gets the same receipt"


def test_double_click_without_scripts_accepts_an_offer_once(stage: Stage, offered: Offered) -> None:
    """The script that swallows a second press is not there: the server must hold by itself."""
    worker = Worker(stage.new_page(**NO_SCRIPTS), stage.address, "es").sign_in(offered.number)
    worker.accept_offer(offered.offer_id)
    assert _accepted_once(stage, offered)


def test_same_acceptance_five_times_makes_one_contract(stage: Stage, offered: Offered) -> None:
    worker = Worker(stage.new_page(), stage.address, "es").sign_in(offered.number)
    worker.open("worker:offers-accept", offered.offer_id)
    worker.five_times()
    assert _accepted_once(stage, offered)


def test_form_sent_after_the_sign_in_has_ended_comes_back(stage: Stage) -> None:
    registrar = stage.staff(Registrar, "registrar", "en")
    registrar.type_newcomer(**NEWCOMER)
    registrar.page.context.clear_cookies(name="sessionid")
    registrar.page.keyboard.press("Control+Enter")
    registrar.page.wait_for_selector("[name=password]")
    assert stage.look(lambda: registry.people(SYSTEM).count()) == 0
    registrar.page.fill("[name=login]", stage.place.cast.accounts["registrar"].login)
    registrar.page.fill("[name=password]", PASSWORD)
    registrar.page.press("[name=password]", "Enter")
    registrar.page.wait_for_selector("input[type=hidden][name=phone]", state="attached")
    with registrar.page.expect_navigation():
        registrar.page.locator("main form button").first.dblclick()
    person = stage.look(lambda: registry.people(SYSTEM).get())
    assert person.name == NEWCOMER["name"]
    assert person.file_number in registrar.text()


def test_two_approvers_on_the_last_post_at_once(stage: Stage, last_post: list[uuid.UUID]) -> None:
    """The quota has one post left, and each approver presses for another order: one is told that it is gone."""
    approvers = [stage.staff(Approver, part, "en") for part in ("approver", "approver second")]
    senders = []
    for approver, order_id in zip(approvers, last_post, strict=True):
        approver.open("office:orders-order", order_id)
        senders.append(approver.sender("/decide/"))
    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(lambda send: send(), senders))
    states = stage.look(lambda: sorted(demand.orders(SYSTEM).filter(id__in=last_post).values_list("state", flat=True)))
    assert states == ["approved", "verified"]
    assert all(status < 500 for status, _page in sent)
    assert sum("posts left" in page for _status, page in sent) == 1, "one approver reads why"


def _accepted_once(stage: Stage, offered: Offered) -> bool:
    offer = stage.look(lambda: selection.offer(offered.offer_id, SYSTEM))
    made = stage.look(lambda: contracts.contracts(SYSTEM).filter(offer_id=offered.offer_id).count())
    order = stage.look(lambda: demand.order(stage.order_id, SYSTEM))
    return (offer.state, made, order.filled, order.reserved) == ("accepted", 1, 1, 0)
