"""The way of a season: applied, on the roster, shortlisted, chosen, offered, accepted."""

import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import StepRefused
from corridor.foundation.database.errors import NotAllowed, NotFound
from corridor.foundation.events import on
from corridor.foundation.outbox.models import Message
from corridor.foundation.scopes import access
from corridor.rules.matching import commitment
from corridor.stages.demand import api as demand
from corridor.stages.registry import api as registry
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, RoundInput, RoundResult, Shortlisted
from corridor.stages.selection.services import deciding, freezing, opening
from tests.harness.people import member
from tests.harness.season import World, announced, build, refused


def test_a_round_by_choice_places_as_many_as_there_are_posts(world: World) -> None:
    world.roster(20)
    round_ = world.published()
    assert round_.state == "published"
    assert commitment(round_.seed) == round_.commitment
    with world.by(world.officer) as actor:
        assert api.state_counts(actor)["selected"] == 5
        offers = api.make_offers(round_id=round_.id, by=actor)
        assert len(offers) == 5
        assert [demand.balance(demand.order(o, actor)).free for o in world.order_ids] == [0, 0]
    worker = world.worker(offers[0].application)
    with world.by(worker) as actor:
        accepted = api.accept_offers([offers[0].id], by=actor)[0]
        assert api.offer(accepted.id, actor).state == "accepted"
        assert api.application_of(actor.person_id, actor).state == "contracted"
        reasons = [row.reason for row in api.why(accepted.application_id, actor=actor)]
        assert reasons.count("obtained") == 1
        verbs = [event.verb for event in timeline.of_person(actor.person_id, actor=actor)]
    for verb in ("applied", "admitted", "shortlisted", "selected", "offered", "offer_accepted"):
        assert f"selection.{verb}" in verbs


def test_applying_twice_is_applying_once(world: World) -> None:
    people = world.register(3)
    with world.by(world.counsellor) as actor:
        ids = [each.id for each in people]
        first = api.apply_for(ids, world.scheme.id, by=actor)
        again = api.apply_for(ids, world.scheme.id, by=actor)
        assert {row.id for row in first} == {row.id for row in again}
        assert all(row.season_id == world.season.id for row in first)


def test_a_worker_applies_for_themself_and_ranks_work(world: World) -> None:
    application = world.applied(1)[0]
    other = world.register(1)[0]
    worker = world.worker(application)
    with world.by(worker) as actor:
        ranked = api.set_ranking(application.id, list(reversed(world.order_ids)), by=actor)
        assert ranked.ranking == [str(order) for order in reversed(world.order_ids)]
        with refused("ranking_twice"):
            api.set_ranking(application.id, [world.order_ids[0]] * 2, by=actor)
        with pytest.raises(NotAllowed):
            api.apply_for([other.id], world.scheme.id, by=actor)
        assert api.withdraw(application.id, by=actor).state == "withdrawn"


def test_who_may_not_apply_is_refused(world: World) -> None:
    someone = world.register(1)[0]
    with world.by(world.officer) as actor, pytest.raises(NotAllowed):
        api.apply_for([someone.id], world.scheme.id, by=actor)
    with world.by(world.stranger) as actor, pytest.raises(NotFound):
        api.apply_for([someone.id], world.scheme.id, by=actor)


def test_assess_names_rule_decider_and_remedy(world: World) -> None:
    good, young, paperless = (
        world.applied(1)[0],
        world.applied(1, birth="2012-01-01")[0],
        world.applied(1, document_kind="", document_number="", document_until=None)[0],
    )
    with world.by(world.officer) as actor:
        rows = {row.id: row for row in api.assess([good.id, young.id, paperless.id], by=actor)}
        assert rows[good.id].state == "on_roster"
        assert rows[good.id].roster_until.year == 2028
        for refused_row, rule in ((young, "minimum_age"), (paperless, "document")):
            row = Application.objects.get(id=rows[refused_row.id].id)
            assert row.state == "ineligible"
            assert [each["rule"] for each in row.failures] == [rule]
            assert (row.decider, row.remedy, row.reason) == ("admission", "appeal", rule)
            assert row.appeal_until is not None
            decided = api.decided_by(row.version, row.decider, "es")
            assert decided.body == "Servicio Público de Empleo"
            assert decided.remedy == "Pedir revisión a la misma oficina"
        told = Message.objects.filter(code__startswith="selection.").values_list("code", "person_id", "language")
        assert ("selection.rejected", young.person_id, "es") in told
        assert ("selection.admitted", good.person_id, "es") in told


def test_the_age_of_a_refused_person_is_not_kept_where_employers_can_reach(world: World) -> None:
    young = world.applied(1, birth="2012-01-01")[0]
    with world.by(world.officer) as actor:
        row = api.assess([young.id], by=actor)[0]
        assert row.failures[0]["needed"] == "18"
        assert row.failures[0]["has"] == ""


def test_assess_needs_the_permission_and_the_scheme(world: World) -> None:
    application = world.applied(1)[0]
    with world.by(world.approver) as actor, pytest.raises(NotAllowed):
        api.assess([application.id], by=actor)
    with world.by(world.stranger) as actor, pytest.raises((NotAllowed, NotFound)):
        api.assess([application.id], by=actor)


def test_200_people_cost_a_bounded_number_of_statements(world: World) -> None:
    world.roster(2)  # warm
    people = world.register(200)
    with world.by(world.counsellor) as actor, CaptureQueriesContext(connection) as applying:
        rows = api.apply_for([each.id for each in people], world.scheme.id, by=actor)
    with world.by(world.officer) as actor, CaptureQueriesContext(connection) as assessing:
        api.assess([row.id for row in rows], by=actor)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        with CaptureQueriesContext(connection) as trying:
            api.try_round(round_.id, by=actor)
        with CaptureQueriesContext(connection) as closing:
            api.close_inputs(round_.id, by=actor)
        world.enter_value(round_)
        with CaptureQueriesContext(connection) as sending:
            api.send_shortlists(round_.id, by=actor)
    world.answered(round_)
    with world.by(world.approver) as actor, CaptureQueriesContext(connection) as decided:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor, CaptureQueriesContext(connection) as publishing:
        api.publish(round_.id, by=actor)
    counts = [len(each) for each in (applying, assessing, trying, closing, sending, decided, publishing)]
    assert max(counts) < 50, counts


# Rounds


@pytest.mark.long
def test_1200_workers_by_40_orders_take_seconds(db: None) -> None:
    """Everybody asked for any work: 48,000 answers, the most that a round of this size can have."""
    world = build("points", posts=[15] * 40)
    for _part in range(6):
        world.roster(200)
    begun = time.monotonic()
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        assert api.try_round(round_.id, by=actor).placed == 600
        world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
        assert api.results(round_.id, actor).count() == 48_000
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    assert time.monotonic() - begun < 60


def test_a_trial_changes_no_application_and_shows_no_seed(world: World) -> None:
    world.roster(20)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        before = api.state_counts(actor)
        trial = api.try_round(round_.id, by=actor)
        assert api.state_counts(actor) == before
        assert (trial.applicants, trial.placed, trial.posts) == (20, 5, 5)
        assert RoundResult.objects.count() == 0
        fresh = api.round(round_.id, actor)
        assert api.figures(fresh.trial) == trial
        assert fresh.seed == ""
        assert opening.seed_of(fresh) not in str(fresh.__dict__)
        api.try_round(round_.id, by=actor)


def test_the_frozen_inputs_do_not_move(world: World) -> None:
    applications = world.roster(4)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
        closed = api.close_inputs(round_.id, by=actor)
        late = closed.inputs_hash
    with world.by(world.counsellor) as actor:
        registry.set_skills({applications[0].person_id: ["harvest"]}, by=actor)
        api.set_ranking(applications[1].id, world.order_ids[:1], by=actor)
    with world.by(world.officer) as actor:
        inputs, _rows = freezing.frozen(api.round(round_.id, actor), by=actor)
        assert inputs.hash() == late
        with refused("not_from_here"):
            world.close(round_)


def test_altered_inputs_stop_the_decision(by_points: World) -> None:
    by_points.roster(4)
    with by_points.by(by_points.officer) as actor:
        round_ = api.open_round(by_points.season.id, by_points.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
        by_points.close(round_)
    with by_points.by(by_points.approver) as actor:
        kept = api.round(round_.id, actor)
        kept.orders[0]["posts"] += 1
        kept.save(update_fields=["orders"])
        with refused("inputs_changed"):
            api.decide(round_.id, by=actor)


def test_by_points_everybody_has_a_reason_and_women_their_share(by_points: World) -> None:
    by_points.roster(12, sex="M", experience_months=24)
    by_points.roster(4, sex="F", experience_months=1)
    with by_points.by(by_points.officer) as actor:
        round_ = api.open_round(by_points.season.id, by_points.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
        by_points.close(round_)
        with refused("not_by_choice"):
            api.send_shortlists(round_.id, by=actor)
    with by_points.by(by_points.approver) as actor:
        decided = api.decide(round_.id, by=actor)
        assert decided.summary["placed"] == 5
        rows = list(api.results(round_.id, actor))
        assert len(rows) == 16 * 2
        assert {row.application_id for row in rows} == set(
            RoundInput.objects.filter(round=round_).values_list("application_id", flat=True)
        )
        assert all(row.decider and row.remedy and row.reason and row.next_step for row in rows)
        with pytest.raises(StepRefused) as error:
            api.publish(round_.id, by=actor)
        assert error.value.missing == ("four_eyes",)
        assert api.why(rows[0].application_id, actor=actor) == []
    with by_points.by(by_points.publisher) as actor:
        api.publish(round_.id, by=actor)
        placed = [row for row in api.results(round_.id, actor) if row.reason == "obtained"]
        women = [row for row in placed if registry.person(row.person_id, by=actor).details.sex == "F"]
        assert len(women) == 2  # half of two posts and half of three, rounded down
        assert any(row.reason == "reserve_first" for row in api.results(round_.id, actor))
        counts = api.state_counts(actor)
        assert (counts["selected"], counts["reserve"]) == (5, 11)


def test_the_checker_finds_a_falsified_result(by_points: World) -> None:
    by_points.roster(12)
    with by_points.by(by_points.officer) as actor:
        round_ = api.open_round(by_points.season.id, by_points.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
        by_points.close(round_)
        inputs, _rows = freezing.frozen(api.round(round_.id, actor), by=actor)
    real = deciding.market(inputs, "seed")
    result = deciding.run(real)
    assert deciding.verify_points(real, result) == []
    placed, left_out = next(iter(result.assignment)), next(w for w in real.workers.ids if w not in result.assignment)
    swapped = {**result.assignment, left_out: result.assignment[placed]}
    del swapped[placed]
    assert deciding.verify_points(real, deciding.Result(swapped, result.ranks, {}, {}, {})) != []


def test_an_employer_answers_once_whole_and_with_reasons(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    order, farmer = world.orders[0], world.farmers[0]
    with world.by(farmer) as actor:
        listed = [sheet.application_id for sheet in api.shortlist(round_.id, order.id, actor=actor)]
        assert len(listed) == 6  # three for each of two posts
        with refused("neither"):
            api.choose(round_.id, order.id, listed[:2], {}, by=actor)
        with refused("reason_unknown"):
            api.choose(round_.id, order.id, listed[:5], {listed[5]: "too_old"}, by=actor)
        with refused("twice"):
            api.choose(round_.id, order.id, [*listed, listed[0]], {}, by=actor)
        refusals = dict.fromkeys(listed[2:], "experience_too_short")
        api.choose(round_.id, order.id, [listed[1], listed[0]], refusals, by=actor)
        with refused("already_answered"):
            api.choose(round_.id, order.id, listed, {}, by=actor)
        own = api.own_lists(actor)[0]
        assert (own.answered, own.picked, own.candidates) == (True, 2, 6)
        with pytest.raises(NotFound):
            api.shortlist(round_.id, world.orders[1].id, actor=actor)
    with world.by(world.approver) as actor, refused("lists_unanswered"):
        api.decide(round_.id, by=actor)


def test_a_refused_candidate_reads_the_employer_s_reason(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    for order, farmer in zip(world.orders, world.farmers, strict=True):
        with world.by(farmer) as actor:
            listed = [sheet.application_id for sheet in api.shortlist(round_.id, order.id, actor=actor)]
            api.choose(round_.id, order.id, listed[:1], dict.fromkeys(listed[1:], "language_not_enough"), by=actor)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
        row = api.results(round_.id, actor).filter(reason="refused_by_employer").first()
        assert (row.refusal, row.decider, row.remedy) == ("language_not_enough", "employer", "own_step")
        assert api.remedy_is_own_step(row.remedy)
        told = api.decided_by(row.round.version, row.decider, "en", employer=row.order.employer.name)
        assert told.body.startswith("Farm")
        assert api.explanation(row).refusal == "language_not_enough"


def test_a_silent_employer_s_list_stands_only_after_the_last_day(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    with world.by(world.officer) as actor:
        with refused("time_to_choose"):
            api.let_lists_stand(round_.id, by=actor)
        kept = api.round(round_.id, actor)
        kept.choose_by = kept.opened_at.date().replace(year=2020)
        kept.save(update_fields=["choose_by"])
        assert api.let_lists_stand(round_.id, by=actor) == 2
    with world.by(world.farmers[0]) as actor, refused("too_late"):
        api.choose(round_.id, world.order_ids[0], [], {}, by=actor)
    with world.by(world.approver) as actor:
        assert api.decide(round_.id, by=actor).summary["placed"] == 5


def test_permissions_of_a_round(world: World) -> None:
    world.roster(6)
    with world.by(world.approver) as actor, pytest.raises(NotAllowed):
        api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        with pytest.raises(NotAllowed):
            api.decide(round_.id, by=actor)
        with refused("orders_not_open"):
            api.open_round(world.season.id, [], **announced(), by=actor)
    other = member("officer")
    with world.by(other) as actor:
        assert not api.rounds(actor).exists()
        with pytest.raises(NotFound):
            api.try_round(round_.id, by=actor)


def test_the_database_refuses_one_pair_of_eyes(world: World) -> None:
    world.roster(6)
    round_ = world.published()
    with world.by(world.officer), pytest.raises(IntegrityError), transaction.atomic():
        api.Round.objects.filter(id=round_.id).update(published_by=round_.decided_by)


def test_cancelling_a_round_needs_its_reason_and_frees_the_shortlisted(world: World) -> None:
    world.roster(6)
    round_ = world.shortlisted()
    with world.by(world.approver) as actor:
        with refused("guard_missing"):
            api.cancel_round(round_.id, decider="Ministry", reason="", remedy="New round in May", by=actor)
        api.cancel_round(round_.id, decider="Ministry", reason="Storm", remedy="New round in May", by=actor)
        assert api.state_counts(actor) == {"on_roster": 6}


def test_whom_a_round_leaves_takes_part_in_the_next(world: World) -> None:
    world.roster(20)
    round_ = world.published()
    with world.by(world.officer) as actor:
        again = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        assert api.try_round(again.id, by=actor).applicants == 15
        world.close(again)
        assert api.state_counts(actor)["on_roster"] == 15
        assert round_.id != again.id


def test_an_order_stands_in_one_running_round_at_a_time(world: World) -> None:
    world.roster(6)
    one, two = world.order_ids[:2]
    with world.by(world.officer) as actor:
        first = api.open_round(world.season.id, [one], **announced(), by=actor)
        with refused("orders_in_round"):
            api.open_round(world.season.id, [one, two], **announced(), by=actor)
        second = api.open_round(world.season.id, [two], **announced(), by=actor)
        assert {key: row.id for key, row in api.orders_in_rounds(world.season.id).items()} == {
            one: first.id,
            two: second.id,
        }
    with world.by(world.approver) as actor:
        api.cancel_round(first.id, decider="Ministry", reason="Storm", remedy="New round in May", by=actor)
    with world.by(world.officer) as actor:
        api.open_round(world.season.id, [one], **announced(), by=actor)


# Walls


def test_nobody_else_reaches_rows_of_the_round(world: World) -> None:
    world.roster(6)
    world.offered()
    with world.by(world.stranger) as actor:
        for model in (Application, RoundInput, RoundResult, Shortlisted, api.Offer):
            assert model.objects.count() == 0, model  # row security alone
            assert model.objects.visible_to(actor).count() == 0
        assert list(api.applications(actor)) == []


def test_an_employer_reaches_its_candidates_sheets_only(world: World) -> None:
    world.roster(20)
    round_ = world.shortlisted()
    with world.by(world.farmers[0]) as actor:
        own = api.shortlist(round_.id, world.order_ids[0], actor=actor)
        assert len(own) == 6
        assert RoundInput.objects.count() == 0
        assert registry.person(own[0].person_id, by=actor).details is None
        assert list(api.applications(actor)) == []
    world.answered(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    with world.by(world.farmers[0]) as actor:
        # Those it did not obtain are out of its reach as soon as the round is published.
        assert len(access.persons_of(world.employers[0].scope_id)) == 2


def test_offer_accepted_tells_the_stages_above(world: World) -> None:
    heard: list[Any] = []
    on(api.OfferAccepted, heard.append)
    world.roster(6)
    offers = world.offered()
    with world.by(world.worker(offers[0].application)) as actor:
        api.accept_offers([offers[0].id], by=actor)
    assert [event.offer_ids for event in heard] == [(offers[0].id,)]
