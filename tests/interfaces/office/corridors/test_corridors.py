"""A ministry sets up a corridor on a screen: from the first question to a season, by two people, without a script."""

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from corridor.foundation.accounts import manage
from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.office.corridors import compose
from corridor.interfaces.office.corridors.sections import CLAUSE_GROUPS, OF_ONE_JOB, SECTION_OF_PART, SECTIONS
from corridor.interfaces.office.corridors.words import METHOD_NOTES, METHODS
from corridor.rules.terms import CLAUSES
from corridor.stages.agreements import api
from tests.harness.people import Member, member

SCHEME = {
    "code": "co-es-agri",
    "name": "Seasonal farm work in Spain",
    "origin": "CO",
    "destination": "ES",
    "sector": "agriculture",
    "channel": "state_to_state",
    "legal_basis": "none",
    "agreement": "",
}


@pytest.fixture
def officer(db: None) -> Member:
    return member("officer")


@pytest.fixture
def desk(officer: Member) -> Client:
    return officer.client()


@pytest.fixture
def second(db: None) -> Member:
    """An approver; a test that has a scheme lets them decide on it, as an administrator would."""
    return member("approver")


@pytest.fixture
def approver(second: Member) -> Client:
    return second.client()


def let_decide(second: Member, scheme: api.Scheme) -> None:
    with acting(SYSTEM, "test"):
        manage.give_role(second.account, "approver", scope=scheme.scope_id, by=SYSTEM)


@pytest.fixture
def scheme(officer: Member) -> api.Scheme:
    given = {name: value for name, value in SCHEME.items() if name != "agreement"}
    with acting(officer.actor(), "test"):
        return api.create_scheme(**given, by=officer.actor())


@pytest.fixture
def draft(officer: Member, second: Member, scheme: api.Scheme) -> api.SchemeVersion:
    let_decide(second, scheme)
    with acting(officer.actor(), "test"):
        return api.draft_version(scheme.id, api.example_rules(), by=officer.actor())


def at(name: str, *args: Any) -> str:
    return reverse(f"office:{name}", args=args)


def key() -> dict[str, str]:
    return {"submission_key": str(uuid.uuid4())}


def errors(answer: Any) -> str:
    """The mistakes that a page names, for the message of a failing test."""
    return re.sub(r"<[^>]+>", " ", " ".join(re.findall(r'class="(?:error-text|summary)".*?</(?:p|div)>', text(answer))))


def text(answer: Any) -> str:
    """The page with plain spaces."""
    return str(answer.content.decode().replace("\u00a0", " "))


def boxes(page: str) -> dict[str, Any]:
    """What a browser without scripts would send from the first form that has rows or a mark, no button pressed."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, list[str]] = {}
            self.select: str = ""
            self.first: str | None = None
            self.chosen: list[str] = []
            self.area: str = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            a = dict(attrs)
            name = a.get("name") or ""
            if tag == "input" and name and a.get("type") not in ("submit", "button"):
                if a.get("type") in ("radio", "checkbox") and "checked" not in a:
                    return
                self.found.setdefault(name, []).append(a.get("value") or ("on" if a.get("type") == "checkbox" else ""))
            elif tag == "select":
                self.select, self.first, self.chosen = name, None, []
            elif tag == "option":
                self.first = self.first if self.first is not None else a.get("value") or ""
                if "selected" in a:
                    self.chosen.append(a.get("value") or "")

        def handle_endtag(self, tag: str) -> None:
            if tag == "select":
                self.found.setdefault(self.select, []).extend(self.chosen or [self.first or ""])

    reader = Reader()
    main = page[page.index('name="mark"') - 60 :]
    reader.feed(main[: main.index("</form>")])
    return dict(reader.found)


def test_every_clause_and_every_part_has_its_place() -> None:
    assert {code for _title, codes in CLAUSE_GROUPS for code in codes} | set(OF_ONE_JOB) == set(CLAUSES)
    assert set(SECTION_OF_PART) == set(api.SchemeRules.model_fields)


def test_every_method_says_what_it_does_and_costs() -> None:
    assert set(METHODS) == set(METHOD_NOTES)
    for code in METHODS:
        assert api.read_rules({"method": code}).method == code


def test_from_the_first_question_to_a_season(desk: Client, second: Member, approver: Client) -> None:
    assert "No corridor is set up yet" in desk.get(at("corridors")).content.decode()
    made = desk.post(at("corridors-new"), {**SCHEME, **key()})
    scheme_id = uuid.UUID(made["Location"].split("/")[-3])
    assert made["Location"] == at("corridors-draft", scheme_id)
    begun = desk.post(made["Location"], {"source": "example", **key()})
    version_page = begun["Location"]
    version_id = uuid.UUID(version_page.split("/")[-2])
    assert "No method is chosen for you" in text(desk.get(version_page)), "the example has no method either"
    assert desk.post(at("corridors-submit", version_id), key(), follow=True).status_code == 200
    basics = at("corridors-section", version_id, "basics")
    page = desk.get(basics).content.decode()
    sent = boxes(page)
    assert "method" not in sent, "no method is ticked before somebody ticks one"
    assert page.count('name="method"') == len(METHODS)
    assert desk.post(basics, {**sent, "save": "1"}).status_code == 200, "and none is taken when nobody does"
    assert desk.post(basics, {**sent, "method": "draw", "save": "1"}).status_code == 302
    read = text(desk.get(version_page))
    assert "A draw alone, each worker" in read
    assert "give nobody points" in read
    desk.post(basics, {**sent, "method": "employer_choice", "save": "1"})
    assert "These rules are complete" in desk.get(version_page).content.decode()
    # The approver reads the draft and finds no button yet.
    assert "Publish the rules" not in approver.get(version_page).content.decode()
    desk.post(at("corridors-submit", version_id), key())
    assert "Publish the rules" not in approver.get(version_page).content.decode()  # of another scheme, so far
    let_decide(second, api.scheme(scheme_id))
    read = approver.get(version_page).content.decode()
    assert "Publish the rules" in read
    assert "Publish the rules" not in desk.get(version_page).content.decode()
    today = date.today()  # noqa: DTZ011
    day = {"effective_from_day": today.day, "effective_from_month": today.month, "effective_from_year": today.year}
    done = approver.post(at("corridors-publish", version_id), {**day, **key()})
    assert done.status_code == 302, errors(done)
    season = {
        "code": "2027",
        "starts_on_day": "1",
        "starts_on_month": "2",
        "starts_on_year": "2027",
        "ends_on_day": "31",
        "ends_on_month": "7",
        "ends_on_year": "2027",
        "quota": "1000",
        "reserve": "٥٠",
    }
    opened = approver.post(at("corridors-season-new", scheme_id), {**season, **key()})
    assert opened.status_code == 302, opened.content.decode()
    shown = approver.get(opened["Location"]).content.decode()
    assert "1,000" in shown
    assert ">50<" in shown
    released = approver.post(f"{opened['Location']}release/", {"posts": "20", **key()}, follow=True)
    assert "1,020" in released.content.decode()
    listed = desk.get(at("corridors")).content.decode()
    assert "0 of 1,020" in listed


def test_what_waits_stands_on_the_first_page(officer: Member, draft: api.SchemeVersion) -> None:
    second, same = member("approver", scopes=(draft.scheme.scope_id,)).actor(), officer.actor()
    with acting(SYSTEM, "test"):
        assert compose.tasks(second) == compose.tasks(same) == compose.tiles(second) == []
        api.submit_version(draft.id, by=same)
        assert [task.url for task in compose.tasks(second)] == [at("corridors-version", draft.id)]
        assert compose.tasks(same) == []
        api.return_version(draft.id, reason="The wage", remedy="Write it", by=second)
        assert [task.text for task in compose.tasks(same)] == ["The wage"]
        api.submit_version(draft.id, by=same)
        api.publish_version(draft.id, by=second)
        days = {"starts_on": date(2027, 2, 1), "ends_on": date(2099, 7, 31)}
        api.open_season(draft.scheme_id, code="2027", quota=10, reserve=2, by=second, **days)
        assert [tile.figure for tile in compose.tiles(second)] == ["0 of 10"]
        assert compose.tiles(member("inspector").actor()) == []


def test_a_second_press_makes_nothing_twice(desk: Client) -> None:
    same = {**SCHEME, **key()}
    first, second = desk.post(at("corridors-new"), same), desk.post(at("corridors-new"), same)
    assert first["Location"] == second["Location"]
    refused = desk.post(at("corridors-new"), {**SCHEME, **key()})
    assert refused.status_code == 200
    assert "This short name is empty or taken" in refused.content.decode()


@pytest.mark.parametrize("code", list(SECTIONS))
def test_opening_and_saving_a_section_changes_nothing(desk: Client, draft: api.SchemeVersion, code: str) -> None:
    url = at("corridors-section", draft.id, code)
    page = desk.get(url).content.decode()
    saved = desk.post(url, boxes(page))
    assert saved.status_code == 302, re.sub(r"<[^>]+>", " ", saved.content.decode())
    with acting(SYSTEM, "test"):
        assert api.version(draft.id).document == draft.document


def test_path_is_built_without_a_script(desk: Client, draft: api.SchemeVersion) -> None:
    url = at("corridors-section", draft.id, "path")
    sent = boxes(desk.get(url).content.decode())
    moved = desk.post(url, {**sent, "rows": "path:up:1"}).content.decode()
    assert moved.index('value="contract_verified"') < moved.index('value="identity_check"')
    sent = boxes(moved)
    added = desk.post(url, {**sent, "rows": "path:add"}).content.decode()
    assert 'id="path-8"' in added
    assert "Something needs a change" not in added
    sent = boxes(added)
    sent |= {
        "path-8-code": "vaccination",
        "path-8-title_en": "Vaccination",
        "path-8-owner": "worker",
        "path-8-due_days_before_start": "٤٠",
    }
    removed = desk.post(url, {**sent, "rows": "path:remove:7"}).content.decode()
    assert 'value="travel"' not in removed.split("What must be done before")[0]
    with acting(SYSTEM, "test"):
        assert api.version(draft.id).document == draft.document  # nothing is saved until it is asked for
    saved = desk.post(url, {**boxes(removed), "next": "1"})
    assert saved["Location"] == at("corridors-section", draft.id, "deciders")
    with acting(SYSTEM, "test"):
        steps = api.rules_of(api.version(draft.id)).path
    assert [step.code for step in steps][:2] == ["contract_verified", "identity_check"]
    assert (steps[-1].code, steps[-1].due_days_before_start, len(steps)) == ("vaccination", 40, 8)


def test_a_circle_in_the_path_is_told_where_it_is_written(desk: Client, draft: api.SchemeVersion) -> None:
    url = at("corridors-section", draft.id, "path")
    sent = boxes(desk.get(url).content.decode())
    sent["path-0-after"] = ["travel"]
    answer = desk.post(url, {**sent, "save": "1"}).content.decode()
    assert "waits for itself through other steps" in answer


def test_mistakes_stand_beside_their_box(desk: Client, draft: api.SchemeVersion) -> None:
    url = at("corridors-section", draft.id, "clocks")
    sent = boxes(desk.get(url).content.decode())
    answer = desk.post(url, {**sent, "offer_days": "soon", "save": "1"}).content.decode()
    assert 'href="#id_offer_days"' in answer


def test_two_who_change_the_same_part_do_not_undo_each_other(desk: Client, draft: api.SchemeVersion) -> None:
    other = member("officer", scopes=(draft.scheme.scope_id,)).client()
    url = at("corridors-section", draft.id, "clocks")
    first, second = boxes(desk.get(url).content.decode()), boxes(other.get(url).content.decode())
    assert desk.post(url, {**first, "offer_days": "9"}).status_code == 302
    answer = other.post(url, {**second, "offer_days": "5"})
    assert "Somebody else has changed this part" in answer.content.decode()
    assert other.post(url, {**second, "offer_days": "9"}).status_code == 302  # both wrote the same


def test_what_is_missing_stands_on_the_page_and_blocks(desk: Client, scheme: api.Scheme) -> None:
    begun = desk.post(at("corridors-draft", scheme.id), {"source": "empty", **key()})
    version_id = uuid.UUID(begun["Location"].split("/")[-2])
    page = desk.get(begun["Location"]).content.decode()
    assert "To be mended before these rules can be sent" in page
    assert at("corridors-section", version_id, "path") in page
    assert "Send to be published" not in page
    answer = desk.post(at("corridors-submit", version_id), key(), follow=True).content.decode()
    assert "The rules cannot be accepted yet" in answer


def test_rules_are_returned_with_reason_and_mended(desk: Client, approver: Client, draft: api.SchemeVersion) -> None:
    desk.post(at("corridors-submit", draft.id), key())
    url = at("corridors-return", draft.id)
    assert approver.post(url, {"reason": "", "remedy": "x", **key()}).status_code == 200
    given = {"reason": "The wage is last year's.", "remedy": "Write that of 2027."}
    assert approver.post(url, {**given, **key()}).status_code == 302
    page = desk.get(at("corridors-version", draft.id)).content.decode()
    assert "The wage is last year&#x27;s." in page
    assert "Write that of 2027." in page
    assert "Change a part" in page


def test_versions_are_compared_clause_by_clause(desk: Client, approver: Client, draft: api.SchemeVersion) -> None:
    here = (draft.scheme.scope_id,)
    officer, second = member("officer", scopes=here).actor(), member("approver", scopes=here).actor()
    with acting(SYSTEM, "test"):
        api.submit_version(draft.id, by=officer)
        api.publish_version(draft.id, by=second)
        rules = api.example_rules().model_dump(mode="json")
        rules["standard_terms"]["wage"]["value"] = "1200"
        rules["offer_days"] = 3
        later = api.draft_version(draft.scheme_id, api.read_rules(rules), by=officer)
    page = text(desk.get(at("corridors-compare", later.id, draft.id)))
    assert "1,323 EUR a month" in page
    assert "1,200 EUR a month" in page
    assert "worse" in page
    assert "3 days" in page


def test_a_rule_of_law_is_recorded_with_its_source(desk: Client) -> None:
    start = at("corridors-rule-new")
    assert "Choose the clause" in desk.get(f"{start}?kind=clause_floor").content.decode()
    url = f"{start}?kind=wage_floor&clause=&cost="
    assert "Hours of a week on which it rests" in desk.get(url).content.decode()
    given = {
        "country": "ES",
        "occupation": "92",
        "wage": "1.259,00",
        "wage_period": "month",
        "currency": "EUR",
        "hours": "40",
        "valid_from_day": "1",
        "valid_from_month": "1",
        "valid_from_year": "2027",
        "source": "Real Decreto",
    }
    assert "missing" in desk.post(url, {**given, "source": "", **key()}).content.decode()
    wrong = desk.post(url, {**given, "wage_period": "", **key()}).content.decode()
    assert "Say for which time this amount is." in wrong
    done = desk.post(url, {**given, **key()})
    assert done.status_code == 302, errors(done)
    with acting(SYSTEM, "test"):
        assert api.law_terms("ES", "9211", date(2027, 2, 1))["wage"].value == 1259
    assert "1,259 EUR a month" in text(desk.get(at("corridors-law")))


@pytest.mark.parametrize("query", [f"?kind={kind}&clause=lodging&cost=medical" for kind, _words in api.DatedRule.KINDS])
def test_every_kind_of_rule_has_a_form(desk: Client, query: str) -> None:
    answer = desk.get(at("corridors-rule-new") + query)
    assert answer.status_code == 200
    assert "Binds from" in answer.content.decode()


def test_agreement_is_recorded(desk: Client) -> None:
    given = {"code": "CO-ES-2001", "title": "Agreement on labour flows", "origin": "CO", "destination": "ES"}
    answer = desk.post(at("corridors-agreement-new"), {**given, "kind": "treaty", **key()}, follow=True)
    assert "Agreement on labour flows" in answer.content.decode()
    assert "Agreement on labour flows" in desk.get(at("corridors-new")).content.decode()


@pytest.mark.parametrize("role", ["counsellor", "employer", "inspector", "statistician"])
def test_corridors_are_closed_to_other_roles(db: None, draft: api.SchemeVersion, role: str) -> None:
    outside = member(role).client()
    for url in (at("corridors"), at("corridors-version", draft.id), at("corridors-law")):
        assert outside.get(url).status_code == 403
    assert outside.post(at("corridors-submit", draft.id), key()).status_code == 403


def test_reading_does_not_let_write(db: None, draft: api.SchemeVersion) -> None:
    reader = member("secretariat").client()
    assert reader.get(at("corridors-version", draft.id)).status_code == 200
    for name in ("corridors-submit", "corridors-publish", "corridors-return"):
        assert reader.post(at(name, draft.id), key()).status_code == 403
    assert reader.get(at("corridors-section", draft.id, "path")).status_code == 403


def test_a_submitted_version_has_no_form(desk: Client, draft: api.SchemeVersion) -> None:
    desk.post(at("corridors-submit", draft.id), key())
    url = at("corridors-section", draft.id, "clocks")
    assert desk.get(url)["Location"] == at("corridors-version", draft.id)


def _selection(api_rules: api.SchemeRules, ceilings: list[dict[str, str]], **more: str) -> dict[str, str]:
    """The section of the register as a browser sends it, with these ceilings and no reserve."""
    found = {"register-count": str(len(api_rules.register)), "reserves-count": "0", "save": "1", **more}
    for n, line in enumerate(api_rules.register):
        found |= {f"register-{n}-{name}": str(value) for name, value in line.model_dump().items()}
    found["ceilings-count"] = str(len(ceilings))
    for n, row in enumerate(ceilings):
        whole = {"unit": "posts", "basis": "agreement", "source": "Agreement, art. 5", "of": "", "limit": "40", **row}
        found |= {f"ceilings-{n}-{name}": value for name, value in whole.items()}
    return found


def _mark(page: Any) -> str:
    found = re.search(r'name="mark" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_ceilings_are_written_on_the_screen_and_shown_with_their_source(desk: Client, draft: api.SchemeVersion) -> None:
    rules = api.example_rules()
    place = at("corridors-section", draft.id, "register")
    rows = [
        {"kind": "region", "of": "Huelva"},
        {"kind": "employer_in_region", "limit": "20", "unit": "percent", "basis": "rule"},
        {"kind": "group", "limit": "50", "unit": "percent"},
    ]
    assert desk.post(place, _selection(rules, rows, mark=_mark(desk.get(place)))).status_code == 302
    draft.refresh_from_db()
    stored = api.rules_of(draft).ceilings
    assert [(rule.kind, rule.of, rule.limit) for rule in stored] == [
        ("region", "Huelva", 40),
        ("employer_in_region", "", 20),
        ("group", "returning", 50),
    ]
    shown = desk.get(at("corridors-version", draft.id)).content.decode()
    assert "A region: Huelva" in shown
    assert "The agreement: Agreement, art. 5" in shown
    again = desk.get(place).content.decode()
    assert 'value="returning"' not in again


def test_crossing_ceilings_are_refused_at_set_up_with_what_to_change(desk: Client, draft: api.SchemeVersion) -> None:
    place = at("corridors-section", draft.id, "register")
    rows = [{"kind": "region", "of": "Huelva"}, {"kind": "employer"}]
    answer = desk.post(place, _selection(api.example_rules(), rows, mark=_mark(desk.get(place))))
    assert answer.status_code == 200  # the page again, with what to change; nothing is saved
    text = answer.content.decode()
    assert "an employer with sites in two regions would stand under both" in text
    assert "Let the ceiling count each employer in each region by itself" in text
    draft.refresh_from_db()
    assert api.rules_of(draft).ceilings == []


def test_a_region_must_be_named_and_a_group_may_not_cross_a_reserve(desk: Client, draft: api.SchemeVersion) -> None:
    place = at("corridors-section", draft.id, "register")
    nameless = _selection(api.example_rules(), [{"kind": "region"}], mark=_mark(desk.get(place)))
    assert "Name the region that this ceiling is for." in desk.post(place, nameless).content.decode()
    crossing = _selection(api.example_rules(), [{"kind": "group"}], mark=_mark(desk.get(place)))
    crossing |= {"reserves-count": "1", "reserves-0-group": "women", "reserves-0-percent": "40"}
    text = desk.post(place, crossing).content.decode()
    assert "The ceiling for “People who have gone before” crosses the reserve or ceiling for “Women”" in text
