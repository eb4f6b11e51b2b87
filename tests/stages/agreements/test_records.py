"""The document of the rules: what it holds, and in which words it refuses."""

from typing import Any

import pytest
from django.utils import translation

from corridor.stages.agreements import api

from .conftest import changed


def test_example_is_complete_and_survives_json() -> None:
    rules = api.example_rules()
    assert api.read_rules(rules.model_dump(mode="json")) == rules
    assert {step.title_for(language) for step in rules.path for language in ("en", "es", "ar")}
    assert all(set(step.title) == {"en", "es", "ar"} for step in rules.path)
    assert all(decider.remedy and decider.remedy_for("ar") != decider.remedy for decider in rules.deciders.values())


def test_an_empty_document_is_a_draft() -> None:
    assert api.read_rules({}).path == []


def test_rules_do_not_change() -> None:
    with pytest.raises(Exception, match="frozen"):
        api.example_rules().offer_days = 3  # type: ignore[misc]


def path_with(**change: Any) -> list[dict[str, Any]]:
    path = api.example_rules().model_dump(mode="json")["path"]
    path[0] = {**path[0], **change}
    return path


def ceiling(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "limit": 10, "source": "Agreement, art. 5", **more}


@pytest.mark.parametrize(
    ("parts", "code", "where"),
    [
        ({"offer_days": "soon"}, "int_parsing", "Days to answer an offer"),
        ({"offer_days": 0}, "greater_than_equal", "Days to answer an offer"),
        ({"method": "beauty"}, "literal_error", "Method of selection"),
        ({"surprise": 1}, "extra_forbidden", ""),
        ({"occupations": ["9999"]}, "unknown_occupation", "Occupations"),
        ({"languages": {"xxx": 3}}, "unknown_language", "Languages"),
        ({"register": [{"criterion": "skills", "points": 11_000, "full_at": 1}]}, "less_than_equal", "line 1"),
        (
            {"register": [{"criterion": c, "points": 6000, "full_at": 1} for c in ("skills", "training")]},
            "points_above_full",
            "Criteria register",
        ),
        ({"reserves": [{"group": g, "percent": 60} for g in ("women", "other")]}, "reserves_above_all", "Reserved"),
        ({"ceilings": [ceiling("scheme"), ceiling("scheme")]}, "ceiling_twice", "Ceilings"),
        ({"ceilings": [ceiling("region")]}, "ceiling_of_nothing", "Ceilings"),
        ({"ceilings": [ceiling("scheme", limit=101, unit="percent")]}, "ceiling_above_all", "Ceilings"),
        ({"ceilings": [ceiling("employer"), ceiling("region", of="Huelva")]}, "ceilings_cross", "Ceilings: A ceiling"),
        (
            {"reserves": [{"group": "women", "percent": 40}], "ceilings": [ceiling("group", of="returning")]},
            "ceiling_crosses_reserve",
            "Ceilings: The ceiling",
        ),
        ({"standard_terms": {"wage": {"value": "1300"}}}, "term_currency_or_period_missing", "Standard contract"),
        ({"standard_terms": {"lodging": {"value": "tent"}}}, "term_unknown_option", "Standard contract"),
        ({"standard_terms": {"smile": {"value": True}}}, "term_unknown_clause", "Standard contract"),
        ({"standard_terms": "all of them"}, "wrong_kind", "Standard contract"),
        ({"path": path_with(title={})}, "title_missing", "Path, line 1"),
        ({"path": path_with(after=["nowhere"])}, "step_unknown", "Path"),
        ({"path": path_with(after=["travel"])}, "steps_in_circle", "Path"),
        ({"path": path_with(code="medical")}, "step_twice", "Path"),
        ({"path": path_with(decider="fate")}, "unknown_decision", "Path, line 1"),
        ({"path": path_with(country="QQ")}, "unknown_country", "Path, line 1"),
        ({"path": path_with(code="Not A Code")}, "string_pattern_mismatch", "Path, line 1"),
    ],
)
def test_structure_is_refused_in_words(parts: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(api.RulesRefused) as refused, translation.override("en"):
        changed(**parts)
    problem = refused.value.problems[0]
    with translation.override("en"):
        assert (problem.code, where in str(problem)) == (code, True), str(problem)
        assert "%(" not in str(problem)


def test_steps_may_wait_for_several_and_a_circle_is_named() -> None:
    path = path_with(after=["permit"])
    with pytest.raises(api.RulesRefused) as refused:
        changed(path=path)
    assert refused.value.problems[0].params["step"] in {"identity_check", "permit"}


@pytest.mark.parametrize(
    ("reserves", "ceilings"),
    [
        ([], [ceiling("employer"), ceiling("employer_in_region"), ceiling("scheme")]),
        ([], [ceiling("region", of="Huelva"), ceiling("region", of="Murcia"), ceiling("employer_in_region")]),
        ([{"group": "first_timers", "percent": 20}], [ceiling("group", of="returning")]),
    ],
)
def test_ceilings_one_inside_the_other_are_taken(reserves: list[Any], ceilings: list[Any]) -> None:
    assert len(changed(reserves=reserves, ceilings=ceilings).ceilings) == len(ceilings)


def test_a_ceiling_in_per_cent_is_of_the_posts_rounded_down() -> None:
    rule = changed(ceilings=[ceiling("employer", limit=30, unit="percent")]).ceilings[0]
    assert (rule.of_posts(99), rule.of_posts(0)) == (29, 0)
    assert changed(ceilings=[ceiling("employer")]).ceilings[0].of_posts(99) == 10
