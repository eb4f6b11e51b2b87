"""The people of the season at their browsers: one class a role, each with the steps that are its own."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Error

PASSWORD = "corridor-demo-2027"
SIX_DIGITS = re.compile(r"\b(\d{6})\b")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


class Someone:
    """A person at a browser, in a language; every press of a button is a double click."""

    def __init__(self, page: Any, base: str, language: str) -> None:
        self.page, self.base, self.language = page, base, language

    def open(self, name: str, *args: Any) -> None:
        """Go to the page of a URL name; it must be there, in the person's language and direction."""
        with translation.override(self.language):
            path = reverse(name, args=args)
        answer = self.page.goto(f"{self.base}{path}")
        assert answer.status == 200, f"{answer.status} {path}"
        self.at_home()

    def at_home(self) -> None:
        """The page is in the person's language, has one heading, and nothing sticks out sideways."""
        told = self.page.evaluate(
            "() => [document.documentElement.lang, document.documentElement.dir,"
            " document.querySelectorAll('h1').length,"
            " document.documentElement.scrollWidth - document.documentElement.clientWidth]"
        )
        assert told[0] == self.language, self.page.url
        assert (told[1] == "rtl") == (self.language == "ar"), self.page.url
        assert told[2] == 1, f"{told[2]} headings on {self.page.url}"
        assert told[3] <= 0, f"{self.page.url} is {told[3]} px too wide"

    def follow(self, name: str, *args: Any) -> None:
        """Press the link on this page that leads to a URL name: people do not type addresses."""
        with translation.override(self.language):
            path = reverse(name, args=args)
        self.page.locator(f"main a[href='{path}']").first.click()
        self.page.wait_for_load_state()
        self.at_home()

    def form(self, ending: str = "") -> Any:
        """The form of this page whose address ends so; without one the form that is sent to the page itself."""
        found = "main form[method=post]"
        return self.page.locator(f"{found}[action$='{ending}']" if ending else f"{found}:not([action])").first

    def press(self, ending: str = "", button: str = "button:not([type=button])") -> None:
        """Send a form by a double click on its button; the answer must not be an error."""
        pressed = self.form(ending).locator(button).first
        try:
            with self.page.expect_navigation() as moved:
                pressed.dblclick()
            status = moved.value.status if moved.value else 200
            assert status < 400, f"{status} after {ending or 'the form'}"
        except Error as error:  # without scripts the second press takes the place of the first on its way
            if "ERR_ABORTED" not in str(error):
                raise
        self.page.wait_for_load_state()
        assert not self.page.locator("main .error-summary, main [role=alert] .error-text").count(), self.text()

    def tick(self, name: str, ending: str = "") -> None:
        """Tick every box of a form."""
        for box in self.form(ending).locator(f"[name={name}][type=checkbox]").all():
            box.check()

    def fill_day(self, name: str, day: date) -> None:
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.page.fill(f"main [name={name}_{part}]", str(value))

    def fill_step(self) -> None:
        """The form of a step of the path: everybody ticked, with what it asks for."""
        self.tick("step")
        for name, value in (("number", "GE-2027-014"), ("hours", "16")):
            if self.page.locator(f"main [name={name}]").count():
                self.page.fill(f"main [name={name}]", value)
        fit = self.page.locator("main [name=result][value=fit]")
        if fit.count():
            fit.first.check()
        self.press()

    def text(self) -> str:
        """What the page says, with digits that we can compare."""
        return str(self.page.locator("main").inner_text()).translate(DIGITS)

    def answers(self, ending: str = "") -> tuple[str, bytes]:
        """What a press on a form's button would send: its address, and its fields as a body."""
        button = self.form(ending).locator("button:not([type=button])").first
        target, fields = button.evaluate(
            "b => [new URL(b.form.getAttribute('action') || location.href, location.href).href,"
            " [...new FormData(b.form, b)].filter(([, value]) => typeof value === 'string')]"
        )
        return target, urllib.parse.urlencode([(name, value) for name, value in fields]).encode()

    def sender(self, ending: str = "") -> Callable[[], tuple[int, str]]:
        """The sending of a form as a function that any thread may call: (status, page), with this person's cookies."""
        target, body = self.answers(ending)
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.page.context.cookies())
        return lambda: _send(target, body, cookies)

    def five_times(self, ending: str = "") -> list[str]:
        """The same submission five times at once; none may be refused. Returns the pages that came back."""
        send = self.sender(ending)
        with ThreadPoolExecutor(5) as pool:
            sent = list(pool.map(lambda _n: send(), range(5)))
        assert [status for status, _page in sent] == [200] * 5, sent
        return [page for _status, page in sent]


def _send(target: str, body: bytes, cookies: str) -> tuple[int, str]:
    """Post a body and follow where it leads: (status, page)."""
    request = urllib.request.Request(target, body, {"Cookie": cookies, "Referer": target})  # noqa: S310
    opener = urllib.request.build_opener(_Keeping(cookies))
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class _Keeping(urllib.request.BaseHandler):
    """Sends the cookies along when an answer leads to another page."""

    def __init__(self, cookies: str) -> None:
        self.cookies = cookies

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        request.add_header("Cookie", self.cookies)
        return request


class Staff(Someone):
    """Somebody with an e-mail address and a password, and a second factor where the role asks."""

    def sign_in(self, login: str) -> "Staff":
        self.page.goto(f"{self.base}/{self.language}/sign-in/")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_load_state()
        if self.page.locator("[name=code]").count():
            found = SIX_DIGITS.search(self.text())
            assert found, self.text()
            self.page.fill("[name=code]", found[1])
            self.page.press("[name=code]", "Enter")
            self.page.wait_for_load_state()
        assert "/sign-in" not in self.page.url, self.text()
        return self


class Worker(Someone):
    """A worker: signs in by file number and the code that was sent."""

    def sign_in(self, number: str) -> "Worker":
        self.page.goto(f"{self.base}/{self.language}/sign-in/worker/")
        self.page.fill("[name=number]", number.lower().replace("-", " "))  # as people type it
        self.page.press("[name=number]", "Enter")
        self.page.wait_for_load_state()
        found = SIX_DIGITS.search(self.text())
        assert found, self.text()
        self.page.fill("[name=code]", found[1])
        self.page.press("[name=code]", "Enter")
        self.page.wait_for_load_state()
        assert "/sign-in" not in self.page.url, self.text()
        return self

    def apply(self, scheme_id: UUID) -> None:
        self.open("worker:applications-list")
        self.follow("worker:applications-apply", scheme_id)
        self.press()

    def accept_offer(self, offer_id: UUID) -> None:
        self.open("worker:offers-list")
        self.follow("worker:offers-page", offer_id)
        self.follow("worker:offers-accept", offer_id)
        self.press()

    def check_in(self) -> None:
        """Answer the question that waits on the first page: all is well."""
        self.open("worker:home")
        self.page.locator("main a[href*='/path/check-in/']").first.click()
        self.page.wait_for_load_state()
        self.at_home()
        self.press(button="button[name=answer][value=fine]")

    def accept_contract(self, contract_id: UUID) -> None:
        self.open("worker:contracts-list")
        if str(contract_id) not in self.page.url:
            self.open("worker:contracts-show", contract_id)
        self.press(f"/{contract_id}/accept/")


class Registrar(Staff):
    """Registers by keyboard only, adds the passport, confirms."""

    def type_newcomer(self, *, name: str, native: str, phone: str, language: str) -> None:
        """The nine fields of the quick registration, from the first to the last by the Tab key."""
        self.open("desk:registration-new")
        keys = self.page.keyboard
        self.page.locator("[name=name]").focus()
        for value in (name, native, "17", "5", "1994"):
            keys.type(value)
            keys.press("Tab")
        self._choose("sex", "F")
        for value in (phone, "Cuba", "9211", "18"):
            keys.type(value)
            keys.press("Tab")
            while not self._focus() or self._focus() in ("occupation_code",):
                keys.press("Tab")
        self._choose("language", language)

    def _focus(self) -> str:
        return str(self.page.evaluate("() => document.activeElement.name || ''"))

    def _choose(self, field: str, value: str) -> None:
        """A value of the list that has the focus, by arrow keys."""
        assert self._focus() == field, f"the Tab key has led to {self._focus() or 'nowhere'}, not to {field}"
        for _n in range(300):
            if self.page.evaluate("() => document.activeElement.value") == value:
                break
            self.page.keyboard.press("ArrowDown")
        assert self.page.evaluate("() => document.activeElement.value") == value
        self.page.keyboard.press("Tab")

    def send_by_keyboard(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("[name=name]").focus()
            self.page.keyboard.press("Control+Enter")
        self.page.wait_for_load_state()

    def add_passport(self, person_id: UUID, number: str, until: tuple[str, str, str]) -> None:
        self.open("desk:person-file", person_id)
        self.follow("desk:person-document", person_id)
        self.page.fill("[name=number]", number)
        for part, value in zip(("day", "month", "year"), until, strict=True):
            self.page.fill(f"[name=valid_until_{part}]", value)
        self.press()

    def open_account(self, person_id: UUID) -> None:
        """Where the registration has not opened one already."""
        self.open("desk:person-file", person_id)
        if self.form("/account/").count():
            self.press("/account/")

    def confirm(self, person_id: UUID) -> None:
        self.open("desk:person-file", person_id)
        self.press("/verify/")


class Officer(Staff):
    """Checks applications, runs a round, makes offers, sends contracts, follows the way."""

    def assess(self) -> None:
        self.open("office:rounds-list")
        self.press("/assess/")

    def open_round(self, season_id: UUID) -> None:
        self.open("office:rounds-open")
        self.follow("office:rounds-open-season", season_id)
        for box in self.page.locator("[name=orders]").all():
            box.check()
        self.fill_day("source_day", timezone.localdate())
        self.press()

    def enter_value(self, round_id: UUID, value: str) -> None:
        """The public value of the draw."""
        self.open("office:rounds-round", round_id)
        self.page.fill("main [name=value]", value)
        self.press("/value/")

    def step(self, round_id: UUID, action: str) -> None:
        self.open("office:rounds-round", round_id)
        self.press(f"/step/{action}/")

    def act_on_contracts(self, queue: str) -> None:
        """Do to all contracts of a queue what the queue is for."""
        self.open("office:contracts-list")
        self.page.locator(f"main a[href='?queue={queue}']").click()
        self.page.wait_for_load_state()
        for box in self.page.locator("main form [name=contract]").all():
            box.check()
        self.press("/act/")

    def record_step(self, code: str) -> None:
        """A step before departure, for all who wait."""
        self.open("office:departures-steps")
        self.follow("office:departures-batch", code)
        self.fill_step()

    def ask_for_clearances(self) -> None:
        self.open("office:departures-clearances")
        self.tick("placement", "/ask/")
        self.press("/ask/")

    def depart(self, on: date) -> None:
        """All of a day's list have left."""
        self.open("office:departures-day", on.isoformat())
        self.fill_day("on", on)
        self.press("/depart/")

    def confirm_returns(self) -> None:
        self.open("office:departures-returns")
        self.tick("placement", "/confirm/")
        self.press("/confirm/")


class Approver(Officer):
    """Decides and publishes; signs in with a second factor."""

    def issue_clearances(self) -> None:
        self.open("office:departures-clearances")
        self.tick("placement", "/issue/")
        self.press("/issue/")

    def approve(self, order_id: UUID) -> None:
        """Open a job order that waits for approval, ready to press."""
        self.open("office:orders-order", order_id)


class Attache(Officer):
    """Verifies contracts in the country of work."""


class Farmer(Staff):
    """Chooses among candidates, accepts contracts, receives, calls back."""

    def choose(self, round_id: UUID, order_id: UUID) -> None:
        self.open("employer:candidates-list")
        self.follow("employer:candidates-choose", round_id, order_id)
        for place, field in enumerate(self.page.locator("main form select").all(), start=1):
            field.select_option(f"place-{place}")
        self.press()

    def answer(self, round_id: UUID, order_id: UUID, reason: str) -> None:
        """Places for all but the last, who is refused for a reason about the work."""
        self.open("employer:candidates-list")
        self.follow("employer:candidates-choose", round_id, order_id)
        lists = self.page.locator("main form select").all()
        assert len(lists) > 1
        for place, field in enumerate(lists[:-1], start=1):
            field.select_option(f"place-{place}")
        lists[-1].select_option(reason)
        self.press()

    def accept_contracts(self) -> None:
        self.open("employer:contracts-list")
        for box in self.page.locator("main form [name=contract]").all():
            box.check()
        self.press("/accept/")

    def record_step(self, code: str) -> None:
        self.open("employer:workers-list")
        self.follow("employer:workers-steps", code)
        self.fill_step()

    def receive(self, left: date, arrived: date) -> None:
        """Confirm the arrival of those who left on a day, then their first day of work."""
        self.open("employer:workers-manifest", left.isoformat())
        self.fill_day("on", arrived)
        self.press("/arrive/")
        self.open("employer:workers-list")
        self.page.locator("main a[href*='show=arrived']").first.click()
        self.page.wait_for_load_state()
        self.tick("placement", "/start/")
        self.press("/start/")

    def end_season(self) -> None:
        self.open("employer:workers-list")
        self.follow("employer:workers-end")
        self.tick("placement")
        self.press()

    def recall(self, order_id: UUID) -> None:
        self.open("employer:candidates-recall")
        for box in self.page.locator("[name=person]").all():
            box.check()
        self.recall_ticked(order_id)

    def recall_ticked(self, order_id: UUID) -> None:
        """For a job order; with only one to choose from there is nothing to select."""
        if self.page.locator("main select[name=order]").count():
            self.page.select_option("main [name=order]", str(order_id))
        self.press()


class Counsellor(Staff):
    """Receives those who come back."""

    def record_return(self, person_id: UUID, placement_id: UUID) -> None:
        self.open("desk:path-return", placement_id)
        self.press()
