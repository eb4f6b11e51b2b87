"""A round under the ceilings of its scheme: kept, told, counted through the season, and by offers as well."""

from typing import Any

from corridor.foundation.database.context import SYSTEM, acting
from corridor.interfaces.kit import words
from corridor.rules.matching import CeilingKind, NextStep, Reason
from corridor.stages.selection import api
from corridor.stages.selection.models import Application, Offer, RoundResult
from tests.harness.season import World, announced, build, refused

SOURCE = {"basis": "agreement", "source": "Agreement, art. 5"}


def under(*ceilings: dict[str, Any], regions: tuple[str, ...] = ("Huelva", "Huelva", "Murcia")) -> World:
    return build(
        "points", posts=(3, 3, 3), regions=regions, reserves=[], ceilings=[{**SOURCE, **each} for each in ceilings]
    )


def decided(world: World) -> Any:
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    with world.by(world.approver) as actor:
        return api.decide(round_.id, by=actor)


def published(world: World) -> Any:
    round_ = decided(world)
    with world.by(world.publisher) as actor:
        return api.publish(round_.id, by=actor)


def placed(round_: Any) -> list[Any]:
    with acting(SYSTEM, "test"):
        rows = RoundResult.objects.filter(round=round_, reason=Reason.OBTAINED)
        return list(rows.values_list("order_id", flat=True))


def test_a_region_and_each_employer_in_it_stay_below_their_ceilings(db: None) -> None:
    world = under({"kind": "region", "of": "HUELVA", "limit": 4}, {"kind": "employer_in_region", "limit": 2})
    world.roster(12)
    round_ = decided(world)
    told = placed(round_)
    assert [told.count(order.id) for order in world.orders] == [2, 2, 2]
    assert {(row["kind"], row["posts"], len(row["orders"])) for row in round_.ceilings} == {
        ("region", 4, 2),
        ("employer_in_region", 2, 1),
    }
    with acting(SYSTEM, "test"):
        left = list(RoundResult.objects.filter(round=round_, reason=Reason.CEILING_REACHED))
        answer = api.explanation(left[0])
    assert answer.ceiling is not None
    assert answer.ceiling.kind is CeilingKind.EMPLOYER_IN_REGION
    assert "at most 2 people may be placed with this employer" in words.reason(answer)


def test_a_ceiling_counts_what_the_season_gave_before(db: None) -> None:
    world = under({"kind": "scheme", "limit": 4})
    world.roster(3)
    first = published(world)
    assert len(placed(first)) == 3
    with world.by(world.officer) as actor:
        api.make_offers(round_id=first.id, by=actor)
    world.roster(5)
    second = decided(world)
    assert [row["posts"] for row in second.ceilings] == [1]
    assert len(placed(second)) == 1


def test_offers_to_the_next_on_the_lists_stay_below_a_ceiling(db: None) -> None:
    world = under({"kind": "region", "of": "Huelva", "limit": 2})
    world.roster(10)
    round_ = published(world)
    assert len(placed(round_)) == 5
    with world.by(world.officer) as actor:
        api.make_offers(round_id=round_.id, by=actor)
        assert api.offer_reserve(round_.id, by=actor) == []
    with acting(SYSTEM, "test"):
        gone = Offer.objects.filter(order_id__in=world.order_ids[:2]).first()
        best = max(
            RoundResult.objects.filter(
                round=round_, reason=Reason.CEILING_REACHED, next_step=NextStep.STAY_ON_RESERVE_LIST
            ),
            key=lambda row: (row.tier, row.points, -row.lot),
        )
    with world.by(world.approver) as actor:
        api.withdraw_offer(gone.id, decider="Ministry", reason="Order changed", remedy="Appeal", by=actor)
    with world.by(world.officer) as actor:
        made = api.offer_reserve(round_.id, by=actor)
    assert [offer.application_id for offer in made] == [best.application_id]


def test_an_offer_above_a_ceiling_is_refused_with_its_source(db: None) -> None:
    world = under({"kind": "region", "of": "Huelva", "limit": 2})
    world.roster(10)
    round_ = published(world)
    with world.by(world.officer) as actor:
        api.make_offers(round_id=round_.id, by=actor)
        with refused("ceiling_full") as told:
            api.offer_next(world.orders[0].id, by=actor)
    assert "Agreement, art. 5" in str(told.value)


def test_who_went_before_is_counted_at_each_order_of_the_next_season(db: None) -> None:
    world = build(
        "points",
        posts=(2, 2),
        reserves=[{"group": "first_timers", "percent": 50}],
        ceilings=[{**SOURCE, "kind": "group", "of": "returning", "limit": 0}],
    )
    world.roster(2)
    round_ = published(world)
    with world.by(world.officer) as actor:
        offers = api.make_offers(round_id=round_.id, by=actor)
    for offer in offers:
        worker = world.worker(offer.application)
        with world.by(worker) as actor:
            api.accept_offers([offer.id], by=actor)
    with acting(SYSTEM, "test"):
        Application.objects.filter(id__in=[offer.application_id for offer in offers]).update(state="on_roster")
    world.roster(3)
    later = world.next_season()
    with world.by(world.officer) as actor:
        again = api.open_round(later[0].season_id, [order.id for order in later], **announced(), by=actor)
        api.try_round(again.id, by=actor)
    world.close(again)
    with world.by(world.approver) as actor:
        api.decide(again.id, by=actor)
    with acting(SYSTEM, "test"):
        rows = RoundResult.objects.filter(round=again)
        assert {row.application_id for row in rows.filter(reason=Reason.OBTAINED)}.isdisjoint(
            offer.application_id for offer in offers
        )
        assert rows.filter(reason=Reason.OBTAINED).count() == 3
        returning = rows.filter(application_id__in=[offer.application_id for offer in offers])
        assert {row.reason for row in returning} == {"ceiling_reached"}


def test_an_order_without_a_region_cannot_pass_by_a_ceiling_of_regions(db: None) -> None:
    world = under({"kind": "region", "of": "Huelva", "limit": 2}, regions=("Huelva", "", "Murcia"))
    world.roster(3)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        with refused("order_without_region") as told:
            api.try_round(round_.id, by=actor)
    assert world.orders[1].number in str(told.value)


def test_a_round_without_ceilings_freezes_as_before(db: None) -> None:
    world = build("points", posts=(2,), reserves=[])
    world.roster(3)
    round_ = decided(world)
    assert round_.ceilings == []


def test_ceilings_that_changed_after_the_closing_are_found(db: None) -> None:
    world = under({"kind": "scheme", "limit": 4})
    world.roster(3)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    with acting(SYSTEM, "test"):
        row = api.Round.objects.get(id=round_.id)
        row.ceilings[0]["posts"] = 9
        row.save(update_fields=["ceilings"])
    with world.by(world.approver) as actor, refused("inputs_changed"):
        api.decide(round_.id, by=actor)
